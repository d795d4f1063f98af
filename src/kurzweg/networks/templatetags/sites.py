"""Sites as people read them: the name of a country, and a point in degrees."""

from datetime import date

from babel import Locale
from django import template

from kurzweg.core.languages import reading_language
from kurzweg.people.models import Organisation, Site
from kurzweg.places.doubts import written

register = template.Library()


@register.filter
def other_sites(organisation: Organisation, on: date) -> list[Site]:
    """List where an organisation works beside its seat on a day; its sites were read before."""
    seat = organisation.seat_on(on)
    return [site for site in organisation.sites.all() if site.holds_on(on) and site != seat]


@register.filter
def country_name(sign: str) -> str:
    """Name a country in the reader's language."""
    name: str = Locale(reading_language()).territories.get(sign, sign)
    return name


@register.filter
def written_point(site: Site) -> str:
    """Write where a site lies; "" where nobody knows."""
    if site.latitude is None or site.longitude is None:
        return ""
    return written(site.latitude, site.longitude)
