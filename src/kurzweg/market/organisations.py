"""Who somebody may speak for in the market, found by what is typed on the phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext

from kurzweg.core.keys import joined, saying
from kurzweg.core.viewer import Viewer
from kurzweg.engine.duplicates import is_one_name, without_form
from kurzweg.engine.words import name_key, place_key
from kurzweg.market.models.visibility import belongs_to
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Site

SHOWN = 20
MOST_WORDS_OF_A_TOWN = 3


def spoken_for(viewer: Viewer, *, network: Network) -> QuerySet[Organisation]:
    """The organisations a viewer may act for: her own, or all of the network for the office."""
    if viewer.is_office:
        here = belongs_to(network.pk, on=viewer.today) | Q(pk=network.office_id)
        return Organisation.objects.filter(here).order_by("name_key", "pk")
    return Organisation.objects.filter(pk__in=viewer.organisation_ids).order_by("name_key", "pk")


def kept_by(viewer: Viewer, *, network: Network) -> QuerySet[Organisation]:
    """The organisations whose offers a viewer keeps: as their admin, or all for the office.

    The office writes down at once what applicants and those who become members later can do;
    nobody finds it before they belong.
    """
    mine = spoken_for(viewer, network=network)
    if not viewer.is_office:
        return mine.filter(pk__in=viewer.admin_of)
    mended = Organisation.objects.editable_by(viewer)
    own = belongs_to(network.pk, on=viewer.today) | Q(pk=network.office_id)
    return Organisation.objects.filter(own | Q(pk__in=mended.values("pk"))).order_by(
        "name_key", "pk"
    )


def default_of(viewer: Viewer, *, network: Network) -> Organisation | None:
    """Whom a need is for when nothing else is said: the own firm, or the office itself."""
    if viewer.is_office:
        return network.office
    return spoken_for(viewer, network=network).first()


def named(written: str, *, among: QuerySet[Organisation], on: date) -> list[Organisation]:
    """Find organisations by words of the name, or these and a comma and a town, in any spelling.

    Those of exactly this name go before all others; a label names one only, and so does a name
    with a legal form more or less, as the register compares it.
    """
    found = _named(written, among=among, on=on)
    name, bracket, _fact = written.rpartition("(")
    if found or not bracket:
        return found
    labelled = labels(_named(name.rstrip(), among=among, on=on), on=on)
    return [each for each, label in labelled.items() if name_key(label) == name_key(written)]


def _named(written: str, *, among: QuerySet[Organisation], on: date) -> list[Organisation]:
    exact, alike = Q(name_key=name_key(written)), saying("name_key", written)
    name, comma, town = written.rpartition(",")
    if comma:
        there = Q(pk__in=_at_home(town, on=on))
        exact |= Q(name_key=name_key(name)) & there
        alike |= saying("name_key", name) & there
    else:
        name = written
    alike |= joined("name_key", written) | _beside_town(written, on=on)
    for condition in (exact, alike):
        found = list(among.filter(condition)[:SHOWN].prefetch_related("sites"))
        if found:
            return found
    if without_form(name) == name_key(name):
        return []
    said = saying("name_key", without_form(name))
    likely = among.filter(said & there if comma else said).prefetch_related("sites")
    same = [each for each in likely if is_one_name(name, each.name)]
    return same if len(same) == 1 else []


def _beside_town(written: str, *, on: date) -> Q:
    """Read the last words as a town, without a comma."""
    words = written.split()
    ends = range(max(1, len(words) - MOST_WORDS_OF_A_TOWN), len(words))
    condition = Q(pk__in=())
    for at in ends:
        there = Q(pk__in=_at_home(" ".join(words[at:]), on=on))
        condition |= saying("name_key", " ".join(words[:at])) & there
    return condition


def _at_home(town: str, *, on: date) -> QuerySet:
    there = Site.objects.as_of(on).filter(town_key=place_key(town))
    return there.values("organisation")


def label(organisation: Organisation, *, among: QuerySet[Organisation], on: date) -> str:
    """Name an organisation so that it can be told from all others among which it is chosen."""
    namesakes = among.filter(name_key=organisation.name_key)
    found = namesakes.prefetch_related("sites")
    return labels([organisation, *found], on=on)[organisation]


def labels(found: Iterable[Organisation], *, on: date) -> dict[Organisation, str]:
    """Name organisations by name and town, and where these are alike by what tells them apart."""
    alike: dict[str, dict[int, Organisation]] = {}
    for each in found:
        seat = each.seat_on(on)
        name = f"{each.name}, {seat.town}" if seat else each.name
        alike.setdefault(name, {})[each.pk] = each
    return {
        each: f"{name} ({fact})" if fact else name
        for name, group in alike.items()
        for each, fact in _told_apart(list(group.values()), on=on)
    }


def _told_apart(group: list[Organisation], *, on: date) -> Iterable[tuple[Organisation, str]]:
    """Give each of a group the first fact in which all of them differ, or a number."""
    if len(group) == 1:
        return [(group[0], "")]
    prefetch_related_objects(group, "activities")
    for told in zip(*(_facts(each, on=on) for each in group), strict=True):
        if all(told) and len(set(map(name_key, told))) == len(group):
            return zip(group, told, strict=True)
    group.sort(key=lambda each: each.pk)
    return [(each, gettext("no. %(number)s") % {"number": at}) for at, each in enumerate(group, 1)]


def _facts(organisation: Organisation, *, on: date) -> tuple[str, ...]:
    seat = organisation.seat_on(on)
    core = next((each.label for each in organisation.activities.all()), "")
    year = organisation.founded_year
    return (
        seat.street if seat else "",
        seat.postal_code if seat else "",
        core,
        gettext("founded %(year)s") % {"year": year} if year else "",
    )
