"""The demo's door: signed in as the office at once, and as anybody else with one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kurzweg.core import navigation
from kurzweg.core.languages import reading_language
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import DEMO_ONLY, policy
from kurzweg.demo import cast, own_list
from kurzweg.demo.own_list import BACKEND, SESSION_OWN, OwnListForm
from kurzweg.engine.members import TableError
from kurzweg.imports import actions as imports
from kurzweg.imports.models import MemberList
from kurzweg.people.views import SESSION_PERSON


@policy(read=DEMO_ONLY, scope="installation")
def enter(request: PageRequest) -> HttpResponse:
    """Open the demo as its office, on what is due."""
    return _become(request, "office")


@policy(write=DEMO_ONLY, scope="installation")
def become(request: PageRequest) -> HttpResponse:
    """Change the person: office, owner, adviser or stranger."""
    return _become(request, request.POST.get("as", ""))


def _become(request: PageRequest, who: str) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    own = request.session.get(SESSION_OWN, "")
    if who == "stranger":
        logout(request)
        request.session.update({"demo_as": who, SESSION_OWN: own})
        return redirect(navigation.address(navigation.Slot.FRONT, cast.NETWORK))
    person = cast.find(who)
    if person is None:
        raise Http404
    login(request, person.account, backend=BACKEND)
    request.session[SESSION_PERSON] = person.pk
    request.session.update({"demo_as": who, SESSION_OWN: own})
    return redirect(navigation.address(navigation.Slot.START, cast.NETWORK))


@policy(read=DEMO_ONLY, write=DEMO_ONLY, scope="installation")
def own(request: PageRequest) -> HttpResponse:
    """Let a visitor lay her own list of members in, and go on with it."""
    if not settings.DEMO:
        raise Http404
    there = own_list.own_network(request)
    if request.method == "POST" and "back" in request.POST and there is not None:
        own_list.sign_in(request, there)
        return redirect(navigation.address(navigation.Slot.START, there.slug))
    form = OwnListForm(*((request.POST, request.FILES) if request.method == "POST" else (None,)))
    brought = _brought(form, request) if request.method == "POST" and form.is_valid() else None
    if brought is not None:
        own_list.sign_in(request, brought.network)
        if not brought.columns:  # vCards have none
            imports.understand(brought, [])
        page = "columns" if brought.columns else "shown"
        return redirect(f"imports:{page}", brought.network.slug, brought.public_id)
    return render_page(
        request, "demo/own_list.html", {"form": form, "own": there},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _brought(form: OwnListForm, request: PageRequest) -> MemberList | None:
    try:
        return own_list.bring(form.cleaned_data["file"], instead_of=own_list.own_network(request))
    except TableError as bad:
        form.add_error("file", bad.sentence("de" if reading_language() == "de" else "en"))
        return None
