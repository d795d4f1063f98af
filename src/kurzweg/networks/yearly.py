"""What the office reads once a year in one line: who did not answer, of whom nothing was heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.viewer import Viewer
from kurzweg.networks import silence
from kurzweg.networks.models import Network, SelfDeclaration

A_DAY = timedelta(days=1)
TWO_MONTHS = timedelta(days=61)
QUARTER = timedelta(days=90)


# Declarations ------------------------------------------------------------------------------------


def _declarations(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Tell the office in one line of all who were asked whether their entry is right, and silent.

    From the day after the last one of a round; what is older than three months is no news.
    """
    silent = SelfDeclaration.objects.in_network(network_id).unanswered()
    for ends_on in sorted(set(silent.values_list("ends_on", flat=True)))[-1:]:
        yield Due(
            network_id,
            agenda.OFFICE,
            due_on=ends_on + A_DAY,
            shown_since=ends_on + A_DAY,
            shown_until=ends_on + QUARTER,
        )


def _with_silent(viewer: Viewer) -> QuerySet[Network]:
    silent = SelfDeclaration.objects.visible_to(viewer).unanswered().filter(network=OuterRef("pk"))
    return Network.objects.filter(Exists(silent), pk=viewer.network_id or 0)


def _draw_declarations(viewer: Viewer, network: Network, due_on: date) -> Item:
    rows = SelfDeclaration.objects.visible_to(viewer).unanswered()
    number = rows.filter(year=(due_on - A_DAY).year).count()
    title = ngettext(
        "%(number)s firm has not said whether its entry is right: call it",
        "%(number)s firms have not said whether their entry is right: call them",
        number,
    )
    return Item(
        kind="declarations",
        title=title % {"number": number},
        who="",
        due_on=due_on,
        url=reverse("networks:declaration-list", args=[network.slug]),
        action=_("Who it is"),
    )


# Not heard of for long ---------------------------------------------------------------------------


def _silent(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Tell the office once a year, in the month of the rule, before notices have to arrive."""
    network = Network.objects.get(pk=network_id)
    month, today = network.rule("silent_month"), network.today()
    if not month:
        return
    first = date(today.year, month, 1)
    first = first if today < first + TWO_MONTHS else date(today.year + 1, month, 1)
    yield Due(
        network_id,
        agenda.OFFICE,
        due_on=first,
        shown_since=first,
        shown_until=first + TWO_MONTHS,
    )


def _of_its_office(viewer: Viewer) -> QuerySet[Network]:
    """Open the network to its office: once a year it looks, also where all were heard of."""
    here = Network.objects.filter(pk=viewer.network_id or 0)
    return here if viewer.is_office else here.none()


def _draw_silent(viewer: Viewer, network: Network, due_on: date) -> Item:
    number = len(silence.silent(network, on=viewer.today))
    title = ngettext(
        "Not heard of for long: %(number)s firm", "Not heard of for long: %(number)s firms", number
    )
    return Item(
        kind="silent",
        title=title % {"number": number} if number else _("Of each member something was heard."),
        who="",
        due_on=due_on,
        url=reverse("networks:silent-list", args=[network.slug]),
        action=_("Who it is"),
    )


agenda.register(
    agenda.Source(
        kind="declarations",
        model=Network,
        items=_declarations,
        rows=_with_silent,
        draw=each(_draw_declarations),
        depends_on={SelfDeclaration: lambda network_id, ids: [network_id]},
    )
)
agenda.register(
    agenda.Source(
        kind="silent",
        model=Network,
        items=_silent,
        rows=_of_its_office,
        draw=each(_draw_silent),
    )
)
