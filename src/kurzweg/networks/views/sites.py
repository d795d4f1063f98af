"""Where an organisation works: its sites from when to when, and where on earth they lie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.opened import asked_back, editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import ACTORS, policy
from kurzweg.networks import acting, actions, regions, said
from kurzweg.networks.forms import SiteForm, SitePointForm
from kurzweg.people.models import Organisation, Site
from kurzweg.places.doubts import doubt, doubt_of, turned_round, written
from kurzweg.places.forms import ViewForm
from kurzweg.places.locating import Candidate, How, Located, locate
from kurzweg.places.picture import FARTHEST, NEAREST, View

CLOSE, WIDE = 20.0, 300.0  # kilometres from side to side: around a point, and where none is known
# The same picture for two widths of window: a click counts in pixels as it is drawn.
SIZES = {"wide": (600, 420), "narrow": (288, 288)}


@policy(read=ACTORS)
def site_list(request: PageRequest, public_id: str) -> HttpResponse:
    """List where an organisation works today, will and did; or where it did on another day."""
    organisation = _organisation(request, public_id)
    asked = as_of.asked(request.GET, today=request.viewer.today)
    prefetch_related_objects([organisation], "sites")  # in their order: the seat, then as entered
    rows = list(organisation.sites.all())
    now = [each for each in rows if each.holds_on(asked.day)]
    if not asked.is_today:
        rows = now
    former = [each for each in rows if each.until is not None and each.until <= asked.day]
    context = {
        "organisation": organisation,
        "as_of": asked,
        "now": now,
        "coming": [each for each in rows if each not in now and each not in former],
        "former": former,
        "seat": organisation.seat_on(asked.day),
    }
    return render_page(request, "networks/site_list.html", context)


@policy(read=ACTORS, write=ACTORS)
@once
def site_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Enter a site; what several towns are called is asked about and not guessed."""
    organisation = _organisation(request, public_id)
    site = Site(organisation=organisation)
    form = SiteForm(request.POST or None, instance=site)
    meant: tuple[Candidate, ...] = ()
    if request.method == "POST" and form.is_valid():
        chosen, meant = _meant(request, form)
        if not meant:
            located = actions.enter_site(
                site,
                network=request.network,
                by=request.person,
                meant=chosen,
                said_by=said.voice_of(request.viewer, organisation),
            )
            return _saved(request, site, located)
    context = {"organisation": organisation, "form": form, "meant": meant, "site": None}
    status = 422 if meant else status_of(form)
    return render_page(request, "networks/site_edit.html", context, status=status)


@policy(read=ACTORS, write=ACTORS)
@once
@editing
def site_edit(request: PageRequest, public_id: str, site_id: str) -> HttpResponse:
    """Change or end a site."""
    organisation, site = _site(request, public_id, site_id)
    form = SiteForm(request.POST if request.method == "POST" else None, instance=site)
    meant: tuple[Candidate, ...] = ()
    if request.method == "POST" and settled(form, row=site):
        chosen, meant = _meant(request, form)
        if not meant:
            located = actions.mend_site(
                form,
                network=request.network,
                by=request.person,
                meant=chosen,
                said_by=said.voice_of(request.viewer, organisation),
            )
            return _saved(request, site, located)
        asked_back(form)
    context = {"organisation": organisation, "form": form, "meant": meant, "site": site}
    status = 422 if meant else status_of(form)
    return render_page(request, "networks/site_edit.html", context, status=status)


def _meant(request: PageRequest, form: SiteForm) -> tuple[Candidate | None, tuple[Candidate, ...]]:
    """Say which of several towns was chosen, and which are to be asked about."""
    said = form.cleaned_data
    if form.instance.pk and not {"postal_code", "town", "country"} & set(form.changes):
        return None, ()
    located = locate(
        said["postal_code"],
        said["town"],
        country=said["country"],
        region=regions.of(request.network),
    )
    if located.how != How.DOUBTFUL:
        return None, ()
    answer = request.POST.get("which")
    chosen = next((each for each in located.meant if each.label == answer), None)
    return chosen, () if chosen or answer == "none" else located.meant


def _saved(request: PageRequest, site: Site, located: Located) -> HttpResponse:
    messages.success(request, _("Saved."))
    if site.latitude is None:
        says = _("Nobody knows yet where %(address)s lies: please show it on the picture.")
        messages.info(request, says % {"address": isolated(str(site))})
        return redirect(
            "networks:site-point",
            request.network.slug,
            site.organisation.public_id,
            site.public_id,
        )
    odd = doubt_of(located, postal_code=site.postal_code, town=site.town)
    if odd:
        messages.info(request, odd)
    return _to_list(request, site.organisation)


@policy(read=ACTORS, write=ACTORS)
@once
@editing
def site_point(request: PageRequest, public_id: str, site_id: str) -> HttpResponse:
    """Correct where a site lies: by numbers, or by a click on the picture that proposes them."""
    organisation, site = _site(request, public_id, site_id)
    if "forget" in request.POST:
        actions.point_out(site, None, network=request.network, by=request.person)
        messages.success(request, _("Its location comes from its address again."))
        return _to_list(request, organisation)
    view, proposed = _view(request, site)
    sent = request.POST if request.method == "POST" else None
    form = SitePointForm(sent, site=site, proposed=proposed)
    odd, turned = "", None
    address = {"postal_code": site.postal_code, "town": site.town, "country": site.country}
    if sent is not None and settled(form, row=site):
        point = form.cleaned_data["point"]
        turned = turned_round(point[0], point[1], **address)
        if turned and "turned" in sent:
            point, turned = turned, None
        odd = doubt(point[0], point[1], **address)
        if not odd or "is_sure" in sent:
            actions.point_out(site, point, network=request.network, by=request.person)
            messages.success(request, _("Saved."))
            return _to_list(request, organisation)
        asked_back(form)
        proposed = turned or point  # what is asked about is what the picture shows
        view = replace(view, latitude=proposed[0], longitude=proposed[1])
    context = {
        "organisation": organisation,
        "site": site,
        "form": form,
        "odd": odd,
        "turned": written(*turned) if turned else "",
        "is_proposed": proposed is not None and not sent,
        "picture": _picture(view, mark=proposed or form.stored["point"]),
    }
    status = 422 if odd else status_of(form)
    return render_page(request, "networks/site_point.html", context, status=status)


def _view(request: PageRequest, site: Site) -> tuple[View, tuple[float, float] | None]:
    """Say what the picture shows, and where somebody clicked on the one that was shown."""
    here = _around(site, request)
    shown = ViewForm(request.GET)
    view = shown.view(here)
    for name, (width, height) in SIZES.items():
        clicked = [request.GET.get(f"{name}.{axis}", "") for axis in "xy"]
        if all(each.isdecimal() and len(each) < 5 for each in clicked) and clicked != ["0", "0"]:
            seen = replace(view, width=width, height=height)
            point = seen.point(*map(int, clicked))
            return replace(view, latitude=point[0], longitude=point[1]), point
    return view, shown.mark_point


def _around(site: Site, request: PageRequest) -> View:
    """Begin where the site lies, else where its address does, else in the middle of the network."""
    if site.latitude is not None and site.longitude is not None:
        return View(site.latitude, site.longitude, km=CLOSE)
    region = regions.of(request.network)
    located = locate(site.postal_code, site.town, country=site.country, region=region)
    point = located.point or region.point
    if point is None:
        return View(51.16, 10.45, km=FARTHEST)
    return View(point.latitude, point.longitude, km=CLOSE if located.point else WIDE)


def _picture(view: View, *, mark: tuple[float, float] | None) -> dict[str, Any]:
    """Give what the page says to the picture: numbers as addresses write them."""
    at = f"{view.latitude:.5f},{view.longitude:.5f}"
    marked = f"{mark[0]:.5f},{mark[1]:.5f}" if mark else ""
    return {
        "at": at,
        "mark": marked,
        "km": f"{view.km:g}",
        "nearer": f"{max(view.km / 2, NEAREST):g}" if view.km > NEAREST else "",
        "farther": f"{min(view.km * 2, FARTHEST):g}" if view.km < FARTHEST else "",
        "sizes": [
            (name, f"width={width}&height={height}", width, height)
            for name, (width, height) in SIZES.items()
        ],
    }


@policy(write=ACTORS)
@once
@editing
def site_take_out(request: PageRequest, public_id: str, site_id: str) -> HttpResponse:
    """Take out a site that was entered by mistake."""
    organisation, site = _site(request, public_id, site_id)
    actions.take_out_site(site, by=request.person)
    messages.success(request, _("%(address)s was taken out.") % {"address": isolated(str(site))})
    return _to_list(request, organisation)


def _organisation(request: PageRequest, public_id: str) -> Organisation:
    # Locked before its sites, by everybody: two who mend two of them wait and do not block.
    return get_object_or_404(
        for_editing(acting.staffed_by(request.viewer), request), public_id=public_id
    )


def _site(request: PageRequest, public_id: str, site_id: str) -> tuple[Organisation, Site]:
    organisation = _organisation(request, public_id)
    sites = for_editing(Site.objects.filter(organisation=organisation), request)
    return organisation, get_object_or_404(sites, public_id=site_id)


def _to_list(request: PageRequest, organisation: Organisation) -> HttpResponse:
    return redirect("networks:site-list", request.network.slug, organisation.public_id)
