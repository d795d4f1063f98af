"""The land: keys nobody else has, boundaries that neither overlap nor leave a town outside."""

from __future__ import annotations

import random
from itertools import pairwise

from kurzweg.core.demo.places import distance_km
from kurzweg.core.demo.records import Town
from kurzweg.demo import geography


def area(ring):
    return 0.5 * abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairwise(ring)))


def contains(ring, point):
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_town_keys_lie_outside_the_official_range(region):
    keys = [town.key for town in region.towns]

    assert all(len(key) == 8 and key.isdigit() and key.startswith("99") for key in keys)
    assert len(set(keys)) == len(keys)


def test_postal_codes_are_fictional_and_kept_as_text(region):
    codes = [code for town in region.towns for code in town.postal_codes]

    assert all(len(code) == 5 and code.startswith("00") for code in codes)
    assert len(set(codes)) == len(codes)


def test_each_town_lies_inside_its_own_boundary_only(region):
    for town in region.towns:
        point = (town.longitude, town.latitude)

        assert [t.name for t in region.towns if contains(t.boundary, point)] == [town.name]


def test_boundaries_do_not_overlap(region):
    draw = random.Random(1)
    middle = region.towns[0]
    points = [
        (middle.longitude + draw.uniform(-1, 2.5), middle.latitude + draw.uniform(-1, 1))
        for _ in range(4000)
    ]

    hits = [sum(contains(town.boundary, point) for town in region.towns) for point in points]

    assert max(hits) == 1
    assert sum(hits) > 500


def test_overlapping_boundaries_would_be_noticed(region):
    town = region.towns[0]
    doubled = (*region.towns, town)

    assert sum(contains(t.boundary, (town.longitude, town.latitude)) for t in doubled) == 2


def test_boundaries_close_and_have_an_area(region):
    for town in region.towns:
        assert town.boundary[0] == town.boundary[-1]
        assert area(town.boundary) > 0.002


def test_a_site_lies_in_its_town(region):
    town: Town = region.towns[0]
    draw = random.Random(3)

    sites = [geography.site_in(town, draw) for _ in range(200)]

    assert all(contains(town.boundary, (site.longitude, site.latitude)) for site in sites)


def test_the_boundaries_are_geojson(region):
    collection = geography.feature_collection(region.towns)

    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 54
    assert collection["features"][0]["geometry"]["type"] == "Polygon"


def test_distances_are_those_of_a_sphere():
    one_degree = distance_km(50, 8, 51, 8)

    assert round(one_degree, 1) == 111.2
    assert distance_km(50, 8, 50, 8) == 0
