"""Each app plants its part of the region after those it needs."""

from __future__ import annotations

import pytest

from kurzweg.core import demo
from kurzweg.core.demo import Part, UnmetNeed

pytestmark = pytest.mark.plain


def part(app, *needs):
    return Part(app, lambda world, rows: iter(()), needs)


def order(*some):
    return [each.app for each in demo.in_order(some)]


def test_a_part_comes_after_those_it_needs_else_as_registered():
    assert order(part("b", "c"), part("a"), part("c", "a")) == ["a", "c", "b"]
    assert order(part("c"), part("a"), part("b")) == ["c", "a", "b"]


def test_a_part_that_needs_what_nobody_plants_is_named():
    with pytest.raises(UnmetNeed, match="fairs needs events, which plants nothing"):
        order(part("fairs", "events"))


def test_parts_that_need_each_other_are_named():
    with pytest.raises(UnmetNeed, match=r"they need each other: .*a.*b"):
        order(part("a", "b"), part("b", "a"))


def test_the_house_is_planted_from_the_ground_up():
    apps = [each.app for each in demo.parts()]

    assert apps[:3] == ["people", "networks", "market"]
    assert "introductions" in apps
