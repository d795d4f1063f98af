"""Imprint, privacy and contact: as everybody reads them, and as the office keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kurzweg.core import audit, retention
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import reading_language
from kurzweg.core.models import AuditEntry
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, PUBLIC, policy
from kurzweg.networks import legal
from kurzweg.networks.forms import LegalNoticeForm, LegalTextForm
from kurzweg.networks.models import LegalKind, LegalText, Network


@dataclass(frozen=True, slots=True)
class State:
    """How one of the texts stands, for the office: what it lacks, who said that it was checked."""

    kind: LegalKind
    row: LegalText
    missing: list[str]
    checked: AuditEntry | None
    checked_by: str


@policy(read=PUBLIC, scope="installation")
def installation_imprint(request: PageRequest) -> HttpResponse:
    """Lead to the imprint of the one network here, or to that of each."""
    networks = list(Network.objects.filter(ends_at=None).order_by(*in_order("name"), "pk"))
    if len(networks) == 1:
        return redirect("networks:imprint", networks[0].slug)
    return render_page(request, "networks/installation_imprint.html", {"networks": networks})


@policy(read=PUBLIC, is_kept=True)
def imprint(request: PageRequest) -> HttpResponse:
    return _page(request, LegalKind.IMPRINT)


@policy(read=PUBLIC, is_kept=True)
def privacy(request: PageRequest) -> HttpResponse:
    return _page(request, LegalKind.PRIVACY)


@policy(read=PUBLIC, is_kept=True)
def contact(request: PageRequest) -> HttpResponse:
    return _page(request, LegalKind.CONTACT)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def notice(request: PageRequest) -> HttpResponse:
    """Let the office say who answers for the network, and show how its three texts stand."""
    row = legal.notice_of(_network(request))
    form = LegalNoticeForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and settled(form, row=row):
        legal.keep_notice(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:legal", request.network.slug)
    states = [_state(request, kind) for kind in LegalKind]
    return render_page(
        request, "networks/legal.html", {"form": form, "states": states}, status=status_of(form)
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def text_edit(request: PageRequest, kind: LegalKind) -> HttpResponse:
    """Let the office change one of the texts, beginning with what is suggested."""
    network = _network(request)
    row = legal.text_of(network, kind)
    sent = request.POST if request.method == "POST" else None
    form = LegalTextForm(sent, instance=row, notice=legal.notice_of(network))
    if request.method == "POST" and settled(form, row=row):
        legal.keep_text(row, form.texts, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:legal", request.network.slug)
    return render_page(
        request,
        "networks/legal_text.html",
        {"form": form, "state": _state(request, kind)},
        status=status_of(form),
    )


@policy(write=OFFICE)
@once
def check(request: PageRequest, kind: LegalKind) -> HttpResponse:
    """Note that somebody who knows checked a text; it is not marked any more."""
    legal.check(request.network, kind, by=request.person)
    messages.success(request, _("Noted: this text has been checked."))
    return redirect("networks:legal", request.network.slug)


def _network(request: PageRequest) -> Network:
    """Lock the network of what is about to be changed: the rows themselves may not be there yet."""
    rows = Network.objects.select_related("office")
    rows = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
    return rows.get(pk=request.network.pk)


def _state(request: PageRequest, kind: LegalKind) -> State:
    row = legal.text_of(request.network, kind)
    checked = legal.who_checked(row)
    return State(
        kind=kind,
        row=row,
        missing=legal.missing(kind, legal.notice_of(request.network)),
        checked=checked,
        checked_by=audit.name_of(checked, viewer=request.viewer) if checked else "",
    )


def _page(request: PageRequest, kind: LegalKind) -> HttpResponse:
    language = reading_language()
    return render_page(
        request,
        f"networks/{kind}.html",
        {
            "kind": kind,
            "shown": legal.shown(request.network, kind, language=language),
            "language": language,
            "state": _state(request, kind) if request.viewer.is_office else None,
            "rules": retention.rules() if kind == LegalKind.PRIVACY else (),
        },
    )
