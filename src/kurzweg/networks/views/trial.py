"""Which mails wait, what they say, and how the office lets them leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kurzweg.core import links, mail_budget, outbox
from kurzweg.core.addresses import readable
from kurzweg.core.idempotency import once
from kurzweg.core.mails import Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import trial
from kurzweg.networks.models import Network

SHOWN = 50  # of the mails that wait for a place, the next ones


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of mail in the list: whether it waits, and how many of it do."""

    name: str
    label: str | Promise
    is_held: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class HeldMail:
    """A mail that waits, as the office reads it: its links open nothing."""

    mail: OutboxMail

    @property
    def recipient(self) -> str:
        return readable(self.mail.recipient)

    @property
    def text(self) -> str:
        return links.blanked(self.mail.text, instead=_("[link for the answer]"))


@policy(read=OFFICE, write=OFFICE)
@once
def release(request: PageRequest) -> HttpResponse:
    """Show what is held back, and let it leave or go: all of it, or one kind of mail."""
    choice = next((each for each in ("send", "drop", "hold") if each in request.POST), "")
    if request.method == "POST" and choice:
        messages.success(request, _carried_out(request, choice))
        return redirect("networks:release", request.network.slug)
    held = outbox.held_mails(request.network.pk).order_by("created_at", "pk")
    page = paginate(request, held)
    page.object_list = [HeldMail(mail) for mail in page]
    waiting = outbox.waiting_mails(request.network.pk).order_by("due_at", "pk")
    context = {
        "page": page,
        "waiting": [HeldMail(mail) for mail in waiting[:SHOWN]],
        "waiting_count": waiting.count(),
        "printed": [HeldMail(mail) for mail in _printed(request)],
        "per_week": mail_budget.budget_of(request.network.pk),
        "kinds": _lines(request.network),
        "has_server": outbox.has_server(),
    }
    return render_page(request, "networks/release.html", context)


def _printed(request: PageRequest) -> Iterable[OutboxMail]:
    """Where no server is set, what left reached nobody: it can be read here instead."""
    return outbox.printed_mails(request.network.pk).order_by("-sent_at", "-pk")[:SHOWN]


def _carried_out(request: PageRequest, choice: str) -> str:
    """Do what the office chose, for one kind or for all, and say what happened."""
    network, by, named = request.network, request.person, request.POST.get("kind", "")
    kind = _kind(named) if named or choice == "hold" else None
    if kind and choice == "hold":
        trial.hold_kind(network, kind, by=by)
        return _("%(kind)s: held back from now on.") % {"kind": _heading(kind)}
    if kind:
        sent = trial.release_kind(network, kind, by=by, send_held=choice == "send")
        says = _("%(kind)s: leaves from now on. Held mails that go out now: %(count)s.")
    else:
        sent = trial.release(network, by=by, send_held=choice == "send")
        says = _("The network writes mails from now on. Held mails that go out now: %(count)s.")
    if not outbox.has_server():
        says = _(
            "Released, but no mail server is set: mails are only printed on the server. Whoever "
            "runs it sets KURZWEG_MAIL_URL. Mails printed now: %(count)s."
        )
    return says % {"count": sent, "kind": _heading(kind) if kind else ""}


def _kind(name: str) -> Kind:
    for kind in trial.kinds():
        if kind.name == name:
            return kind
    raise Http404("no kind of mail of this name")


def _heading(kind: Kind) -> str:
    label = str(kind.label)
    return label[:1].upper() + label[1:]


def _lines(network: Network) -> list[KindLine]:
    counted = outbox.held_mails(network.pk).values_list("kind").annotate(Count("pk")).order_by()
    waiting = dict(counted)
    return [
        KindLine(
            kind.name, _heading(kind), network.holds_back(kind.name), waiting.get(kind.name, 0)
        )
        for kind in trial.kinds()
    ]
