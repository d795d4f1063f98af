"""What apps declare for a network to decide, and how a value is said."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from kurzweg.core import rules
from kurzweg.core.retention import declarations
from kurzweg.core.retention.shortening import name_of
from kurzweg.core.rules import DAYS, Rule
from kurzweg.networks.models import Line
from kurzweg.networks.visible_fields import RULE


@pytest.fixture
def no_rules(monkeypatch):
    """Begin without what the apps declared."""
    monkeypatch.setattr(rules, "_rules", {})


def test_a_rule_is_looked_up_by_its_name(no_rules):
    rule = Rule("tea_days", default=3, label="Tea", group="Kitchen", unit=DAYS, most=9)

    rules.register(rule)

    assert rules.declared("tea_days") == rule
    assert rules.grouped() == {"Kitchen": [rule]}


def test_a_name_that_nobody_declared_is_an_error(no_rules):
    with pytest.raises(KeyError, match="tea_days"):
        rules.declared("tea_days")


def test_one_name_is_declared_by_one_app(no_rules):
    rules.register(Rule("tea_days", default=3, label="Tea", group="Kitchen"))

    with pytest.raises(ValueError, match="tea_days"):
        rules.register(Rule("tea_days", default=4, label="Tea", group="Cellar"))


@pytest.mark.parametrize(
    ("value", "said"), [(1, "1\u202fTag"), (14, "14\u202fTage"), (1000, "1.000\u202fTage")]
)
def test_a_number_is_said_with_its_unit(value, said):
    rule = Rule("tea_days", default=3, label="Tea", group="Kitchen", unit=DAYS, most=9000)

    with translation.override("de"):
        assert rule.words(value) == said


def test_yes_and_no_are_stored_as_numbers_and_said_as_words():
    rule = Rule("has_tea", default=True, label="Tea", group="Kitchen")

    with translation.override("de"):
        assert [rule.words(value) for value in (1, 0)] == ["ja", "nein"]
    assert [rule.read(value) for value in (1, 0)] == [True, False]


def test_the_bounds_are_said_in_words():
    rule = Rule("tea_days", default=3, label="Tea", group="Kitchen", unit=DAYS, least=2, most=60)

    with translation.override("de"):
        assert rule.bounds == "2 bis 60\u202fTage"


def test_a_choice_is_said_in_its_words():
    rule = Rule("tea", default=1, label="Tea", group="Kitchen", choices={0: "black", 1: "green"})

    assert [rule.words(value) for value in (0, 1, 7)] == ["black", "green", "7"]
    assert rule.bounds == ""


def test_every_default_of_the_house_lies_within_its_bounds():
    declared = [rule for group in rules.grouped().values() for rule in group]

    assert len(declared) >= 16
    choosing = [rule for rule in declared if rule.choices]
    counting = [rule for rule in declared if not rule.choices]
    assert [rule for rule in choosing if rule.default not in rule.choices] == []
    assert [rule for rule in counting if not rule.least <= rule.default <= rule.most] == []
    assert [rule for rule in counting if not rule.unit and not rule.is_yes_or_no] == []


SOURCES = [path for path in (settings.REPOSITORY / "src").rglob("*.py") if path.name != "rules.py"]
# A network's rule, not one of retention.yaml, which is asked for without a network.
ASKED = re.compile(r"(?:\.rule\(|\brule=)\s*\"(\w+)\"")


def asked_in(sources) -> set[str]:
    """By which names code asks for rules."""
    return {name for path in sources for name in ASKED.findall(path.read_text("utf-8"))}


def test_every_rule_is_asked_for_and_every_rule_asked_for_is_declared():
    declared = {rule.name for group in rules.grouped().values() for rule in group}
    shortening = {name_of(rule) for rule in declarations.rules() if rule.least}

    # Who reads which line of an entry: all of them are asked for at once.
    shown = {f"{RULE}{line}" for line in Line}

    assert asked_in(SOURCES) | shortening | shown == declared


def test_a_rule_that_nobody_declared_would_be_seen(tmp_path):
    """Negative control."""
    (tmp_path / "views.py").write_text('days = network.rule("tea_days", on=day)')

    assert asked_in(tmp_path.iterdir()) == {"tea_days"}
