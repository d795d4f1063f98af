"""Who are you? Several people may stand behind one address."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from kurzweg.core.pages import PageRequest, own_address, render_page
from kurzweg.core.policy import SIGNED_IN, policy
from kurzweg.people.models import Person

SESSION_PERSON = "person"


@policy(read=SIGNED_IN, write=SIGNED_IN, scope="installation")
def who(request: PageRequest) -> HttpResponse:
    """Let somebody say which of the persons behind the address is acting."""
    persons = Person.objects.filter(account=request.viewer.account_id).order_by("family_name", "pk")
    back = own_address(request.GET.get("next") or request.POST.get("next"), request)
    if request.method == "POST":
        person = get_object_or_404(persons, public_id=request.POST.get("person", ""))
        request.session[SESSION_PERSON] = person.pk
        return HttpResponseRedirect(back)
    return render_page(
        request,
        "people/who.html",
        {"persons": persons.prefetch_related("positions__organisation"), "back": back},
    )
