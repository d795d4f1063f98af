"""A request goes in, ranked and explained documents come out."""

from datetime import date, timedelta

import pytest

from kurzweg.engine.documents import Delta, Document, Place, Request
from kurzweg.engine.match.matcher import Matcher, RankingProfile

TODAY = date(2026, 11, 20)

ANODISER = Document("1", title="Eloxalbetrieb", text="Aluminium", owner="A")
BENDER = Document("2", title="Blechbearbeitung", text="Stahlblech biegen", owner="B")
ADVISER = Document("3", title="Steuerberatung", text="Jahresabschluss", owner="C")


def keys(answer):
    return [each.key for each in answer.ranked]


def test_a_compound_is_found_by_one_of_its_parts(matcher_of, ask):
    assert keys(ask(matcher_of(ANODISER, BENDER, ADVISER), "Betrieb gesucht")) == ["1"]


def test_a_part_finds_the_compound_inside_a_compound(matcher_of, ask):
    matcher = matcher_of(Document("1", title="Stahlblechgehäuse"), ADVISER)

    assert keys(ask(matcher, "Gehäuse")) == ["1"]


def test_a_misspelt_word_is_found_by_its_letters(matcher_of, ask):
    assert keys(ask(matcher_of(ANODISER, BENDER, ADVISER), "Aluminum")) == ["1"]


def test_title_and_topics_of_a_request_count_as_words(matcher_of):
    matcher = matcher_of(ANODISER, BENDER, ADVISER)

    answer = matcher.match(Request(text="", title="Blech", topics=("Aluminium",), today=TODAY))

    assert sorted(keys(answer)) == ["1", "2"]


def test_topics_of_a_document_can_be_found(matcher_of, ask):
    matcher = matcher_of(Document("1", title="Lohnfertigung", topics=("Eloxieren",)), ADVISER)

    assert keys(ask(matcher)) == ["1"]


@pytest.mark.parametrize(
    "text", ["", "😀 🎉", "der die das", "<b></b>", "xyzzy", "Ω≈ç√∫", "\0\n\t", "a" * 20_000]
)
def test_a_request_that_says_nothing_finds_nothing(matcher_of, ask, text):
    answer = ask(matcher_of(ANODISER, BENDER), text)

    assert (answer.ranked, answer.excluded) == ((), ())


def test_a_very_long_request_is_answered_by_its_beginning(matcher_of, ask):
    text = " ".join(["Eloxieren", *(f"wort{'x' * (n % 20)}q{'z' * (n // 20)}" for n in range(900))])

    assert keys(ask(matcher_of(ANODISER, ADVISER), f"Aluminium {text} Steuerberatung")) == ["1"]


def test_an_owner_appears_once_with_the_best_offer(matcher_of, ask):
    offers = [
        Document("1", title="Eloxieren und Lackieren", owner="A"),
        Document("2", title="Eloxieren", owner="A"),
        Document("3", title="Eloxieren, Gleitschleifen, Polieren", owner="B"),
        Document("4", title="Eloxieren und Drehen und Stanzen"),
        Document("5", title="Eloxieren und Drehen und Stanzen"),
    ]
    matcher = matcher_of(*offers)

    assert keys(ask(matcher)) == ["2", "4", "5", "3"]
    everything = matcher.match(Request(text="Eloxieren", today=TODAY), one_per_owner=False)
    assert sorted(keys(everything)) == ["1", "2", "3", "4", "5"]


def test_other_kinds_than_offers_may_share_an_owner(matcher_of, ask):
    needs = [Document(key, kind="need", title="Eloxieren", owner="A") for key in "12"]

    assert keys(ask(matcher_of(*needs), kinds=frozenset({"need"}))) == ["1", "2"]


def test_equal_scores_are_ordered_by_key(matcher_of, ask):
    offers = [Document(key, title="Eloxieren") for key in ("b", "a", "ä", "c")]

    assert keys(ask(matcher_of(*offers))) == ["a", "b", "c", "ä"]


def test_no_more_come_out_than_asked_for(matcher_of, ask):
    offers = [Document(f"{number:03}", title="Eloxieren") for number in range(300)]

    assert keys(ask(matcher_of(*offers), k=3)) == ["000", "001", "002"]
    assert len(keys(ask(matcher_of(*offers), k=250))) == 250


def test_search_finds_all_kinds_and_explains_when_asked(matcher_of):
    matcher = matcher_of(
        ANODISER, Document("9", kind="organisation", title="Eloxal Werk", owner="A")
    )
    request = Request(text="Eloxal", today=TODAY, kinds=frozenset({"offer", "organisation"}))

    with_reasons, without = matcher.search(request), matcher.search(request, explain=False)

    assert keys(with_reasons) == keys(without) == ["9", "1"]
    assert [bool(each.reasons) for each in with_reasons.ranked] == [True, True]
    assert [each.reasons for each in without.ranked] == [(), ()]


def test_a_delta_counts_at_once(matcher_of, ask):
    built = matcher_of(ANODISER, BENDER, ADVISER)
    changed = Document("3", title="Eloxieren von Steuergeräten", owner="C")
    new = Document("0", title="Eloxieren", owner="D")
    delta = Delta(changed=(changed, new), gone=frozenset({"1", "unknown"}))

    matcher = Matcher(built._generation, delta=delta)

    assert keys(ask(built, "Eloxal, Eloxieren")) == ["1"]
    assert keys(ask(matcher, "Eloxal, Eloxieren")) == ["0", "3"]


def test_a_changed_document_is_scored_like_one_of_the_generation(matcher_of, ask):
    built = matcher_of(ANODISER, BENDER, ADVISER)
    text = "Aluminium im Eloxalbetrieb"

    same = Matcher(built._generation, delta=Delta(changed=(ANODISER,)))

    assert ask(same, text).ranked == ask(built, text).ranked


def test_another_profile_ranks_otherwise(matcher_of, ask):
    near = Document("near", title="Beratung", text="Auch zum Eloxieren", place=Place(51, 8))
    far = Document("far", title="Eloxieren", place=Place(54, 8))
    by_distance = RankingProfile("near", {"words": 0.1, "distance": 0.9})

    assert keys(ask(matcher_of(near, far), place=Place(51, 8))) == ["far", "near"]
    answer = ask(matcher_of(near, far, profile=by_distance), place=Place(51, 8))
    assert keys(answer) == ["near", "far"]


def test_an_answer_names_its_generation(matcher_of, ask):
    matcher = matcher_of(ANODISER)

    assert ask(matcher).generation == matcher._generation.id


def test_the_first_stage_can_be_replaced(matcher_of, ask):
    class Everything:
        def __init__(self, asked):
            pass

        def candidates(self, allowed, *, limit):
            return allowed.nonzero()[0]

    matcher = matcher_of(ANODISER, BENDER, first_stage=Everything)

    answer = matcher.search(Request(text="Eloxal", today=TODAY), explain=False)

    assert [(each.key, each.signals["words"] > 0) for each in answer.ranked] == [
        ("1", True),
        ("2", False),
    ]


def test_what_is_valid_changes_with_the_day(matcher_of, ask):
    offer = Document("1", title="Eloxieren", valid_until=TODAY)
    matcher = matcher_of(offer)

    assert keys(ask(matcher, today=TODAY)) == ["1"]
    assert keys(ask(matcher, today=TODAY + timedelta(1))) == []
