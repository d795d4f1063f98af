"""What fits and what is missing, in the words that people wrote."""

from datetime import date, timedelta

import pytest

from kurzweg.engine.documents import Certificate, Document, Place
from kurzweg.engine.match import reasons

TODAY = date(2026, 11, 20)


def said(answer):
    return [(reason.code, dict(reason.params)) for reason in answer.ranked[0].reasons]


def words_said(answer):
    wordless = {"core", "other_words", "same_topic", "heading", "words_missing"}
    return [pair for pair in said(answer) if pair[0] not in wordless]


def offer(title="Eloxieren", **facts):
    return Document("1", title=title, **facts)


@pytest.mark.parametrize(
    ("need", "title", "reason"),
    [
        ("Blech", "Bleche", ("word_match", {"need": "Blech", "offer": "Bleche"})),
        ("BLECHE", "Blech", ("word_match", {"need": "BLECHE", "offer": "Blech"})),
        (
            "Blech",
            "Stahlblech",
            ("compound_part", {"need": "Blech", "part": "blech", "offer": "Stahlblech"}),
        ),
        (
            "Stahlblech",
            "Blechgehäuse",
            ("compound_part", {"need": "Stahlblech", "part": "blech", "offer": "Blechgehäuse"}),
        ),
        (
            "Eloxieren",
            "Eloxierung",
            ("similar_word", {"need": "Eloxieren", "offer": "Eloxierung"}),
        ),
        (
            "Vereloxieren",
            "Eloxieren",
            ("similar_word", {"need": "Vereloxieren", "offer": "Eloxieren"}),
        ),
    ],
)
def test_the_words_that_found_each_other_are_named(matcher_of, ask, need, title, reason):
    assert words_said(ask(matcher_of(offer(title)), text=need)) == [reason]


def test_a_word_names_the_word_that_fits_best(matcher_of, ask):
    matcher = matcher_of(offer("Stahlblech, Bleche und Blechgehäuse"))

    assert words_said(ask(matcher, text="Blech")) == [
        ("word_match", {"need": "Blech", "offer": "Bleche"})
    ]


def test_of_several_common_parts_the_longest_is_named(matcher_of, ask, known):
    matcher = matcher_of(offer("Aluminiumblechbehandlung"))

    assert words_said(ask(matcher, text="Blechbehandlung")) == [
        (
            "compound_part",
            {"need": "Blechbehandlung", "part": "behandlung", "offer": "Aluminiumblechbehandlung"},
        )
    ]


def test_important_words_that_found_nothing_are_missing(matcher_of, ask):
    matcher = matcher_of(offer("Eloxieren"))

    answer = ask(matcher, text="Wir suchen 50 Gehäuse zum Eloxieren und Lackieren, Firma in DE")

    assert said(answer)[-1] == ("words_missing", {"words": "Gehäuse, Lackieren"})
    assert answer.ranked[0].reasons[-1].is_missing


def test_words_that_everybody_has_are_not_missed(matcher_of, ask):
    common = [
        Document(str(number), title="Aluminium", text=f"wort{number}") for number in range(40)
    ]
    matcher = matcher_of(Document("x", title="Eloxieren"), *common)

    assert "words_missing" not in dict(said(ask(matcher, text="Aluminium Eloxieren")))


def test_many_words_are_summed_up(matcher_of, ask):
    text = "Aluminium Eloxieren Lackieren Fräsen Drehen Stanzen Biegen"

    answer = ask(matcher_of(offer(text)), text=text)

    codes = [reason.code for reason in answer.ranked[0].reasons]
    assert sorted(codes) == ["core", "other_words", "same_topic", *["word_match"] * 5]


def test_other_words_for_the_same_are_named(matcher_of, ask):
    answer = ask(matcher_of(offer("Karriere")), text="Laufbahn")

    assert ("other_word", {"need": "Laufbahn", "offer": "Karriere"}) in words_said(answer)


def test_a_part_in_other_words_is_named_with_the_part(matcher_of, ask):
    answer = ask(matcher_of(offer("Therapie")), text="Blechbehandlung")

    assert words_said(answer) == [
        ("other_word", {"need": "Blechbehandlung", "part": "behandlung", "offer": "Therapie"})
    ]


def test_an_english_word_names_the_german_one_that_it_found(matcher_of, ask):
    matcher = matcher_of(offer("Schweißen"), Document("2", title="Steuerberatung"))

    answer = ask(matcher, text="We need welding")

    assert words_said(answer) == [("word_match", {"need": "welding", "offer": "Schweißen"})]
    assert "words_missing" not in dict(said(answer))
    assert sum(reason.points for reason in answer.ranked[0].reasons) == answer.ranked[0].score


def test_an_english_word_that_found_nothing_is_missing_once(matcher_of, ask):
    answer = ask(matcher_of(offer("Eloxieren")), text="We need welding and Eloxieren")

    assert said(answer)[-1] == ("words_missing", {"words": "welding"})


def test_a_heading_stands_before_what_stands_below_it(matcher_of, ask):
    many = " ".join(f"Blechart{number}" for number in range(20))
    others = [Document(key, title="Blech und Bleche", text="Blech") for key in "xyz"]
    matcher = matcher_of(offer("Blech"), *others)

    answer = ask(matcher, text=f"Blech {many}")

    assert "heading" in {reason.code for reason in answer.ranked[0].reasons}


def test_facts_are_named_with_their_numbers(matcher_of, ask):
    matcher = matcher_of(
        offer(
            codes=("wz2008:10.11", "wz2008:25.61"),
            place=Place(51.0, 8.1),
            certificates=(Certificate("IATF 16949"), Certificate("TISAX", TODAY)),
            lot_max=500,
            changed_on=TODAY,
        )
    )

    answer = ask(
        matcher,
        codes=("wz2008:25.6",),
        place=Place(51.0, 8.0),
        certificates=("ISO 9001", "TISAX"),
        quantity=50,
    )

    facts = {code: params for code, params in said(answer) if code != "certificate_valid"}
    del facts["word_match"]
    assert facts == {
        "same_activity": {"code": "wz2008:25.6", "other": "wz2008:25.61"},
        "core": {},
        "lot_fits": {"quantity": 50, "lot_min": -1, "lot_max": 500},
        "near": {"km": 7},
        "fresh": {"on": "2026-11-20"},
    }
    assert [params for code, params in said(answer) if code == "certificate_valid"] == [
        {"scheme": "ISO 9001", "held": "IATF 16949", "until": ""},
        {"scheme": "TISAX", "held": "TISAX", "until": "2026-11-20"},
    ]


def test_what_is_missing_comes_last_and_without_points(matcher_of, ask):
    matcher = matcher_of(
        offer(is_core=False, certificates=(Certificate("TISAX", TODAY - timedelta(1)),))
    )

    answer = ask(
        matcher,
        place=Place(51.0, 8.0),
        certificates=("ISO 9001", "TISAX"),
        certificates_required=False,
    )

    missing = [reason for reason in answer.ranked[0].reasons if reason.is_missing]
    assert [reason.code for reason in missing] == [
        "certificate_missing",
        "certificate_expired",
        "supplementary",
        "place_unknown",
    ]
    assert answer.ranked[0].reasons[-4:] == tuple(missing)
    assert [reason.points for reason in missing] == [0.0] * 4


def test_a_document_for_which_nothing_can_be_said_is_no_match(matcher_of, ask):
    matcher = matcher_of(offer("Steuerberatung", place=Place(51.0, 8.0), changed_on=TODAY))

    answer = ask(matcher, text="Steine", place=Place(51.0, 8.0))

    assert answer.ranked == ()


def test_every_code_with_points_belongs_to_a_signal():
    documented = {line.split()[0] for line in (reasons.__doc__ or "").splitlines() if line.strip()}

    assert (
        set(reasons.SIGNAL_OF)
        - documented
        - {
            line.split()[1]
            for line in (reasons.__doc__ or "").splitlines()
            if len(line.split()) > 1
        }
        == set()
    )


def test_a_word_that_any_text_might_hold_is_no_reason(matcher_of, ask):
    matcher = matcher_of(offer("Eloxieren", text="Wir bieten bereits aktuell allen Kunden Eloxal"))

    answer = ask(matcher, text="Eloxieren, bereits aktuell für allen Bedarf")

    assert words_said(answer) == [("word_match", {"need": "Eloxieren", "offer": "Eloxieren"})]
    assert sum(reason.points for reason in answer.ranked[0].reasons) == answer.ranked[0].score


def test_what_has_only_such_words_in_common_is_no_match(matcher_of, ask):
    matcher = matcher_of(offer("Steuerberatung", text="aktuell bereits verfügbar"))

    assert ask(matcher, text="Eloxieren, aktuell bereits verfügbar").ranked == ()


@pytest.mark.parametrize("frame", ["Verfahren", "Rahmen", "Durchführung", "spätestens", "approach"])
def test_what_frames_a_request_is_not_missed(matcher_of, ask, frame):
    answer = ask(matcher_of(offer("Eloxieren")), text=f"Eloxieren Galvanik {frame}")

    assert said(answer)[-1] == ("words_missing", {"words": "Galvanik"})
