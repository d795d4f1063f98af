"""Where an address lies: from postcode and town, sure or doubtful, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from django.db.models import QuerySet

from kurzweg.engine.documents import Place
from kurzweg.places.countries import HERE, country_of
from kurzweg.places.geometry import distance_km, middle
from kurzweg.places.models import Municipality, NamedPlace, PostcodePlace, meaning
from kurzweg.places.names import cut_short, spoken, spoken_key

SAME_TOWN_KM = 25.0  # places of one name that lie further apart are different towns
NEXT_DOOR_KM = 5.0  # a quarter lies so near to its town; what is farther off is another town
NEAR_KM = 75.0  # of several towns, one that lies so near to the network is meant, if others do not
CLEARLY = 2.0  # how many times as far the next one has to be
SO_MANY_MORE = 10  # times as many postcodes has a city as what belongs to it elsewhere
Named = TypeVar("Named", bound=NamedPlace)


class How(StrEnum):
    """What a point rests on, the surest first."""

    BOTH = "both"  # postcode and town say the same
    POSTCODE = "postcode"  # the postcode alone: its town is written otherwise, or not at all
    TOWN = "town"  # the only town of this name
    NEAREST = "nearest"  # of several towns of this name, the one in or near the network
    DOUBTFUL = "doubtful"  # several may be meant, or postcode and town contradict each other
    UNKNOWN = "unknown"  # no place of this name or postcode is known


@dataclass(frozen=True, slots=True)
class Candidate:
    """A town that may be meant, with what tells it apart from its namesakes."""

    name: str
    point: Place
    postal_code: str = ""
    district: str = ""
    ags: str = ""

    @property
    def label(self) -> str:
        named = f"{self.postal_code} {self.name}".strip()
        is_said = not self.district or spoken_key(self.district) == spoken_key(self.name)
        return named if is_said else f"{named} ({spoken(self.district)})"


@dataclass(frozen=True, slots=True)
class Region:
    """Where a network is: the keys of its municipalities, and a point in the middle of it."""

    keys: frozenset[str] = frozenset()
    point: Place | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A point and how sure it is; doubtful ones have none, but name what may be meant."""

    how: How
    point: Place | None = None
    ags: str = ""
    meant: tuple[Candidate, ...] = ()
    code_of: str = ""  # the town that the postcode is of, where another one is written


NOWHERE = Located(How.UNKNOWN)
ANYWHERE = Region()


def locate(
    postal_code: str, town: str, *, country: str = HERE, region: Region = ANYWHERE
) -> Located:
    """Find where an address lies.

    A name that several towns have is decided by the postcode, else by the region of the network;
    where neither says which one, nobody guesses. Postcodes of other countries are looked up there.
    """
    code, country = country_of(postal_code, country)
    coded = _coded(code, country)
    named = _named(town, country)
    if not coded:
        return _by_name(named, region=region)
    center = middle((each.point for each in coded), town.strip() or coded[0].name)
    if not spoken_key(town):
        return Located(How.POSTCODE, replace(center, name=coded[0].name), _ags_of(coded))
    same = [each for each in coded if _is_called(each.name, town)]
    if same:
        return Located(How.BOTH, middle((each.point for each in same), town), _ags_of(same))
    near = [each for each in named if distance_km(each.point, center) <= SAME_TOWN_KM]
    if near or not named:
        # The town's own quarter, or a name that nobody knows: the postcode says where.
        how = How.BOTH if near else How.POSTCODE
        return Located(how, center, _ags_of(near or coded), code_of=_other_town(coded, near))
    meant = (*coded[:3], *as_towns(named))
    return Located(How.DOUBTFUL, meant=meant, code_of=_town_of(coded))


def _other_town(coded: Sequence[Candidate], written: Sequence[Candidate]) -> str:
    """Name the town of a postcode where what is written is no part of it but a town farther off."""
    apart = [distance_km(one.point, other.point) for one in coded for other in written]
    return _town_of(coded) if apart and min(apart) > NEXT_DOOR_KM else ""


def _town_of(coded: Sequence[Candidate]) -> str:
    """Name a postcode by its municipality rather than by a quarter of it."""
    for each in coded:
        if Municipality.objects.filter(meaning(each.name)).order_by().exists():
            return each.name
    return coded[0].name


def _by_name(named: Sequence[Candidate], *, region: Region) -> Located:
    towns = _nearest_first(as_towns(named), region.point)
    if not towns:
        return NOWHERE
    if len(towns) == 1:
        return Located(How.TOWN, towns[0].point, _ags_of(towns))
    town = in_region(towns, region)
    if town is not None:
        return Located(How.NEAREST, town.point, _ags_of([town]))
    inside = [each for each in towns if each.ags in region.keys]
    return Located(How.DOUBTFUL, meant=tuple(inside or towns))


def in_region(towns: Sequence[Candidate], region: Region) -> Candidate | None:
    """Say which of several towns a network means: the one inside of it, or clearly the nearest."""
    inside = [each for each in towns if each.ags in region.keys]
    if len(inside) == 1:
        return inside[0]
    if region.point is None or inside:
        return None
    nearest = _nearest_first(towns, region.point)
    near, next_one = (distance_km(each.point, region.point) for each in nearest[:2])
    return nearest[0] if near <= NEAR_KM and next_one >= CLEARLY * near else None


def _nearest_first(towns: Sequence[Candidate], middle_of_region: Place | None) -> list[Candidate]:
    if middle_of_region is None:
        return list(towns)
    return sorted(towns, key=lambda each: distance_km(each.point, middle_of_region))


def _coded(code: str, country: str) -> list[Candidate]:
    if not code:
        return []
    rows = PostcodePlace.objects.located().filter(country=country, postal_code=code)
    return [_candidate(row) for row in rows]


def _named(town: str, country: str) -> list[Candidate]:
    """List the places that a name may mean: Halle (Saale) and Linz am Rhein by their first part."""
    if not spoken_key(town):
        return []
    rows: list[NamedPlace] = [row for row in _rows(PostcodePlace, town) if row.country == country]
    if country == HERE:
        # First: they know their eight digits, and a town of many postcodes stands here once.
        rows = [*_rows(Municipality, town), *rows]
    return [_candidate(row) for row in rows]


def _rows(model: type[Named], town: str) -> list[Named]:
    # Neither country nor order are asked of the database: SQLite would take their index.
    rows: QuerySet[Named] = QuerySet(model).filter(latitude__isnull=False).order_by()
    found = list(rows.filter(meaning(town)))
    if not found and (begun := cut_short(town)):
        found = list(rows.filter(name_key__startswith=begun))
    return sorted(found, key=lambda row: (row.name_key != spoken_key(town), row.ags, row.pk))


def _is_called(name: str, town: str) -> bool:
    key, other = spoken_key(name), spoken_key(town)
    return key == other or key.startswith(f"{other} ") or other.startswith(f"{key} ")


def _candidate(row: NamedPlace) -> Candidate:
    return Candidate(spoken(row.name), row.point, row.postal_code, row.district, row.ags)


def as_towns(named: Iterable[Candidate]) -> list[Candidate]:
    """Let places of one name that lie near each other be one town, told by its first."""
    towns: list[list[Candidate]] = []
    for each in named:
        near = [town for town in towns if _is_near(each, town)]
        for town in near[1:]:
            near[0].extend(town)
            towns.remove(town)
        if near:
            near[0].append(each)
        else:
            towns.append([each])
    return [
        replace(town[0], point=middle((each.point for each in town), town[0].name))
        for town in towns
        if not any(_belongs_to(town, other) for other in towns)
    ]


def _is_near(place: Candidate, town: Iterable[Candidate]) -> bool:
    return any(distance_km(place.point, each.point) <= SAME_TOWN_KM for each in town)


def _belongs_to(few: Sequence[Candidate], many: Sequence[Candidate]) -> bool:
    """Whether places lie far off but are a city's, as the island of Neuwerk is Hamburg's."""
    return (
        len(many) >= SO_MANY_MORE * len(few)
        and few[0].ags[:2] == many[0].ags[:2] != ""
        and spoken_key(few[0].name) == spoken_key(many[0].name)
    )


def _ags_of(places: Collection[Candidate]) -> str:
    """Give the municipality if all agree on one: its own key, or that of its name in a district."""
    keys = {each.ags for each in places if len(each.ags) == 8}
    if len(keys) == 1:
        return keys.pop()
    for each in places:
        named = Municipality.objects.filter(meaning(each.name)).order_by()
        own = [key for key in named.values_list("ags", flat=True) if key.startswith(each.ags)]
        if each.ags and len(own) == 1:
            return own[0]
    return ""
