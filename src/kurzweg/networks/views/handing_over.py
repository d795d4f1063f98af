"""The page on which an office changes hands: asked, shown before it is done, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import succession
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import handing_over, mandates
from kurzweg.networks.forms import DoublesForm
from kurzweg.networks.forms.mandates import HandOverForm
from kurzweg.networks.mails import TASK_GIVEN
from kurzweg.networks.models import RUNS_THE_OFFICE, Mandate
from kurzweg.people.models import Person


@policy(read=OFFICE, write=OFFICE)
@once
def hand_over(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask who takes an office over and from when, show what goes over, and do it."""
    rows = Mandate.objects.in_network(request.network).filter(kind__in=RUNS_THE_OFFICE)
    mandate = get_object_or_404(rows.select_related("person", "network"), public_id=public_id)
    form = HandOverForm(request.POST or None, network=request.network)
    known: list[Person] = []
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked:
        which, seen = DoublesForm(request.POST).answer()
        everybody = mandates.known_in(request.network, on=request.viewer.today)
        person = get_object_or_404(everybody, public_id=which) if which else None
        entry = form.cleaned_data
        known = [] if person else mandates.unseen(entry, network=request.network, seen=seen)
        if "do" in request.POST and not known and form.is_right_for(person):
            done = handing_over.hand_over(
                mandate, entry, person=person, by=request.person, seen=seen
            )
            heir = done[0].person if isinstance(done[0], Mandate) else done[0]
            return _done(request, mandate, heir)
    context = {
        "form": form,
        "mandate": mandate,
        "known": known,
        "goes_over": handing_over.goes_over(mandate, network=request.network),
        "looked_after": _looked_after(mandate, goes=True),
        "stays": _looked_after(mandate, goes=False),
        "is_shown": is_asked and not known and not form.errors,
        "sent": {name: request.POST.get(name, "") for name in ("which", "seen")},
        "is_held": request.network.holds_back(TASK_GIVEN),
    }
    status = 422 if form.errors or known else 200
    return render_page(request, "networks/hand_over.html", context, status=status)


def _looked_after(mandate: Mandate, *, goes: bool) -> list[str]:
    """Name what hangs on the person herself and goes along, or stays with her."""
    today = mandate.network.today()
    return succession.told(mandate.network_id, mandate.person_id, on=today, goes=goes)


def _done(request: PageRequest, mandate: Mandate, heir: Person) -> HttpResponse:
    mandate.refresh_from_db(fields=["until"])
    until = mandate.until or request.viewer.today
    said = {"name": isolated(heir.name), "day": plain_day(until)}
    messages.success(request, _("Handed over: %(name)s runs the office from %(day)s.") % said)
    if mandate.person_id == request.person.pk and until <= request.viewer.today:
        return redirect("networks:installation")
    return redirect("networks:mandate-list", request.network.slug)


@policy(write=OFFICE)
@once
def take_back(request: PageRequest, public_id: str) -> HttpResponse:
    """Take a hand-over back, with the seats that went along."""
    rows = Mandate.objects.in_network(request.network).select_related("follows", "network")
    mandate = get_object_or_404(rows, public_id=public_id, follows__isnull=False)
    handing_over.take_back(mandate, by=request.person)
    messages.success(request, _("Taken back: everything is as it was before the hand-over."))
    return redirect("networks:mandate-list", request.network.slug)
