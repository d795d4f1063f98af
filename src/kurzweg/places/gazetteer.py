"""Names and postcodes of reference data, as sentences are read by: built once for each import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer
from kurzweg.places.countries import HERE
from kurzweg.places.geometry import center
from kurzweg.places.locating import Candidate, Region, as_towns, in_region
from kurzweg.places.models import Municipality, PostcodePlace, Source
from kurzweg.places.names import spoken

State = datetime | None
Doubtful = list[list[Candidate]]
_NOTHING = Gazetteer({})
_built: tuple[State, Gazetteer, Doubtful] = (None, _NOTHING, [])


def state() -> State:
    """Say when reference data last changed; None where there are none."""
    newest: State = Source.objects.aggregate(newest=Max("imported_at"))["newest"]
    return newest


def known(at: State) -> Gazetteer:
    """Give all names and postcodes of this country, read again when they changed."""
    global _built
    if _built[0] != at:
        _built = (at, *_read()) if at else (None, _NOTHING, [])
    return _built[1]


def meant_in(region: Region, at: State) -> dict[str, Place]:
    """Give the names that several towns have, and of which a network means one."""
    known(at)
    found = {towns[0].name: in_region(towns, region) for towns in _built[2]}
    return {name: town.point for name, town in found.items() if town is not None}


def _read() -> tuple[Gazetteer, Doubtful]:
    """A postcode is the middle of its places; a name of several towns says nothing."""
    named: dict[str, list[Candidate]] = defaultdict(list)
    shortened: dict[str, list[Candidate]] = defaultdict(list)
    by_code: dict[str, list[Place]] = defaultdict(list)
    for key, short, each in _candidates():
        named[key].append(each)
        shortened[short].append(each)
        if len(each.ags) != len("05974040"):
            by_code[each.postal_code].append(each.point)
    places: dict[str, Place] = {}
    doubtful: Doubtful = []
    for key, meant in named.items():
        # Whoever says "Neustadt" may mean Neustadt an der Aisch.
        towns = as_towns([*meant, *shortened.get(key, ())])
        if len(towns) == 1:
            places[towns[0].name] = towns[0].point
        else:
            doubtful.append([replace(towns[0], name=meant[0].name), *towns[1:]])
    codes = {code: center(points, points[0].name) for code, points in by_code.items() if code}
    ambiguous = [towns[0].name for towns in doubtful]
    # Halle is called none of them, but each of Halle (Saale) and Halle (Westf.) may be meant.
    ambiguous += [short for short, meant in shortened.items() if short and short not in named]
    return Gazetteer(places | codes, ambiguous=ambiguous), doubtful


def _candidates() -> Iterable[tuple[str, str, Candidate]]:
    columns = ("name_key", "short_key", "name", "latitude", "longitude", "postal_code", "ags")
    listed = Municipality.objects.located().order_by("pk")
    coded = PostcodePlace.objects.located().filter(country=HERE).order_by("pk")
    for rows in (listed, coded):
        for key, short, name, latitude, longitude, code, ags in rows.values_list(*columns):
            called = spoken(name)
            yield key, short, Candidate(called, Place(latitude, longitude, called), code, ags=ags)
