"""What is odd about coordinates that somebody typed or clicked: asked about, then kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kurzweg.core.languages import isolated
from kurzweg.core.templatetags.display import number
from kurzweg.engine.documents import Place
from kurzweg.places.countries import HERE, country_of
from kurzweg.places.geometry import distance_km, surrounds
from kurzweg.places.locating import ANYWHERE, How, Located, Region, locate
from kurzweg.places.models import Boundary, Level, PostcodePlace

FAR_KM = 15.0  # from the middle of a postcode to its edge it is less
ABROAD_KM = 20.0  # from any place of the country
DEGREE_KM = 111.2


def doubt(latitude: float, longitude: float, *, postal_code: str, town: str, country: str) -> str:
    """Say in one sentence what is odd about the coordinates of an address; "" for nothing."""
    point = Place(latitude, longitude)
    address = locate(postal_code, town, country=country).point
    if turned_round(latitude, longitude, postal_code=postal_code, town=town, country=country):
        return _("Latitude and longitude seem to be swapped: is %(point)s meant?") % {
            "point": written(longitude, latitude)
        }
    if country_of(postal_code, country)[1] == HERE and not _is_here(point):
        return _("There is no German town near this point: it lies in the sea or abroad.")
    if address is not None and (away := distance_km(point, address)) > FAR_KM:
        return _("This point lies %(km)s km away from %(address)s.") % {
            "km": number(round(away)),
            "address": f"{postal_code} {town}".strip(),
        }
    return ""


def turned_round(
    latitude: float, longitude: float, *, postal_code: str, town: str, country: str
) -> tuple[float, float] | None:
    """Give the coordinates the other way round, where it is these that suit the address."""
    address = locate(postal_code, town, country=country).point
    if abs(longitude) > 90:
        return None
    swapped = Place(longitude, latitude)
    is_meant = _is_better(swapped, than=Place(latitude, longitude), address=address)
    return (longitude, latitude) if is_meant else None


def doubt_of_address(
    postal_code: str, town: str, *, country: str = HERE, region: Region = ANYWHERE
) -> str:
    """Say in one sentence what is odd about an address itself; "" for nothing."""
    return doubt_of(
        locate(postal_code, town, country=country, region=region),
        postal_code=postal_code,
        town=town,
    )


def doubt_of(located: Located, *, postal_code: str, town: str) -> str:
    """Say in one sentence why an address is doubtful, with what its postcode or name says."""
    if located.code_of:
        said = {"code": postal_code, "other": isolated(located.code_of), "town": isolated(town)}
        return _("%(code)s is the postcode of %(other)s and not of %(town)s.") % said
    if located.how == How.DOUBTFUL:
        return _("Several places are called %(town)s: the postcode says which.") % {
            "town": isolated(town)
        }
    return ""


def written(latitude: float, longitude: float) -> str:
    """Write a point as people do here: with commas, north before east."""
    return " / ".join(
        f"{degrees:.5f}".rstrip("0").rstrip(".").replace(".", ",")
        for degrees in (latitude, longitude)
    )


def _is_better(swapped: Place, *, than: Place, address: Place | None) -> bool:
    if address is not None:
        return distance_km(swapped, address) <= FAR_KM < distance_km(than, address)
    return not _is_here(than) and _is_here(swapped)


def _is_here(point: Place) -> bool:
    """Whether a point lies in this country; where nothing is loaded, every point may."""
    outlines = Boundary.objects.filter(
        level__in=(Level.COUNTRY, Level.LAND),
        west__lte=point.longitude,
        east__gte=point.longitude,
        south__lte=point.latitude,
        north__gte=point.latitude,
    )
    if any(
        surrounds(each.polygons, latitude=point.latitude, longitude=point.longitude)
        for each in outlines
    ):
        return True
    # Simplified outlines leave out islands and harbours: a town near by counts too.
    here = PostcodePlace.objects.located().filter(country=HERE)
    reach = ABROAD_KM / DEGREE_KM
    near = here.filter(
        latitude__range=(point.latitude - reach, point.latitude + reach),
        longitude__range=(point.longitude - 2 * reach, point.longitude + 2 * reach),
    )
    if any(distance_km(point, each.point) <= ABROAD_KM for each in near):
        return True
    return not here.exists()
