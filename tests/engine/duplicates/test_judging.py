"""Firms that were entered twice are recognised, and none is called the same that is another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kurzweg.engine.duplicates import Likeness, Party, judge

GOLD = Path(__file__).with_name("firms_entered_twice.txt")


def entry(written: str) -> Party:
    name, street, town = (part.strip() for part in written.split(","))
    return Party(0, name, street=street, town=town)


def asked(one: Party, other: Party) -> str:
    """What somebody is told who is just entering one: what is likely is asked about, too."""
    found = judge(one, other).likeness
    return (Likeness.DOUBTFUL if found == Likeness.LIKELY else found).value


def pairs() -> list[tuple[Party, Party, str]]:
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if line and line[0] != "#"]
    told = [line.split("|") for line in lines]
    return [(entry(one), entry(other), judged.strip()) for one, other, judged in told]


def test_no_pair_is_called_the_same_that_is_not_and_few_are_missed():
    judged = Counter((judged, asked(one, other)) for one, other, judged in pairs())

    assert judged["other", "same"] == judged["doubtful", "same"] == 0, "precision 1.0"
    assert recall(judged, "same") >= 0.95
    assert recall(judged, "doubtful") >= 0.9
    assert judged["other", "doubtful"] <= 1, "an office is not asked for nothing"


def recall(judged: Counter, told: str) -> float:
    return judged[told, told] / sum(n for (each, _found), n in judged.items() if each == told)


def test_likeness_does_not_depend_on_who_came_first():
    assert [asked(one, other) for one, other, _ in pairs()] == [
        asked(other, one) for one, other, _ in pairs()
    ]


@pytest.mark.parametrize("form", ["GmbH", "gmbh & co. kg", "KG"])
def test_a_name_that_is_only_a_legal_form_is_compared_as_it_stands(form):
    assert asked(entry(f"{form}, , Unna"), entry(f"{form}, , Unna")) == "same"
    assert asked(entry(f"{form}, , Unna"), entry("Lux GmbH, , Unna")) == "other"
