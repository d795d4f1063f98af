"""What happened with an organisation: whom it wanted to talk to, and who wanted to talk to it.

Of its own questions it reads here what it reads elsewhere: a no and a silence are one and the same,
and come on the same day. The office reads the answers on the page of the introduction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Max, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.days import day_of
from kurzweg.core.timeline import (
    MOST,
    About,
    Contact,
    Event,
    Line,
    Source,
    dated,
    register,
    register_contact,
)
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction, Outlook
from kurzweg.networks.models import Network


def of_organisation(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say who was asked on its behalf, and by whom it was asked, and what came of it.

    Whoever is on the other side sees the rows too, but reads there what it may know of them.
    """
    if not viewer.may_act_for(row_id):
        return
    rows = Introduction.objects.visible_to(viewer).with_both().select_related("network")
    here = rows.filter(Q(organisation=row_id) | Q(need__owner=row_id))
    newest = here.order_by(
        Coalesce("closed_at", "taken_up_at", "answered_at", "asked_at", "created_at").desc(), "-pk"
    )
    for row in newest[: MOST + 1]:
        if row.asked_id == row_id:
            yield from _asked(row)
        else:
            yield from _sought(row, on=viewer.today)


def _asked(row: Introduction) -> Iterator[Event]:
    """What the asked side knows: that it was asked, and what it answered."""
    if row.asked_at:
        yield from dated(row, asked=day_of(row.asked_at, row.network.time_zone))
    if row.answered_on and row.answer:
        yield Event(row.answered_on, f"said {row.answer}", row)


def _sought(row: Introduction, *, on: date) -> Iterator[Event]:
    """What the seeking side knows; of a no not more than of no answer."""
    yield from dated(row, sought=row.created_on)
    outlook = row.outlook(on)
    if outlook == Outlook.CONTACT:
        yield from dated(row, contact=row.answered_on)
        if row.taken_up_at:
            yield from dated(row, taken_up=day_of(row.taken_up_at, row.network.time_zone))
    elif outlook == Outlook.NO_CONTACT:
        yield from dated(row, no_contact=min(row.last_day, on))


def _asking(row: Introduction, words: str) -> Line:
    url = reverse("introductions:detail", args=[row.network.slug, row.public_id])
    names = {"firm": row.asked.name, "seeker": row.asking.name, "need": row.need.title}
    return Line(words % names, url)


DRAWS = {
    "asked": lambda row: _asking(row, _("Was asked whether %(seeker)s may get in touch: %(need)s")),
    f"said {Answer.YES}": lambda row: _asking(row, _("Said yes to %(seeker)s: %(need)s")),
    f"said {Answer.NO}": lambda row: _asking(row, _("Said no to %(seeker)s: %(need)s")),
    f"said {Answer.LATER}": lambda row: _asking(row, _("Put off %(seeker)s: %(need)s")),
    "sought": lambda row: _asking(row, _("Wanted to talk to %(firm)s: %(need)s")),
    "contact": lambda row: _asking(row, _("Contact made with %(firm)s: %(need)s")),
    "taken_up": lambda row: _asking(row, _("Got in touch with %(firm)s: %(need)s")),
    "no_contact": lambda row: _asking(row, _("No contact was made with %(firm)s: %(need)s")),
}


def _answered(network: Network, until: date) -> dict[int, date]:
    """Say when firms last answered a question; a silence is none, and a no counts as a yes."""
    rows = Introduction.objects.in_network(network).exclude(answered_at=None).order_by()
    is_offered = When(initiated_as=InitiatedAs.OFFERER, then="need__owner")
    asked = rows.annotate(firm_asked=Case(is_offered, default="organisation"))
    newest = asked.values_list("firm_asked").annotate(last=Max("answered_at"))
    return {firm: day_of(moment, network.time_zone) for firm, moment in newest}


register_contact(Contact("answered", gettext_lazy("answered a request for contact"), _answered))
register(Source("introductions", About.ORGANISATION, of_organisation, DRAWS))
