"""The jobs that match needs anew, and what they leave behind."""

from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from kurzweg.core import search
from kurzweg.market import matching
from kurzweg.market.models import Match, Need
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


def test_a_need_that_is_closed_while_the_job_runs_does_not_stop_the_others(network, turner, baking):
    search.rebuild()
    first, second = NeedFactory.create_batch(2, network=network, owner=baking)

    def close_the_first(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "matched_at" in sql and not closed:
            closed.append(first.pk)
            Need.objects.in_network(network).filter(pk=first.pk).update(
                closed_at=timezone.now(), closing_reason="not needed"
            )
        return answer

    closed = []
    with connection.execute_wrapper(close_the_first):
        matching.match_stale()

    assert closed == [first.pk]
    assert [match.need for match in Match.objects.in_network(network)] == [second]


def test_of_several_states_of_the_index_only_the_newest_answer_is_kept(network, turner, baking):
    search.rebuild()
    need, other = NeedFactory.create_batch(2, network=network, owner=baking)
    matching.match_all(need.pk)
    matching.match_all(other.pk)
    before = generations(need)

    for _day in range(3):
        search.rebuild()
        matching.match_all(need.pk)

    need.refresh_from_db()
    assert generations(need) == {need.generation: 1} != before
    # Negative control: what was not matched anew keeps its older answer.
    assert generations(other) == before


def generations(need):
    """How many matches of a need are stored per state of the index."""
    matches = Match.objects.in_network(need.network_id).filter(need=need)
    return Counter(matches.values_list("generation", flat=True))
