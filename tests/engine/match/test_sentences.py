from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.documents import Excluded, Ranked, Reason
from kurzweg.engine.match import reasons, sentences

GERMAN = [
    (
        Reason("other_word", {"need": "Laufbahn", "offer": "Karriere"}),
        "nennt „Karriere“ – ein anderes Wort für „Laufbahn“",
    ),
    (
        Reason(
            "other_word",
            {"need": "Laufbahnberatung", "part": "laufbahn", "offer": "Karriere"},
        ),
        "nennt „Karriere“ – anders gesagt für „Laufbahn“ in „Laufbahnberatung“",
    ),
    (Reason("same_topic"), "der Text handelt insgesamt vom gleichen Thema"),
    (Reason("same_meaning"), "ein Sprachmodell hält den Text für sinnverwandt"),
    (Reason("heading"), "steht als Überschrift über anderen"),
    (
        Reason("word_match", {"need": "eloxiert", "offer": "Eloxieren"}),
        "macht „Eloxieren“ – das passt zu „eloxiert“",
    ),
    (Reason("word_match", {"need": "Gehäuse", "offer": "gehäuse"}), "nennt „gehäuse“"),
    (
        Reason(
            "compound_part",
            {"need": "Aluminiumgehäuse", "offer": "Aluminiumguss", "part": "aluminium"},
        ),
        "nennt „Aluminiumguss“ – das hat „Aluminium“ mit „Aluminiumgehäuse“ gemeinsam",
    ),
    (
        Reason("compound_part", {"need": "Guss", "offer": "Aluminiumguss", "part": "guss"}),
        "nennt „Aluminiumguss“ – darin steckt „Guss“",
    ),
    (
        Reason("compound_part", {"need": "Aluminiumguss", "offer": "Guss", "part": "guss"}),
        "nennt „Guss“ – das steckt in „Aluminiumguss“",
    ),
    (
        Reason("similar_word", {"need": "Eloxieren", "offer": "Eloxalbetrieb"}),
        "nennt „Eloxalbetrieb“ – ähnlich wie „Eloxieren“",
    ),
    (Reason("other_words"), "weitere Wörter im Text passen"),
    (
        Reason("same_activity", {"code": "wz2008:25.61", "other": "wz2008:25.61"}),
        "gleiche Branche (WZ 25.61)",
    ),
    (
        Reason("same_activity", {"code": "wz2008:25.61", "other": "cpv:44316500"}),
        "verwandte Branche (CPV 44316500, gesucht WZ 25.61)",
    ),
    (Reason("core"), "gehört zum Kerngeschäft"),
    (
        Reason("certificate_valid", {"scheme": "ISO 9001", "until": "2027-11-18"}),
        "hat ISO 9001, gültig bis 18. November 2027",
    ),
    (Reason("certificate_valid", {"scheme": "ISO 9001", "until": ""}), "hat ISO 9001"),
    (
        Reason("lot_fits", {"quantity": 1500, "lot_min": 100, "lot_max": 20000}),
        "Menge passt: 1.500 Stück (von 100 bis 20.000)",
    ),
    (
        Reason("lot_fits", {"quantity": 5, "lot_min": 1, "lot_max": -1}),
        "Menge passt: 5 Stück (ab 1)",
    ),
    (
        Reason("lot_fits", {"quantity": 5, "lot_min": -1, "lot_max": 9}),
        "Menge passt: 5 Stück (bis 9)",
    ),
    (
        Reason("lot_fits", {"quantity": 5, "lot_min": -1, "lot_max": -1}),
        "Menge passt: 5 Stück",
    ),
    (Reason("near", {"km": 12}), "12\u202fkm entfernt"),
    (Reason("near", {"km": 0}), "im selben Ort"),
    (Reason("fresh", {"on": "2026-03-05"}), "Angaben vom 5. März 2026"),
    (Reason("small_firm", {"below": 50}), "gleich passend; kleinere Firma zuerst"),
    (
        Reason("words_missing", {"words": "schwarz, Gravur"}, is_missing=True),
        "steht nicht in den Angaben: „schwarz“, „Gravur“",
    ),
    (
        Reason("certificate_expired", {"scheme": "ISO 9001", "on": "2026-11-18"}, is_missing=True),
        "fehlt: Zertifikat ISO 9001, abgelaufen am 18. November 2026",
    ),
    (
        Reason("certificate_missing", {"scheme": "ISO 9001"}, is_missing=True),
        "fehlt: Zertifikat ISO 9001",
    ),
    (Reason("supplementary", is_missing=True), "nicht das Kerngeschäft"),
    (Reason("place_unknown", is_missing=True), "Entfernung nicht bekannt"),
    (
        Reason("too_far", {"km": 85, "radius": 30}, is_missing=True),
        "zu weit: 85\u202fkm statt höchstens 30\u202fkm",
    ),
    (
        Reason("lot_too_small", {"quantity": 5, "lot_min": 1000}, is_missing=True),
        "zu wenig: 5 Stück statt mindestens 1.000",
    ),
    (
        Reason("lot_too_large", {"quantity": 500, "lot_max": 100}, is_missing=True),
        "zu viel: 500 Stück statt höchstens 100",
    ),
    (
        Reason("deadline_too_short", {"days": 10, "lead_days": 15}, is_missing=True),
        "braucht 15 Tage, bis zum Termin bleiben 10 Tage",
    ),
    (
        Reason("deadline_too_short", {"days": 0, "lead_days": 1}, is_missing=True),
        "braucht 1 Tag, bis zum Termin bleibt kein Tag",
    ),
    (
        Reason("deadline_too_short", {"days": 1, "lead_days": 3}, is_missing=True),
        "braucht 3 Tage, bis zum Termin bleibt 1 Tag",
    ),
    (
        Reason("measure_fits", {"measure": "diameter 45 mm", "stated": "diameter 20..80 mm"}),
        "Ø 45\u202fmm passt: nennt Ø 20–80\u202fmm",
    ),
    (Reason("norm_named", {"norm": "RAL 7016"}), "nennt RAL 7016"),
    (
        Reason(
            "measure_outside",
            {"measure": "weight ..3.5 t", "stated": "weight ..3 t"},
            is_missing=True,
        ),
        "bis 3,5\u202ft passt nicht: nennt bis 3\u202ft",
    ),
]


@pytest.mark.parametrize(("reason", "text"), GERMAN)
def test_a_reason_is_said_in_peoples_german(reason, text):
    assert sentences.sentence(reason) == text


@pytest.mark.parametrize("reason", [reason for reason, _ in GERMAN])
def test_every_reason_is_said_in_english_too(reason):
    said = sentences.sentence(reason, "en")

    assert said
    assert "„" not in said
    assert said != sentences.sentence(reason)


def test_every_code_of_the_engine_has_its_sentence():
    listed = {reason.code for reason, _ in GERMAN}
    documented = {
        word
        for line in (reasons.__doc__ or "").splitlines()
        if line.startswith("    ")
        for word in line.split()[:2]
        if "_" in word or word in {"core", "near", "fresh", "supplementary"}
    } - {"lot_min", "lot_max"}

    assert set(reasons.SIGNAL_OF) | documented <= listed


def test_a_match_is_said_in_one_line():
    ranked = Ranked(
        "a",
        0.7,
        {},
        (
            Reason("word_match", {"need": "eloxiert", "offer": "Eloxieren"}, 0.3),
            Reason("word_match", {"need": "Eloxieren", "offer": "eloxieren"}, 0.2),
            Reason("similar_word", {"need": "Laser", "offer": "Lasern"}, 0.1),
            Reason("near", {"km": 12}, 0.1),
            Reason("certificate_valid", {"scheme": "ISO 9001", "until": ""}, 0.1),
            Reason("fresh", {"on": "2026-03-05"}, 0.01),
            Reason("words_missing", {"words": "schwarz, Gravur, Beschlag"}, is_missing=True),
            Reason("supplementary", is_missing=True),
        ),
    )

    assert sentences.summary(ranked) == (
        "Macht „Eloxieren“ und „Lasern“, 12\u202fkm entfernt, hat ISO 9001"
        " – keine Angabe zu „schwarz“ und „Gravur“"
    )
    assert sentences.summary(ranked, "en") == (
        "Offers “Eloxieren” and “Lasern”, 12\u202fkm away, holds ISO 9001"
        " – says nothing about “schwarz” and “Gravur”"
    )


def test_three_words_are_said_at_most():
    words = ("Blech", "20", "Guss", "Rohr", "Draht")
    found = [Reason("word_match", {"need": word, "offer": word}) for word in words]

    assert sentences.summary(Ranked("a", 1, {}, tuple(found))) == "Nennt „Blech“, „Guss“ und „Rohr“"


def test_a_faint_match_says_so():
    assert sentences.summary(Ranked("a", 0.1, {}, (Reason("other_words"),))) == (
        "Nur einzelne Wörter im Text passen"
    )
    assert sentences.summary(Ranked("a", 0.1, {}, ())) == ""


def test_who_was_left_out_hears_why():
    reason = Reason("certificate_expired", {"scheme": "ISO 9001", "on": "2026-11-18"}, 0, True)

    assert sentences.summary(Excluded("a", 0.5, (reason,))) == (
        "Fehlt: Zertifikat ISO 9001, abgelaufen am 18. November 2026"
    )


def test_days_and_numbers_are_written_for_the_reader():
    assert sentences.day(date(2026, 11, 18)) == "18. November 2026"
    assert sentences.day(date(2026, 11, 18), "en") == "18 November 2026"
    assert sentences.number(1234567) == "1.234.567"
    assert sentences.number(0.46) == "0,5"
    assert sentences.number(1234.5, "en") == "1,234.5"


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from([reason for reason, _ in GERMAN]), st.text(max_size=20))
def test_braces_in_a_word_do_no_harm(reason, word):
    params = {
        name: word + "{x}" if name in ("need", "offer") else value
        for name, value in reason.params.items()
    }

    assert sentences.sentence(Reason(reason.code, params))


def test_sentences_need_no_django():
    assert "django" not in Path(sentences.__file__).read_text(encoding="utf-8")


def test_what_only_a_language_model_found_is_said_so():
    found = Ranked("x", 0.2, {}, (Reason("same_meaning", points=0.2), Reason("other_words")))

    assert sentences.summary(found) == "Ein Sprachmodell hält den Text für sinnverwandt"
