"""The timeline merges what the apps know of somebody, newest first, and says where it stops."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kurzweg.core import timeline
from kurzweg.core.timeline import MOST, About, Event, Line, Source, dated
from kurzweg.core.viewer import Viewer

TODAY = date(2026, 5, 4)
VIEWER = Viewer(today=TODAY, network_id=7)


@pytest.fixture
def only(monkeypatch):
    """Let a test bring its own sources, each with the ages of its events in days."""
    monkeypatch.setattr(timeline, "_sources", {})

    def bring(name: str, *ages: int, about=About.ORGANISATION) -> None:
        rows = [SimpleNamespace(pk=age, name=name) for age in ages]
        events = [Event(TODAY - timedelta(days=row.pk), "was", row) for row in rows]
        draws = {"was": lambda row: Line(f"{row.name} {row.pk}", f"/{row.pk}/")}
        timeline.register(Source(name, about, lambda *asked: events, draws))

    return bring


def lines(**span) -> list[str]:
    shown = timeline.of(About.ORGANISATION, 3, viewer=VIEWER, **span)
    return [entry.line.text for entry in shown.entries]


def test_what_happened_last_stands_first_whoever_knows_it(only):
    only("b", 1, 5, 3)
    only("a", 3, 0, 9)
    only("of persons", 2, about=About.PERSON)

    assert lines() == ["a 0", "b 1", "a 3", "b 3", "b 5", "a 9"]


def test_a_span_is_half_open_and_what_is_to_come_is_not_shown(only):
    only("a", 0, 1, 2, 3, -1)

    assert lines() == ["a 0", "a 1", "a 2", "a 3"]
    assert lines(since=TODAY - timedelta(days=2), until=TODAY) == ["a 1", "a 2"]


def test_of_a_source_that_knows_more_the_newest_are_shown_and_nothing_of_others_before(only):
    only("a", *range(MOST + 1))
    only("b", 2, MOST - 1, MOST)

    shown = timeline.of(About.ORGANISATION, 3, viewer=VIEWER)

    assert [each.line.text for each in shown.entries if each.line.text[0] == "b"] == [
        "b 2",
        f"b {MOST - 1}",
    ]
    assert len(shown.entries) == MOST + 2
    assert shown.more_before == TODAY - timedelta(days=MOST - 1)


def test_of_a_source_that_knows_no_more_all_is_shown(only):
    only("a", *range(MOST))

    shown = timeline.of(About.ORGANISATION, 3, viewer=VIEWER)

    assert (len(shown.entries), shown.more_before) == (MOST, None)


def test_only_days_that_are_known_become_events():
    row = SimpleNamespace(pk=1)

    assert list(dated(row, begun=TODAY, ended=None)) == [Event(TODAY, "begun", row)]
