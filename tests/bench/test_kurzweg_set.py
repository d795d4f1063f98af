"""Our own set of requests and offers: whole, judged as it says, and nothing in it contradicts."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from bench.matching import ours, tasks
from bench.matching.regional import FOLDER, Region
from kurzweg.engine.facts import certificates

TASK = tasks.load(FOLDER)
REGION = Region.of(TASK)
OFFERS = {offer["id"]: offer for offer in TASK.documents}
NEEDS = {need["id"]: need for need in TASK.queries}
JUDGED = [
    (need, offer, grade) for need, offers in TASK.grades.items() for offer, grade in offers.items()
]
FAR_KM = 200
DEMANDING = 39  # needs that name a certificate
THE_FAIR_IS_THERE = {("dru-n4", "dru-20")}

WORDS = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "zwölf": 12, "hundert": 100, "tausend": 1000, "woche": 1, "monat": 1,
    "jahr": 12, "muster": 1, "prototyp": 1, "four": 4, "six": 6,
}  # fmt: skip
SPANS = {"days": 1, "working days": 7 / 5, "weeks": 7, "months": 30, "hours": 1 / 24}


def spoken(row):
    return " ".join((row.get("title", ""), row["text"]))


def numbers(text):
    """All numbers of a text, in figures ("1.500", "2 Mio") and in words."""
    figures = {
        int(re.sub(r"\D", "", each)) for each in re.findall(r"\d{1,3}(?:[., ]\d{3})+|\d+", text)
    }
    millions = {
        int(float(each.replace(",", ".")) * 1_000_000)
        for each in re.findall(r"(\d+(?:,\d+)?) ?Mi(?:o|llion)", text)
    }
    return figures | millions | {WORDS[word] for word in WORDS if word in text.casefold()}


def test_there_are_forty_trades_with_four_needs_each():
    assert len({offer["trade"] for offer in OFFERS.values()}) == 40
    assert set(Counter(need["trade"] for need in NEEDS.values()).values()) == {4}
    assert min(Counter(offer["trade"] for offer in OFFERS.values()).values()) >= 26


def test_each_row_has_its_fields_and_a_key_of_its_own():
    assert {tuple(offer) for offer in TASK.documents} == {
        ("id", "trade", "title", "text", "place", "radius_km", "lot_min", "lot_max", "lead_days",
         "certificates", "codes", "is_core")
    }  # fmt: skip
    assert {tuple(need) for need in TASK.queries} == {
        ("id", "trade", "language", "text", "place", "radius_km", "certificates")
    }
    assert len(OFFERS) == len(TASK.documents)
    assert len(NEEDS) == len(TASK.queries)
    assert [key for key in OFFERS if not re.fullmatch(r"[a-z]{3}-\d\d", key)] == []
    assert [key for key in NEEDS if not re.fullmatch(r"[a-z]{3}-n[1-4]", key)] == []


def test_an_offer_says_in_words_what_its_fields_say():
    unsaid = []
    for key, offer in OFFERS.items():
        text = spoken(offer)
        known = numbers(text)
        unsaid += [
            (key, each) for each in (offer["place"], *offer["certificates"]) if each not in text
        ]
        unsaid += [
            (key, name, offer[name])
            for name in ("radius_km", "lot_min", "lot_max")
            if offer[name] not in {None, 1} | known
        ]
        days = offer["lead_days"]
        if days and not any(abs(days / span - n) < 0.6 for span in SPANS.values() for n in known):
            unsaid.append((key, "lead_days", days))

    assert unsaid == []
    assert {offer["place"] for offer in OFFERS.values()} <= set(REGION.places)


def test_a_need_says_in_words_what_it_demands_and_where_it_is_meant():
    unsaid = [
        (key, each)
        for key, need in NEEDS.items()
        for each in (*need["certificates"], need["radius_km"])
        if each and str(each) not in need["text"]
    ]
    towns = {
        key: [name for name in REGION.places if name in need["text"]] for key, need in NEEDS.items()
    }

    assert unsaid == []
    assert [key for key in NEEDS if NEEDS[key]["place"] is None and len(towns[key]) != 1] == []


def test_every_need_has_three_offers_one_of_them_right_and_four_wrong_ones():
    poor = {
        need: sorted(grades.values())
        for need, grades in TASK.grades.items()
        if sum(grade > 0 for grade in grades.values()) < 3
        or max(grades.values()) < 3
        or sum(grade == 0 for grade in grades.values()) < 4
    }

    assert poor == {}
    assert set(TASK.grades) == set(NEEDS)
    assert {grade for *_, grade in JUDGED} == {0, 1, 2, 3}
    assert {offer for _, offer, _ in JUDGED} <= set(OFFERS)
    lines = (FOLDER / "qrels.tsv").read_text("utf-8").splitlines()
    assert len(lines) == len(JUDGED)  # no pair twice


def test_no_offer_is_good_that_breaks_a_stated_condition():
    broken = []
    for need, offer, grade in JUDGED:
        km, asked, held = REGION.km(need, offer), NEEDS[need], OFFERS[offer]
        reach = min(asked["radius_km"] or km, held["radius_km"] or km)
        lacks = [
            wanted
            for wanted in asked["certificates"]
            if not any(certificates.covers(each, wanted) for each in held["certificates"])
        ]
        if grade and (km > reach or lacks):
            broken.append((need, offer, grade))

    assert broken == []


def test_a_far_offer_is_not_the_best_one():
    far = {
        (need, offer)
        for need, offer, grade in JUDGED
        if grade == 3 and REGION.km(need, offer) > FAR_KM
    }

    assert far == THE_FAIR_IS_THERE


# Two passes -------------------------------------------------------------------------------------


def rows(name):
    return [line.split("\t") for line in (FOLDER / name).read_text("utf-8").splitlines()]


def passes():
    """What the first and the second pass said of the pairs that the second wrote down."""
    differing = {(need, offer): first for need, offer, first, *_ in rows("disagreements.tsv")[1:]}
    return [
        (int(differing.get((need, offer), TASK.grades[need].get(offer, 0))), int(second))
        for need, offer, second in rows("second_pass.tsv")
    ]


def quadratic_kappa(pairs):
    """Cohen's kappa with squared distances as weights (Cohen 1968)."""
    ours, theirs = (Counter(each) for each in zip(*pairs, strict=True))
    seen = sum((one - other) ** 2 for one, other in pairs)
    expected = sum(
        ours[one] * theirs[other] * (one - other) ** 2 for one in ours for other in theirs
    )
    return 1 - seen * len(pairs) / expected


def test_every_disagreement_is_written_down_with_what_was_settled():
    second = {(need, offer): int(grade) for need, offer, grade in rows("second_pass.tsv")}
    noted = {
        (need, offer): (int(first), int(other), int(settled))
        for need, offer, first, other, settled, _ in rows("disagreements.tsv")[1:]
    }

    assert [pair for pair, (_, other, _) in noted.items() if other != second.get(pair, 0)] == []
    settled = {pair: noted[pair][2] if pair in noted else grade for pair, grade in second.items()}
    assert {
        pair: grade
        for pair, grade in settled.items()
        if TASK.grades[pair[0]].get(pair[1], 0) != grade
    } == {}
    assert all(reason for *_, reason in rows("disagreements.tsv"))


def test_the_agreement_is_the_one_that_the_page_beside_it_states():
    pairs = passes()
    page = (FOLDER / "README.md").read_text("utf-8")

    assert f"{len(pairs)} pairs" in page
    assert f"quadratic kappa {quadratic_kappa(pairs):.3f}" in page
    assert f"{100 * sum(one == other for one, other in pairs) / len(pairs):.1f} %" in page
    assert quadratic_kappa([(0, 0), (3, 3)]) == 1
    assert quadratic_kappa([(0, 3), (3, 0)]) == pytest.approx(-1)


def test_nothing_is_named_twice():
    titles = sorted((offer["text"], offer["id"]) for offer in OFFERS.values())

    assert [(one, other) for one, other in pairwise(titles) if one[0] == other[0]] == []


# What ours makes of it --------------------------------------------------------------------------


def test_nobody_who_lacks_a_demanded_certificate_is_among_the_first_three():
    demanding = replace(TASK, queries=[each for each in TASK.queries if each["certificates"]])

    lacking = Region.of(demanding).without_certificate(ours.with_facts(demanding))

    assert (lacking, len(demanding.queries)) == (0.0, DEMANDING)


def test_by_words_alone_every_fifth_one_lacks_it():
    """Negative control."""
    assert REGION.without_certificate(ours.text_only(TASK)) > 0.2
