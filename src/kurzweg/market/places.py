"""The places that the house knows: those of the sites that were entered, on top of all that
reference data name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db.models import Avg, Count, F, FloatField, Max, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from kurzweg.core.days import today
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer
from kurzweg.market.models import Need
from kurzweg.networks import regions
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Site
from kurzweg.places import gazetteer
from kurzweg.places.locating import How, locate

# A longer number is no postcode, whatever it is.
_POSTCODE = re.compile(r"[0-9]{4,6}")
_Sites = tuple[float, ...]
_State = tuple[_Sites, gazetteer.State]
_known: tuple[_State, Gazetteer] | None = None
_meant: dict[int, tuple[_State | None, Gazetteer]] = {}  # by network


def known(network: Network | None = None) -> Gazetteer:
    """Give the towns and postcodes with their points, read again when a site came or moved.

    Of several towns of a name, a network means the one in its region; without it, nobody guesses.
    """
    state = _state()
    everywhere = _everywhere(state)
    if network is None or state[1] is None:
        return everywhere
    at, there = _meant.get(network.pk, (None, everywhere))
    if at != state:
        names = gazetteer.meant_in(regions.of(network), state[1])
        there = Gazetteer(names, beneath=everywhere)
        _meant[network.pk] = (state, there)
    return there


def _everywhere(state: _State) -> Gazetteer:
    global _known
    if _known is None or _known[0] != state:
        _known = (state, Gazetteer(dict(_places()), beneath=gazetteer.known(state[1])))
    return _known[1]


def _state() -> _State:
    """Say in numbers where the sites lie and how long their names are, and of when the rest is.

    They are counted times their key, so that two that swap count too.
    """
    located = Site.objects.as_of(today()).filter(latitude__isnull=False)
    counted = located.aggregate(
        number=Count("pk"),
        newest=Max("pk"),
        north=_sum(F("latitude")),
        east=_sum(F("longitude")),
        towns=_sum(Length("town")),
        codes=_sum(Length("postal_code")),
    )
    return tuple(each or 0.0 for each in counted.values()), gazetteer.state()


def _sum(value: F | Length) -> Sum:
    return Sum(value * F("pk"), output_field=FloatField())


def named(written: str, *, network: Network) -> tuple[str, Place | None]:
    """Read "00101 Riegelstein", a town or a postcode: the postcode and the point, where known.

    Of several towns of a name the one is meant that lies in the network's region.
    """
    all_names = known(network)
    postal_code = next(filter(_POSTCODE.fullmatch, re.findall(r"\w+", written)), "")
    town = written.replace(postal_code, "", 1)
    return postal_code, all_names.named(postal_code) or all_names.named(town)


def of_seat(organisation: Organisation, *, on: date) -> tuple[str, Place | None]:
    """Say where an organisation is at home on a day: the postcode and the point of its seat."""
    seat = organisation.seat_on(on)
    if seat is None or seat.latitude is None or seat.longitude is None:
        return "", None
    return seat.postal_code, Place(seat.latitude, seat.longitude, seat.town)


def of_need(need: Need) -> Place | None:
    """Say from where a need's radius counts: its place, or its owner's seat where none is named."""
    if need.latitude is not None and need.longitude is not None:
        return Place(need.latitude, need.longitude, need.place)
    return None if need.place or need.postal_code else _of_owner(need)


def meant(name: str, *, network: Network) -> Place | None:
    """Say where a town is that only the region of a network tells from its namesakes."""
    return locate("", name, region=regions.of(network)).point


def why_unknown(need: Need) -> str:
    """Say in one sentence why no distance counts from a need's place; "" where it is known."""
    if not is_unknown(need):
        return ""
    region = regions.of(need.network)
    if locate(need.postal_code, need.place, region=region).how == How.DOUBTFUL:
        return _(
            "Several places are called so: please add the postcode. Until then, no distance counts."
        )
    return _("We do not know this place; without it, no distance counts.")


def is_unknown(need: Need) -> bool:
    """Say whether a need names a place of which we do not know where it lies."""
    return bool(need.place or need.postal_code) and need.latitude is None


def _of_owner(need: Need) -> Place | None:
    return of_seat(need.owner, on=need.network.today())[1]


def _places() -> Iterator[tuple[str, Place]]:
    """The middle of a town's sites stands for the town, that of a postcode's for the postcode."""
    located = Site.objects.as_of(today()).filter(latitude__isnull=False)
    coded = located.exclude(postal_code="")
    for sites, name in ((located, "town_key"), (coded, "postal_code")):
        for known_as, north, east, town in (
            sites.order_by(name)
            .values(name)
            .annotate(north=Avg("latitude"), east=Avg("longitude"), called=Max("town"))
            .values_list(name, "north", "east", "called")
        ):
            yield town if name == "town_key" else known_as, Place(north, east, town)
