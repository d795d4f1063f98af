"""A few firms, a small vocabulary, and a way from documents to answers."""

from datetime import date

import pytest

from kurzweg.engine.documents import Request
from kurzweg.engine.match.matcher import Matcher, build_generation
from kurzweg.engine.words.vocabulary import Vocabulary

TODAY = date(2026, 11, 20)
WORDS = "aluminium behandlung beratung betrieb blech eloxal gehäuse oberflächen stahl steuer"


@pytest.fixture(scope="session")
def known():
    return Vocabulary.of(dict.fromkeys(WORDS.split(), 1))


@pytest.fixture
def matcher_of(tmp_path, known):
    """Index documents into a fresh folder and give a matcher over them."""

    def build(*documents, **options):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        return Matcher(build_generation(documents, folder, vocabulary=known), **options)

    return build


@pytest.fixture
def ask():
    """Ask a matcher for something, today unless said otherwise."""

    def match(matcher, text="Eloxieren", *, k=10, **facts):
        return matcher.match(Request(text=text, **{"today": TODAY, **facts}), k=k)

    return match
