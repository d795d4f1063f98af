"""A request goes in, ranked and explained documents come out."""

from datetime import date

import pytest

from kurzweg.engine.documents import Document, Request
from kurzweg.engine.matcher import Matcher, build_generation
from kurzweg.engine.vocabulary import Vocabulary

TODAY = date(2026, 11, 20)


@pytest.fixture
def known():
    return Vocabulary.of({"eloxal": 1, "betrieb": 1, "aluminium": 1, "gehäuse": 1, "steuer": 1})


def test_a_compound_is_found_by_one_of_its_parts(tmp_path, known):
    anodiser = Document("1", title="Eloxalbetrieb", text="Oberflächen")
    adviser = Document("2", title="Steuerberatung", text="Jahresabschluss")
    matcher = Matcher(build_generation([anodiser, adviser], tmp_path, vocabulary=known))

    answer = matcher.match(Request(text="Betrieb gesucht", today=TODAY))

    assert [each.key for each in answer.ranked] == ["1"]
