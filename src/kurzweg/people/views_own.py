"""What somebody is told and decides about all that is kept of her."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kurzweg.core import audit, retention
from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, own_address, render_page
from kurzweg.core.policy import SIGNED_IN, policy
from kurzweg.core.retention import packing
from kurzweg.core.viewer import Viewer
from kurzweg.people import erasing
from kurzweg.people.forms import ErasingForm
from kurzweg.people.models import Account, Person


@policy(read=SIGNED_IN, scope="installation")
def own(request: PageRequest) -> HttpResponse:
    """Show somebody what she may ask for, and what is kept why and how long."""
    if _must_say_who(request):
        return redirect(f"{reverse('people:who')}?{urlencode({'next': reverse('people:own')})}")
    return _page(request, ErasingForm())


@policy(write=SIGNED_IN, scope="installation")
def own_export(request: PageRequest) -> HttpResponse:
    """Hand somebody all that is kept of her."""
    if _must_say_who(request):
        return redirect("people:own")
    persons = _persons(request)
    audit.record(_actor(request), "told", by=_actor(request))
    subject = erasing.subject_of(persons, account=erasing.account_of(persons, request.user))
    return packing.answer(retention.told(subject), name=request.viewer.name)


@policy(write=SIGNED_IN, scope="installation")
@once
def own_erase(request: PageRequest) -> HttpResponse:
    """Erase somebody with her sign-in, and say at once what stays: she cannot come back."""
    form = ErasingForm(request.POST)
    if _must_say_who(request) or not request.person:
        return redirect("people:own")
    if not form.is_valid():
        return _page(request, form, status=422)
    erasure = erasing.erase(_persons(request), by=request.person)
    logout(request)
    request.viewer = Viewer(today=request.viewer.today)
    return render_page(
        request, "people/erased.html", {"lines": erasing.lines_of(erasure), "is_own": True}
    )


def _page(request: PageRequest, form: ErasingForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "persons": _persons(request),
        "rules": retention.rules(),
        "consequences": erasing.consequences(_persons(request)),
        "is_shared": erasing.account_of(_persons(request), request.user) is None,
        "back": own_address(request.GET.get("next"), request),
    }
    return render_page(request, "people/own.html", context, status=status)


def _must_say_who(request: PageRequest) -> bool:
    return request.person is None and request.user.persons.exists()


def _persons(request: PageRequest) -> list[Person]:
    return erasing.own_rows(request.person) if request.person else []


def _actor(request: PageRequest) -> Person | Account:
    """Say who acts: whoever runs the installation may be no person anywhere."""
    return request.person or Account.objects.get(pk=request.viewer.account_id or 0)
