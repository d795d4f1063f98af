"""The office's page: what was learned, in sentences and points, and its buttons."""

import pytest

from kurzweg.core import audit
from kurzweg.engine.match.rank import DEFAULT_PROFILE, LEARNED
from kurzweg.learning import actions, picture
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile
from tests import agenda
from tests.learning.conftest import ANSWERS, NEAR, NEARER
from tests.look.wellformed import complaints
from tests.market.conftest import text_of
from tests.market.factories import MatchFactory, RankingProfileFactory

pytestmark = pytest.mark.django_db

PAGE = "/n/riegelstein/weights/"


@pytest.fixture
def proposal(network):
    return weights.propose(network, weights=NEARER, trained_from=ANSWERS)


@pytest.fixture
def page(office, as_person):
    browser = as_person(office)
    return lambda: browser.get(PAGE)


@pytest.fixture
def press(office, as_person):
    browser = as_person(office)

    def post(where, **form):
        answer = browser.post(f"{PAGE}{where}/", form, follow=True)
        assert answer.status_code == 200
        return text_of(answer)

    return post


def test_before_anything_was_learned_the_page_says_what_counts_and_what_is_missing(
    page, near_ones_preferred
):
    near_ones_preferred(3)

    text = text_of(page())

    assert "Alles wie am Anfang" in text
    assert "Noch 17 Antworten bis zum nächsten Vorschlag" in text
    assert "69,5 von 100 Punkten" in text
    assert "Zurück auf Anfang" not in text


def test_answers_that_confirm_the_order_are_said_to(page, a_need, answered):
    for _time in range(20):
        answered(a_need(), NEAR)

    assert "Die Antworten bestätigen bisher die Reihenfolge" in text_of(page())


def test_a_proposal_says_from_what_it_was_learned_and_what_would_count_more(page, proposal):
    text = " ".join(text_of(page()).split())

    assert "Vorschlag vom 4. Mai 2026" in text
    assert "Gelernt aus 31 Antworten zwischen 12. Januar 2026 und 3. Mai 2026." in text
    assert "20-mal hieß es Ja, 11-mal Nein." in text
    assert "mehr: 16 statt 8 von 100 Punkten" in text
    assert "weniger: 61,5 statt 69,5 von 100 Punkten" in text
    assert "Übernehmen" in text


def test_the_page_is_whole_and_speaks_english_too(page, proposal, client):
    assert complaints(page().content.decode()) == []
    assert "Proposal of 4 May 2026" in text_of(client.get(f"{PAGE}?language=en"))


def test_taken_over_it_ranks_and_the_way_back_is_one_button(network, press, proposal, office):
    text = press(f"{proposal.version}/adopt")

    assert weights.current(network.pk) == proposal
    assert "Ab jetzt wird nach dieser Gewichtung geordnet." in text
    assert "Zurück auf Anfang" in text
    entry = audit.history(proposal).first()
    assert (entry.action, entry.actor_id) == ("adopted", office.pk)

    text = press(f"{DEFAULT_PROFILE.version}/adopt")

    assert weights.current(network.pk).version == DEFAULT_PROFILE.version
    assert "Zurück zur vorigen Gewichtung" in text


def test_left_as_it_is_it_is_proposed_no_more(network, press, proposal):
    text = press(f"{proposal.version}/set-aside")

    assert "Alles bleibt, wie es ist." in text
    assert "Vorschlag vom" not in text


def test_the_rule_for_small_firms_is_one_button(network, press):
    assert "Kleine Firmen zuerst nennen" in press("small-firms-first", off="")
    network.refresh_from_db()
    assert network.rule("small_firms_first") is False

    assert "Regel ausschalten" in press("small-firms-first", on="")
    network.refresh_from_db()
    assert network.rule("small_firms_first") is True


@pytest.mark.parametrize("version", ["99", "older"])
def test_weights_that_cannot_rank_cannot_be_taken_over(network, office, as_person, version):
    RankingProfileFactory(network=network, version="older", based_on="0")

    answer = as_person(office).post(f"{PAGE}{version}/adopt/")

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["owner", "adviser", "neighbour", "stranger"])
def test_nobody_but_the_office_sees_it(who, request, as_person, network):
    assert as_person(request.getfixturevalue(who)).get(PAGE).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_needs_as_for_one(
    rows, page, proposal, a_need, django_assert_num_queries
):
    for number in range(rows):
        need = a_need(generation=f"g{number}")
        MatchFactory.create_batch(rows, need=need, signals={"words": 0.5})
    page()

    with django_assert_num_queries(16):
        page()


# Words and points --------------------------------------------------------------------------------


def test_every_signal_that_is_learned_has_words_for_the_office():
    """Whoever adds a signal says here what it is called in an office."""
    assert set(LEARNED) <= set(picture.NAMES)


def test_a_signal_without_words_is_shown_by_its_name(network, monkeypatch):
    monkeypatch.setattr(picture, "NAMES", {})
    start = weights.engines(network.pk)

    assert [each.name for each in picture.compared(start, before=start)] == list(LEARNED)


@pytest.mark.parametrize(
    ("factor", "position"), [(0.5, 0.0), (1.0, 50.0), (2.0, 100.0), (4.0, 100.0), (0.0, 50.0)]
)
def test_a_point_stands_between_half_and_double(network, factor, position):
    start = weights.engines(network.pk)
    moved = {**start.weights, "distance": factor * start.weights["distance"]}
    profile = RankingProfileFactory(network=network, weights=moved)

    shown = {each.name: each for each in picture.compared(profile, before=start)}

    assert (shown["Nähe"].before, shown["Nähe"].after) == (50.0, position)


# What is due -------------------------------------------------------------------------------------


def due(viewer):
    return [(each.title, str(each.due_on), each.url) for each in agenda.for_viewer(viewer)
            if each.kind == "weights"]  # fmt: skip


def test_a_proposal_waits_with_the_office_until_it_is_decided(
    network, proposal, office, owner, viewer_of
):
    assert due(viewer_of(office)) == [
        ("Ansehen, was das Netzwerk aus den Antworten gelernt hat", "2026-05-18", PAGE)
    ]
    assert due(viewer_of(owner)) == []

    weights.adopt(proposal, by=office)

    assert due(viewer_of(office)) == []


def test_from_an_answer_to_the_order_of_the_next_list(network, page, press, near_ones_preferred):
    """The whole way: answers, a proposal at night, one click."""
    near_ones_preferred(20)
    actions.propose_all()
    proposal = RankingProfile.objects.in_network(network).proposed().get()

    assert "Vorschlag vom" in text_of(page())
    press(f"{proposal.version}/adopt")

    assert weights.current(network.pk).weights["distance"] > DEFAULT_PROFILE.weights["distance"]
