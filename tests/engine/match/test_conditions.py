"""Who may find a document, and what keeps it from fitting."""

from datetime import date, timedelta

import pytest

from kurzweg.engine.documents import Certificate, Document, Place, Reason

TODAY = date(2026, 11, 20)
HERE, NEAR, FAR = Place(51.0, 8.0), Place(51.0, 8.2), Place(48.1, 11.6)


def offer(key="1", **facts):
    return Document(key, **{"title": "Eloxieren", "text": "Aluminium", **facts})


@pytest.mark.parametrize(
    ("facts", "request_facts", "is_found"),
    [
        ({}, {}, True),
        ({"kind": "need"}, {}, False),
        ({"kind": "need"}, {"kinds": frozenset({"need", "organisation"})}, True),
        ({}, {"audiences": frozenset({"public"})}, False),
        ({"audiences": frozenset({"n1", "public"})}, {"audiences": frozenset({"public"})}, True),
        ({"audiences": frozenset({"n1"})}, {"audiences": frozenset({"public", "n2"})}, False),
        ({"audiences": frozenset({"n1"})}, {"audiences": frozenset()}, False),
        ({"audiences": frozenset({"n1"})}, {}, True),
        ({"valid_from": TODAY}, {}, True),
        ({"valid_from": TODAY + timedelta(1)}, {}, False),
        ({"valid_until": TODAY}, {}, True),
        ({"valid_until": TODAY - timedelta(1)}, {}, False),
        ({"owner": "A"}, {"excluded_owners": frozenset({"A", "Z"})}, False),
        ({"owner": "B"}, {"excluded_owners": frozenset({"A"})}, True),
        ({"codes": ("wz2008:25.61",)}, {"excluded_codes": ("wz2008:25.6",)}, False),
        ({"codes": ("wz2008:25.61",)}, {"excluded_codes": ("wz2008:25.62",)}, True),
        ({}, {"excluded_codes": ("wz2008:25.62",)}, True),
    ],
)
def test_only_those_who_may_find_a_document_do(matcher_of, ask, facts, request_facts, is_found):
    other = offer("2", audiences=frozenset({"public", "n2"}), owner="C", codes=("wz2008:10.11",))
    matcher = matcher_of(offer(**facts), other)

    answer = ask(matcher, **request_facts)

    assert ("1" in [each.key for each in answer.ranked]) is is_found
    assert answer.excluded == ()


@pytest.mark.parametrize(
    ("facts", "request_facts", "why"),
    [
        ({"place": FAR}, {"place": HERE, "radius_km": 50}, ("too_far", {"km": 414, "radius": 50})),
        ({"place": FAR, "radius_km": 30}, {"place": HERE}, ("too_far", {"km": 414, "radius": 30})),
        (
            {"place": FAR, "radius_km": 30},
            {"place": HERE, "radius_km": 50},
            ("too_far", {"km": 414, "radius": 30}),
        ),
        ({"lot_min": 100}, {"quantity": 99}, ("lot_too_small", {"quantity": 99, "lot_min": 100})),
        ({"lot_max": 100}, {"quantity": 101}, ("lot_too_large", {"quantity": 101, "lot_max": 100})),
        (
            {"lead_days": 10},
            {"deadline": TODAY + timedelta(9)},
            ("deadline_too_short", {"days": 9, "lead_days": 10}),
        ),
        ({}, {"certificates": ("ISO 9001",)}, ("certificate_missing", {"scheme": "ISO 9001"})),
        (
            {"certificates": (Certificate("ISO 9001:2015", TODAY - timedelta(1)),)},
            {"certificates": ("ISO 9001",)},
            (
                "certificate_expired",
                {"scheme": "ISO 9001", "held": "ISO 9001:2015", "on": "2026-11-19"},
            ),
        ),
    ],
)
def test_a_hard_condition_excludes_and_says_so(matcher_of, ask, facts, request_facts, why):
    matcher = matcher_of(offer("1", **facts), offer("2", title="Steuerberatung", text=""))

    answer = ask(matcher, **request_facts)

    assert answer.ranked == ()
    assert [(each.key, each.reasons) for each in answer.excluded] == [
        ("1", (Reason(why[0], why[1], is_missing=True),))
    ]


@pytest.mark.parametrize(
    ("facts", "request_facts"),
    [
        ({"place": NEAR}, {"place": HERE, "radius_km": 15}),
        ({"place": NEAR, "radius_km": 15}, {"place": HERE}),
        ({"place": FAR, "radius_km": 30}, {}),
        ({}, {"place": HERE, "radius_km": 15}),
        ({"lot_min": 100, "lot_max": 100}, {"quantity": 100}),
        ({}, {"quantity": 100}),
        ({"lead_days": 10}, {"deadline": TODAY + timedelta(10)}),
        ({}, {"deadline": TODAY}),
        ({"certificates": (Certificate("ISO 9001", TODAY),)}, {"certificates": ("ISO 9001",)}),
        ({"certificates": (Certificate("IATF 16949"),)}, {"certificates": ("ISO 9001",)}),
        ({}, {"certificates": ("ISO 9001",), "certificates_required": False}),
    ],
)
def test_what_keeps_the_conditions_stays(matcher_of, ask, facts, request_facts):
    answer = ask(matcher_of(offer(**facts)), **request_facts)

    assert ([each.key for each in answer.ranked], answer.excluded) == (["1"], ())


def test_all_broken_conditions_are_named(matcher_of, ask):
    matcher = matcher_of(offer(lot_max=10, lead_days=30, certificates=(Certificate("ISO 14001"),)))

    answer = ask(
        matcher, quantity=50, deadline=TODAY, certificates=("ISO 9001", "ISO 14001", "TISAX")
    )

    assert [
        (reason.code, reason.params.get("scheme")) for reason in answer.excluded[0].reasons
    ] == [
        ("lot_too_large", None),
        ("deadline_too_short", None),
        ("certificate_missing", "ISO 9001"),
        ("certificate_missing", "TISAX"),
    ]


def test_of_several_certificates_the_one_that_lasts_counts(matcher_of, ask):
    old, new = Certificate("ISO 9001", date(2020, 1, 1)), Certificate("ISO 9001", date(2030, 1, 1))

    answer = ask(matcher_of(offer(certificates=(old, new))), certificates=("DIN EN ISO 9001",))

    assert [reason.params for reason in answer.ranked[0].reasons if "until" in reason.params] == [
        {"scheme": "DIN EN ISO 9001", "held": "ISO 9001", "until": "2030-01-01"}
    ]


def test_near_misses_are_few_and_worth_naming(matcher_of, ask):
    unfit = [offer(f"{number:02}", lot_max=1, owner=str(number % 7)) for number in range(20)]
    unlike = offer("x", title="Steuerberatung", text="", lot_max=1)

    answer = ask(matcher_of(*unfit, unlike), quantity=50)

    assert [each.key for each in answer.excluded] == ["00", "01", "02", "03", "04"]


def test_an_owner_with_a_fitting_offer_is_not_named_as_a_near_miss(matcher_of, ask):
    matcher = matcher_of(offer("1", owner="A", lot_max=1), offer("2", owner="A"))

    answer = ask(matcher, quantity=50)

    assert ([each.key for each in answer.ranked], answer.excluded) == (["2"], ())
