"""By what those who came lately came to know the network."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kurzweg.networks.models import Application, JoiningSource, Network, Prospect

SPAN = timedelta(days=180)  # applications are kept no longer, once they are decided
MOST_SAID = 3


@dataclass(slots=True)
class Origin:
    """How many came by one way: noted as prospects, applied, were accepted; what they said of it.

    No way at all is an origin, too: not everybody says one.
    """

    label: str
    prospects: int = 0
    applications: int = 0
    members: int = 0
    said: list[str] = field(default_factory=list)


def of(network: Network, *, until: date) -> list[Origin]:
    """Count by what came who was noted or applied in the six months before a day."""
    noted = Prospect.objects.in_network(network).filter(noted_on__gt=until - SPAN)
    applied = Application.objects.in_network(network).filter(sent_on__gt=until - SPAN)
    applied = applied.select_related("prospect")
    labels = {**{str(value): str(name) for value, name in JoiningSource.choices}, "": ""}
    found = {value: Origin(label) for value, label in labels.items()}
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for source, said in noted.order_by("pk").values_list("source", "source_said"):
        found[source].prospects += 1
        words[source][said] += 1
    for application in applied.order_by("pk"):
        prospect = application.prospect  # by which way it came is what was noted first
        source = prospect.source if prospect else str(application.said.get("source") or "")
        source = source if source in found else ""
        found[source].applications += 1
        found[source].members += application.is_accepted is True
        if application.prospect_id is None:  # else it was counted there
            words[source][str(application.said.get("source_said") or "")] += 1
    for source, counted in words.items():
        found[source].said = list(_said(counted.most_common()))
    return [each for each in found.values() if each.prospects or each.applications]


def _said(counted: Iterable[tuple[str, int]]) -> Iterable[str]:
    """Give what was said most often, how often where it was more than once."""
    told = [(words.strip(), number) for words, number in counted if words.strip()]
    for words, number in told[:MOST_SAID]:
        yield words if number == 1 else f"{words} ({number})"
