"""Who are you? Several people may stand behind one address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import SIGNED_IN, policy
from kurzweg.people.models import Person

SESSION_PERSON = "person"


@policy(read=SIGNED_IN, write=SIGNED_IN, scope="installation")
def who(request: PageRequest) -> HttpResponse:
    """Let somebody say which of the persons behind the address is acting."""
    persons = Person.objects.filter(account=request.viewer.account_id).order_by("family_name", "pk")
    back = _safe(request.GET.get("next") or request.POST.get("next") or "/", request)
    if request.method == "POST":
        person = get_object_or_404(persons, public_id=request.POST.get("person", ""))
        request.session[SESSION_PERSON] = person.pk
        return redirect(back)
    return render_page(
        request,
        "people/who.html",
        {"persons": persons.prefetch_related("positions__organisation"), "back": back},
    )


def _safe(address: str, request: PageRequest) -> str:
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else "/"
