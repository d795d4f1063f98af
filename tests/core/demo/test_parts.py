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


def test_a_part_that_came_early_stays_early_if_it_can():
    """A part that needs less does not overtake one that was installed before it."""
    assert order(part("a"), part("b", "a"), part("c", "b"), part("d", "a")) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([part("a"), part("fairs", "events")], "of fairs (needs events)"),
        ([part("a", "b"), part("b", "a")], "of a (needs b); b (needs a)"),
    ],
)
def test_parts_that_can_never_be_planted_are_named(parts, said):
    with pytest.raises(UnmetNeed) as raised:
        order(*parts)

    assert str(raised.value) == f"nobody can be planted next {said}"


def test_the_house_is_planted_from_the_ground_up():
    apps = [each.app for each in demo.parts()]

    ground = [app for app in apps if app in ("people", "networks", "market", "introductions")]
    assert ground == ["people", "networks", "market", "introductions"]
