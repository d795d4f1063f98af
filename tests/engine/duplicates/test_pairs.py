"""Among many entries those are found that are one organisation, and none that is another."""

from __future__ import annotations

import pytest

from kurzweg.engine.duplicates import Known, Pair, Party, likely, pairs
from kurzweg.engine.duplicates.candidates import MOST_SHARING

FIRM = {"street": "Hafenstraße 12", "postal_code": "44147", "town": "Dortmund"}


def party(number: int, name: str, **held: str) -> Party:
    return Party(number, name, **{"town": "Dortmund", **held})


def found(*parties: Party) -> list[tuple[int, int, bool]]:
    return [(pair.a, pair.b, pair.is_sure) for pair in pairs(parties)]


def codes(pair: Pair) -> list[str]:
    return [reason.code for reason in pair.reasons]


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Stuewe und Soehne Metallbau"},
        {"name": "STÜWE & SÖHNE METALLBAU GESELLSCHAFT MIT BESCHRÄNKTER HAFTUNG"},
        {"name": "Stüwe+Söhne Metall-Bau GmbH", "town": "Dortmund-Hörde"},
        {"name": "Stüwe & Söhne Metallbau Gmbh", "street": "Hafenstr. 12"},
    ],
)
def test_one_firm_written_in_two_ways_is_said_to_be_the_same(other):
    assert found(
        party(1, "Stüwe & Söhne Metallbau GmbH", **FIRM),
        party(2, **other),
        party(3, "Klees Optik GmbH", **FIRM),
    ) == [(1, 2, True)]


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Stüwe & Söhne Metalbau GmbH"},
        {"name": "Metallbau Stüwe & Söhne"},
        {"name": "Stüwe & Söhne Metallbau GmbH", "street": "Am Ring 4", "postal_code": "44135"},
        {"name": "Anton Stüwe & Söhne Metallbau GmbH", "street": "Hafenstr. 12"},
    ],
)
def test_what_may_be_a_slip_is_listed_and_left_open(other):
    assert found(party(1, "Stüwe & Söhne Metallbau GmbH", **FIRM), party(2, **other)) == [
        (1, 2, False)
    ]


SHARED = {**FIRM, "website": "https://stuewe.example", "phone": "0231 123456"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stüwe GmbH & Co. KG", "Stüwe Verwaltungs-GmbH"),
        ("Stüwe GmbH & Co. KG", "Stüwe Beteiligungsgesellschaft mbH"),
        ("Stüwe GmbH & Co. KG", "Stüwe GmbH"),
        ("Stüwe Holding GmbH", "Stüwe GmbH"),
        ("Windpark Lohne 3 GmbH", "Windpark Lohne 4 GmbH"),
        ("Windpark Lohne II GmbH", "Windpark Lohne III GmbH"),
        ("Projekt 12 Bau GmbH", "Projekt Bau GmbH"),
        ("Härterei Nord GmbH", "Härterei Süd GmbH"),
        ("Stüwe Metallbau", "Stüwe Gartenbau"),
        ("Bäckerei Stüwe", "Fleischerei Stüwe"),
        ("Grundschule am Ring", "Förderverein Grundschule am Ring e. V."),
    ],
)
def test_neighbours_are_two_also_in_one_house_with_one_telephone(one, other):
    assert found(party(1, one, **SHARED), party(2, other, **SHARED)) == []
    assert found(party(1, one, **SHARED), party(2, one, **SHARED)) == [(1, 2, True)]


THERE = {"street": "Markt 1", "postal_code": "59423", "town": "Unna"}


def test_branches_are_two_although_they_share_name_and_website():
    one = party(1, "Optik Lux GmbH", **SHARED)
    branch = {**SHARED, **THERE, "phone": "02303 98765"}

    assert found(one, party(2, "Optik Lux GmbH", **branch)) == []
    assert found(one, party(2, "Optik Lux GmbH Filiale Unna", **branch)) == []
    assert found(one, party(2, "Optik Lux GmbH", **SHARED)) == [(1, 2, True)]


def test_who_is_reached_as_before_may_have_moved():
    one, moved = (party(1, "Optik Lux GmbH", **SHARED), {**SHARED, **THERE})

    assert found(one, party(2, "Optik Lux GmbH", **moved)) == [(1, 2, False)]
    assert found(one, party(2, "Optik Lux Verwaltungs-GmbH", **moved)) == []


def test_a_former_name_is_listed_and_left_open():
    one = party(1, "Optik Lux GmbH", **FIRM)

    assert found(one, party(2, "Klarblick GmbH (vormals Optik Lux GmbH)", **FIRM)) == [
        (1, 2, False)
    ]
    assert found(one, party(2, "Klarblick GmbH", **FIRM)) == []


def test_one_number_in_one_register_is_one_legal_person():
    said = {"register_number": "HRB 12345", "register_court": "Dortmund"}
    again = {"register_number": "Amtsgericht Dortmund HRB 12345", "town": "Unna"}

    (pair,) = pairs([party(1, "Optik Lux GmbH", **said), party(2, "Optik Lux GmbH", **again)])

    assert (pair.is_sure, codes(pair)) == (False, ["same_register", "same_name", "other_town"])


@pytest.mark.parametrize("number", ["HRB 54321", "HRA 12345"])
def test_two_numbers_in_the_register_are_two_firms(number):
    one, other = (
        party(each, "Optik Lux GmbH", **SHARED, register_number=told)
        for each, told in enumerate(("HRB 12345", number))
    )

    assert found(one, other) == []


def test_the_same_number_at_another_court_says_nothing():
    one, other = (
        party(each, "Optik Lux", town="", register_number="VR 2043", register_court=court)
        for each, court in enumerate(("Dortmund", "Krefeld"))
    )

    assert found(one, other) == []


def test_two_vat_ids_are_two_firms_but_for_a_misprint():
    one = party(1, "Optik Lux GmbH", **SHARED, vat_id="DE 123456789")
    other, misprint = (
        party(2, "Optik Lux GmbH", **SHARED, vat_id=told) for told in ("DE987654321", "DE123456798")
    )

    assert found(one, other) == []
    assert found(one, misprint) == [(1, 2, False)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": "lux@gmx.de"}, {"email": "luks@gmx.de"}),
        ({"website": "www.facebook.com/lux"}, {"website": "https://facebook.com/luks"}),
        ({"email": "lux@t-online.de"}, {"website": "t-online.de"}),
    ],
)
def test_what_anybody_can_have_proves_nothing(one, other):
    own = {"email": "info@optiklux.example"}, {"website": "https://www.optiklux.example/wir"}

    # "Brand" and "Brant" are two families unless something else says that it is a slip.
    assert found(party(1, "Brand GmbH", **one), party(2, "Brant GmbH", **other)) == []
    assert found(party(1, "Brank GmbH", **own[0]), party(2, "Brant GmbH", **own[1])) == [
        (1, 2, False)
    ]


def test_what_a_whole_house_shares_brings_nobody_together():
    house = [party(n, name, **SHARED) for n, name in enumerate(strangers(MOST_SHARING + 1))]

    assert found(*house) == []
    assert Known(house).facts.pairs() == set()


def strangers(many: int) -> list[str]:
    return [f"{chr(97 + n) * 3}{chr(98 + n) * 4}{chr(99 + n) * 3} GmbH" for n in range(many)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+49 (0)231 / 12 34-56", "0231 123456"),
        ("0049 231 123456", "0231-123456"),
        ("+43 1 23456789", "0043 1 23456789"),
    ],
)
def test_a_telephone_number_is_one_in_all_spellings(one, other):
    (pair,) = pairs([party(1, "Brandt GmbH", phone=one), party(2, "Brant GmbH", phone=other)])

    assert codes(pair) == ["similar_name", "same_phone", "same_town"]


def test_a_person_at_two_firms_makes_none_of_them_the_other():
    reached = {"email": "korn@mail.example", "phone": "0171 1234567"}

    assert found(party(1, "Bäckerei Korn", **reached), party(2, "Korn Immobilien", **reached)) == []


def test_one_is_compared_with_those_that_were_indexed_once():
    known = Known(
        [party(7, "Klees Optik GmbH"), party(8, "Brandt Werkzeugbau GmbH"), party(9, "Klees")]
    )

    told = likely(party(1, "BRANDT Werkzeug-Bau"), known)

    assert [(pair.a, pair.b, pair.is_sure) for pair in told] == [(1, 8, True)]
    assert likely(party(1, "Alte Mühle"), known) == []


def test_nothing_among_nothing():
    assert pairs([]) == []
    assert likely(party(1, "Klees"), Known([])) == []


@pytest.mark.parametrize("name", ["", "   ", "GmbH", "&", "1", "\x00", "ß" * 5000, "株式会社"])
def test_any_text_is_a_name(name):
    odd = dict.fromkeys(("street", "postal_code", "town", "vat_id", "website", "phone"), name)

    every = [Party(1, name, **odd, email=name, register_number=name, register_court=name)] * 2

    assert len(pairs(every)) <= 1


def test_the_order_of_the_entries_does_not_matter():
    parties = [
        party(1, "Stüwe & Söhne Metallbau GmbH", **FIRM),
        party(2, "Stüwe & Söhne Metalbau"),
        party(3, "Metallbau Stüwe & Söhne KG", website="stuewe.example"),
        party(4, "Stüwe Metallbau GmbH", email="info@stuewe.example"),
    ]

    there = {frozenset((pair.a, pair.b)): pair.is_sure for pair in pairs(parties)}
    back = {frozenset((pair.a, pair.b)): pair.is_sure for pair in pairs(parties[::-1])}

    assert there == back
    assert there


def test_a_longer_number_of_one_house_is_its_extension():
    one, other = "Brank GmbH", "Brant GmbH"  # asked about only where something else says so

    for number, extension in (("0231 123456", "+49 231 12345678"), ("0231 1234", "0231 1234-56")):
        assert found(party(1, one, phone=number), party(2, other, phone=extension)) == [
            (1, 2, False)
        ]
    for number in ("0231 1234567890", "0231 123457"):
        assert found(party(1, one, phone="0231 123456"), party(2, other, phone=number)) == []


def test_a_slip_is_sure_where_two_things_say_so():
    one = party(1, "Vogt Guss GmbH", **SHARED)

    assert found(one, party(2, "Voigt Guss GmbH", **SHARED)) == [(1, 2, True)]
    assert found(one, party(2, "Voigt Guss GmbH", **FIRM)) == [(1, 2, False)]


def test_two_families_of_one_trade_and_town_stay_a_question():
    told = found(party(1, "Schumacher Bedachungen"), party(2, "Schuhmacher Bedachungen"))

    assert told == [(1, 2, False)]


def test_a_former_name_is_looked_up_however_long_the_new_one_is():
    one = party(1, "Lux GmbH")
    renamed = party(2, "Klarblick Augenoptik und Hörakustik Zentrum (vormals Lux GmbH)")

    assert found(one, renamed) == [(1, 2, False)]
    assert found(one, party(3, "Klarblick Augenoptik und Hörakustik Zentrum")) == []
