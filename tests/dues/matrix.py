"""Dues: a line of the scale and an issued list, for the office alone."""

from __future__ import annotations

from datetime import timedelta

from kurzweg.dues import actions
from kurzweg.dues.models import DuesAgreement, DuesQuerySet, DuesRule
from tests.promises.samples import Seen, for_the_office, rows, sample, seen
from tests.promises.world import Half, Relation


@rows
def dues(half: Half) -> None:
    today = half.network.today()
    DuesRule.objects.create(network=half.network, amount=400, since=today - timedelta(days=900))
    half.put("dues list", Relation.OWN, actions.issue(half.network, as_of=today, by=half.office))
    half.put("agreement", Relation.OWN, agreed_with(half))


def agreed_with(half: Half) -> DuesAgreement:
    """What was agreed with the member's firm."""
    return DuesAgreement.objects.create(
        network=half.network, organisation=half.firm, amount=100, reason="Gründung",
        since=half.network.today(),
    )  # fmt: skip


AGREED = {"amount": "100", "reason": "Neu", "since": "2026-01-01"}
sample("dues:dues", queries=("", "?on=2026-01-01"))
sample("dues:scale", form={"for_whom": "firms", "amount": "500", "since": "2026-01-01"})
sample("dues:agreed", public_id="organisation", form=AGREED)
sample("dues:issue", form={"on": "2026-01-01"})
sample("dues:issued", public_id="dues list")
sample("dues:issued-file", public_id="dues list", queries=("", "?as=csv"))
sample("list-dues", queries=("?as=csv", "?as=xlsx"))

for name in ("DuesRule", "DuesAgreement", "DuesList", "DuesRow"):
    seen(f"dues.{name}", Seen.OFFICE)

for_the_office(DuesQuerySet, "dues:", "list-dues")
