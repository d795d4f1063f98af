"""Who are you? Several people may stand behind one address."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, own_address, render_page
from kurzweg.core.policy import SIGNED_IN, policy
from kurzweg.people import actions
from kurzweg.people.forms import JoiningForm
from kurzweg.people.models import Person, Position

SESSION_PERSON = "person"


@policy(read=SIGNED_IN, write=SIGNED_IN, scope="installation")
def who(request: PageRequest) -> HttpResponse:
    """Let somebody say which of the persons behind the address is acting."""
    persons = _own(request).order_by(*in_order("family_name"), "pk")
    back = own_address(request.GET.get("next") or request.POST.get("next"), request)
    if request.method == "POST":
        person = get_object_or_404(persons, public_id=request.POST.get("person", ""))
        request.session[SESSION_PERSON] = person.pk
        return HttpResponseRedirect(back)
    held_today = Position.objects.as_of(request.viewer.today).select_related("organisation")
    held = Prefetch("positions", held_today, to_attr="positions_today")
    shown = list(persons.select_related("entered_by_network").prefetch_related(held))
    doubles = [person for person in shown if sum(each.may_be(person) for each in shown) > 1]
    return render_page(
        request,
        "people/who.html",
        {"persons": shown, "double": next(iter(doubles), None), "back": back},
    )


@policy(read=SIGNED_IN, write=SIGNED_IN, scope="installation")
@once
def who_join(request: PageRequest, public_id: str) -> HttpResponse:
    """Let somebody say that several rows behind her address are all her, after reading what for."""
    person = get_object_or_404(_own(request), public_id=public_id)
    persons = Person.objects.same_as(person).select_related("entered_by_network").order_by("pk")
    if len(persons) < 2:
        raise Http404
    form = JoiningForm(request.POST or None, persons=persons, initial={"keep": person.public_id})
    if request.method == "POST" and form.is_valid():
        joined = actions.join(form.persons, by=form.cleaned_data["keep"])
        request.session[SESSION_PERSON] = joined.pk
        name = isolated(joined.name)
        messages.success(request, _("The entries of %(name)s are one now.") % {"name": name})
        return redirect("/")
    return render_page(
        request, "people/who_join.html", {"form": form}, status=422 if form.errors else 200
    )


def _own(request: PageRequest) -> QuerySet[Person]:
    """The persons behind the address of whoever is signed in."""
    return Person.objects.filter(account=request.viewer.account_id, account__isnull=False)
