"""Small words with weight: who looks, which day it is, what is said of a broken rule."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from kurzweg.core import errors
from kurzweg.core.addresses import one_line, with_name
from kurzweg.core.dated import Dated
from kurzweg.core.days import today
from kurzweg.core.ids import ALPHABET, new_public_id
from kurzweg.core.models import AuditEntry, Link, OutboxMail, UsedKey
from kurzweg.core.viewer import Role, Viewer, audience
from kurzweg.people.models import Position

DAY = date(2026, 5, 4)


def viewer(*roles: Role, **facts) -> Viewer:
    return Viewer(today=DAY, roles=frozenset({Role.PUBLIC, *roles}), **facts)


def test_today_is_where_the_network_is_at_home():
    with time_machine.travel(datetime(2026, 5, 3, 23, 30, tzinfo=UTC)):
        assert today("Europe/Berlin") == date(2026, 5, 4)
        assert today("America/New_York") == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, False),
        (date(2026, 5, 5), None, False),
        (date(2026, 5, 3), date(2026, 5, 5), True),
        (DAY, DAY, False),
    ],
)
@pytest.mark.django_db
def test_a_dated_fact_holds_from_its_first_day_until_before_its_last(since, until, holds, owner):
    Position.objects.update(since=since, until=until)

    assert Position.objects.get().holds_on(DAY) is holds
    assert Position.objects.as_of(DAY).exists() is holds
    assert issubclass(Position, Dated)


def test_a_viewer_acts_for_its_organisations_and_the_office_for_all():
    assert viewer(organisation_ids=frozenset({3})).may_act_for(3)
    assert not viewer(organisation_ids=frozenset({3})).may_act_for(4)
    assert viewer(Role.OFFICE).may_act_for(4)


def test_a_viewer_belongs_by_a_role_and_not_by_operating_the_machine():
    assert [role for role in Role if viewer(role).is_inside] == [
        role for role in Role if role not in (Role.PUBLIC, Role.OPERATOR)
    ]
    assert (viewer().is_signed_in, viewer(account_id=1).is_signed_in) == (False, True)


def test_the_index_knows_a_viewer_by_audiences():
    assert viewer().audiences() == frozenset()
    assert viewer(network_id=7).audiences() == {audience(7, "public")}
    inside = {"n7:public", "n7:network"}
    assert viewer(Role.MEMBER, network_id=7).audiences() == inside | {"n7:members"}
    assert viewer(Role.PARTNER_STAFF, network_id=7).audiences() == inside | {"n7:partners"}
    assert viewer(Role.OFFICE, network_id=7).audiences() == inside | {"n7:office"}
    in_one = viewer(Role.MEMBER, network_id=7, sections=frozenset({3}))
    assert in_one.audiences() == inside | {"n7:members", "n7:section3"}
    assert viewer(Role.OPERATOR, network_id=7).audiences() == {"n7:public"}


def test_a_rule_says_its_sentence_and_its_code():
    told = errors.DomainError("Kein Platz mehr.")

    assert (str(told), told.code) == ("Kein Platz mehr.", "DomainError")
    assert errors.SameKeyOtherContent().code == "SameKeyOtherContent"
    assert not issubclass(errors.Unscoped, errors.DomainError), "a bug is never an answer"


def test_public_ids_are_random_short_and_can_be_read_aloud():
    drawn = {new_public_id() for _number in range(1000)}

    assert len(drawn) == 1000
    assert {len(each) for each in drawn} == {12}
    assert set("".join(drawn)) == set(ALPHABET)
    assert not set("01oil") & set(ALPHABET)


def test_names_stay_on_their_line():
    assert one_line(" Eve\r\nBcc: x\u2028y\tz ") == "Eve Bcc: x y z"
    assert with_name("Korn, Bäckerei", "a@b.example").endswith(" <a@b.example>")
    assert with_name("", "a@b.example") == "a@b.example"
    assert with_name("x" * 320, "a@b.example") == "a@b.example"


def test_rows_of_the_ground_floor_say_what_they_are_without_personal_values():
    assert str(OutboxMail(kind="letter", message_id="<1@x>", recipient="a@b")) == "letter <1@x>"
    assert str(Link(purpose="introduction", row_id=4, token_hash="secret")) == "introduction 4"
    assert str(UsedKey(key="k1", body="secret")) == "k1"
    assert (
        str(AuditEntry(actor_kind="system", action="x", kind="y", row_id=1)) == "system None x y 1"
    )
