"""What the way into the network asks for: of the office, and of whoever decides in the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.days import day_of
from kurzweg.core.models import Addressee
from kurzweg.core.viewer import Viewer
from kurzweg.networks import applications
from kurzweg.networks.applications import Voices
from kurzweg.networks.models import Application, Approval, Network, Prospect, Welcome

A_DAY = timedelta(days=1)


def _of(model: Any, network_id: int, ids: Ids | None) -> Any:
    rows = model.objects.in_network(network_id)
    return rows if ids is None else rows.filter(pk__in=ids)


# Applications ------------------------------------------------------------------------------------


def _to_decide(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    rows = list(_of(Application, network_id, ids).undecided())
    said = applications.voices(network, rows)
    for row in rows:
        row.network = network
        days = network.rule("membership_answer_days", on=row.sent_on)
        is_open = row.answers_due_on and applications.outcome_of_board(row, said[row.pk]) is None
        # While the board may still answer, its last day is the next one that matters.
        due_on = row.answers_due_on if is_open else row.sent_on + timedelta(days=days)
        yield Due(row.pk, agenda.OFFICE, due_on=due_on, shown_since=row.sent_on)


def _to_answer(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    for row in _of(Application, network_id, ids).unanswered():
        days = network.rule("membership_answer_days", on=row.sent_on)
        due_on = max(row.decided_on, row.sent_on + timedelta(days=days))
        yield Due(row.pk, agenda.OFFICE, due_on=due_on, shown_since=row.decided_on)


def _draw_to_decide(
    viewer: Viewer, rows: Iterable[Application], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    """Draw all at once: what the board says of them is one query, their network's rules another."""
    rows = list(rows)
    if not rows:
        return
    network = rows[0].network
    said = applications.voices(network, rows)
    for row in rows:
        row.network = network
        yield row.pk, _decision(row, said[row.pk], due_on[row.pk])


def _decision(row: Application, said: Voices, due_on: date) -> Item:
    outcome = applications.outcome_of_board(row, said)
    detail, needed = "", applications.needed(row)
    if outcome is not None:
        title = _("The board has said what it thinks: decide on the application")
    elif row.answers_due_on is not None:
        title = _("The board is asked about an application")
        detail = _("%(yes)s of %(needed)s agree so far") % {"yes": said.yes, "needed": needed}
    elif needed:
        title = _("Ask the board about an application")
    else:
        title = _("Decide on the application")
    return Item(
        kind="application to decide",
        title=title,
        who=row.name,
        due_on=due_on,
        url=_page_of(row),
        action=_("Open the application"),
        detail=detail,
    )


def _draw_to_answer(viewer: Viewer, row: Application, due_on: date) -> Item:
    return Item(
        kind="application to answer",
        title=_("Tell the applicant what was decided"),
        who=row.name,
        due_on=due_on,
        url=reverse("networks:application-answer", args=[row.network.slug, row.public_id]),
        action=_("Read the answer and send it"),
    )


def _page_of(row: Application) -> str:
    return reverse("networks:application-detail", args=[row.network.slug, row.public_id])


def _visible(viewer: Viewer) -> Any:
    return Application.objects.visible_to(viewer).select_related("network")


# The board ---------------------------------------------------------------------------------------


def _to_approve(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    asked = _of(Approval, network_id, ids).filter(
        answered_at=None, application__answers_due_on__isnull=False
    )
    asked = asked.filter(application__decided_on=None, application__withdrawn_on=None)
    for row in asked.select_related("application"):
        until = row.application.answers_due_on
        yield Due(
            row.pk,
            (Addressee.PERSON, row.person_id),
            due_on=until,
            shown_since=day_of(row.asked_at, network.time_zone),
            shown_until=until + A_DAY,
        )


def _own_questions(viewer: Viewer) -> QuerySet[Approval]:
    rows = Approval.objects.in_network(viewer).open(viewer.today)
    return rows.filter(person=viewer.person_id).select_related("application", "network")


def _draw_to_approve(viewer: Viewer, row: Approval, due_on: date) -> Item:
    return Item(
        kind="application to approve",
        title=_("Shall they become a member? Say yes or no"),
        who=row.application.name,
        due_on=due_on,
        url=reverse("networks:approval-answer", args=[row.network.slug, row.public_id]),
        action=_("Answer"),
    )


def _approvals_of(network_id: int, application_ids: Ids) -> Iterable[int]:
    rows = Approval.objects.in_network(network_id).filter(application__in=application_ids)
    return set(rows.order_by().values_list("pk", flat=True))


def _applications_of(network_id: int, approval_ids: Ids) -> Iterable[int]:
    rows = Approval.objects.in_network(network_id).filter(pk__in=approval_ids)
    return set(rows.order_by().values_list("application", flat=True))


# Prospects and new members -----------------------------------------------------------------------


def _prospects(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for row in _of(Prospect, network_id, ids).open():
        yield Due(row.pk, agenda.OFFICE, due_on=row.next_on, shown_since=row.next_on - 3 * A_DAY)


def _draw_prospect(viewer: Viewer, row: Prospect, due_on: date) -> Item:
    return Item(
        kind="prospect",
        title=_("Get in touch with a prospect"),
        who=row.name,
        due_on=due_on,
        url=reverse("networks:prospect-edit", args=[row.network.slug, row.public_id]),
        action=_("Open"),
    )


def _welcomes(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for row in _of(Welcome, network_id, ids).filter(done_on=None):
        yield Due(row.pk, agenda.OFFICE, due_on=row.due_on, shown_since=row.due_on - 3 * A_DAY)


def _draw_welcome(viewer: Viewer, row: Welcome, due_on: date) -> Item:
    here = [row.network.slug, row.public_id]
    firm = row.membership.organisation
    return Item(
        kind="welcome",
        title=row.name,
        who=firm.name,
        due_on=due_on,
        url=reverse("networks:organisation-detail", args=[row.network.slug, firm.public_id]),
        action=_("Done"),
        action_url=reverse("networks:welcome-done", args=here),
    )


def register() -> None:
    """Add what is due on the way in."""
    for source in (
        agenda.Source(
            kind="application to decide",
            model=Application,
            items=_to_decide,
            rows=lambda viewer: _visible(viewer).undecided(),
            draw=_draw_to_decide,
            depends_on={Approval: _applications_of},
        ),
        agenda.Source(
            kind="application to answer",
            model=Application,
            items=_to_answer,
            rows=lambda viewer: _visible(viewer).unanswered(),
            draw=each(_draw_to_answer),
        ),
        agenda.Source(
            kind="application to approve",
            model=Approval,
            items=_to_approve,
            rows=_own_questions,
            draw=each(_draw_to_approve),
            depends_on={Application: _approvals_of},
        ),
        agenda.Source(
            kind="prospect",
            model=Prospect,
            items=_prospects,
            rows=lambda viewer: (
                Prospect.objects.visible_to(viewer).open().select_related("network")
            ),
            draw=each(_draw_prospect),
        ),
        agenda.Source(
            kind="welcome",
            model=Welcome,
            items=_welcomes,
            rows=lambda viewer: (
                Welcome.objects.visible_to(viewer)
                .filter(done_on=None)
                .select_related("network", "membership__organisation")
            ),
            draw=each(_draw_welcome),
        ),
    ):
        agenda.register(source)
