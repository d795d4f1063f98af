"""Real register names, disturbed by somebody who has not seen the code: the two visible thirds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from kurzweg.engine.duplicates import Party, pairs
from tests.engine.duplicates.gold import loading, scoring
from tests.engine.duplicates.gold.facts import Entry

pytestmark = pytest.mark.skipif(not loading.is_there(), reason=loading.MISSING)


def parties(entries: Sequence[Entry]) -> Iterator[Party]:
    for at, entry in enumerate(entries):
        yield Party(
            at, entry.name, entry.street, entry.postcode, entry.town,
            register_number=entry.register_number, register_court=entry.register_court,
            website=entry.web, phone=entry.phone, email=entry.mail,
        )  # fmt: skip


def claimed(entries: Sequence[Entry]) -> Iterator[scoring.Claim]:
    for pair in pairs(parties(entries)):
        yield entries[pair.a].key, entries[pair.b].key, pair.is_sure


@pytest.mark.parametrize("third", ["learning", "checking"])
def test_what_is_listed_is_right_and_little_is_missed(third):
    listing = loading.listing(third, 1)

    score = scoring.score([listing], [claimed(listing.entries)])

    assert score.precision.share == 1
    assert score.recall_asked.share >= 0.9
    listed = score.recall_asked.share * len(listing.same)
    assert score.questions_for_nothing <= 0.02 * listed
