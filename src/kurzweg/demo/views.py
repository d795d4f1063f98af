"""The demo's door: signed in as the office at once, and as anybody else with one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kurzweg.core import navigation
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import DEMO_ONLY, policy
from kurzweg.demo import cast
from kurzweg.people.views import SESSION_PERSON

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
    if who == "stranger":
        logout(request)
        request.session["demo_as"] = who
        return redirect(navigation.address(navigation.Slot.FRONT, cast.NETWORK))
    person = cast.find(who)
    if person is None:
        raise Http404
    login(request, person.account, backend=BACKEND)
    request.session[SESSION_PERSON] = person.pk
    request.session["demo_as"] = who
    return redirect(navigation.address(navigation.Slot.START, cast.NETWORK))
