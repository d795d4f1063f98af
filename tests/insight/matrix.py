"""Pages from the contracts: what is due, the home of a network, search, figures."""

from datetime import timedelta

from kurzweg.core import indicators
from kurzweg.insight import issuing
from kurzweg.insight.models import SnapshotQuerySet
from tests.promises.samples import Seen, for_the_office, rows, sample, seen
from tests.promises.world import Half, Relation

# Words that the texts of both networks hold, as somebody looks for them.
WORDS = ("Werk", "Drehteile", "Messing")
sample("insight:search", queries=("", *(f"?q={w}&kind={k}" for w in WORDS for k in ("", "offer"))))


@rows
def figures(half: Half) -> None:
    day = half.network.today() - timedelta(days=1)
    members = indicators.declared("members")
    issued = issuing.issue(
        members, network=half.network, day=day, by=half.office, occasion="Antrag"
    )
    half.put("snapshot", Relation.OWN, issued)


sample("insight:figure", queries=("?figure=members&on=2026-01-01",), form={"occasion": "Bericht"})
sample("insight:snapshot", public_id="snapshot")
sample("insight:snapshot-file", public_id="snapshot")
seen("insight.Snapshot", Seen.OFFICE)
seen("insight.SnapshotRow", Seen.PUBLIC)
sample("list-due", queries=("?as=csv",))
sample("insight:list-overview", queries=("", "?on=2024-12-31"))
sample("insight:find", queries=("?q=Werk", "?q=Ber", "?q=7", "?q=x"))

for_the_office(SnapshotQuerySet, "insight:figure", "insight:snapshot")
