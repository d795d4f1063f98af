"""Two who answer or decide about one application at once: one after the other, and once each."""

from __future__ import annotations

import pytest

from kurzweg.networks import applications, applying, approving
from kurzweg.networks.applications import Decision
from kurzweg.networks.errors import AlreadyDecided
from kurzweg.networks.models import Application, DecidedBy, Membership
from tests.factories import MandateFactory, NetworkFactory, PersonFactory
from tests.own_database import at_once

SAID = {"name": "Gießerei Funk GmbH", "kind": "company", "town": "Ort", "email": "ute@funk.example"}


def with_task(network, kind, number):
    person = PersonFactory(email=f"{kind}{number}@netz.example", entered_by_network=network)
    MandateFactory(network=network, person=person, kind=kind)
    return person


@pytest.fixture
def application(own_database) -> Application:
    """An application, which the office decides alone; threads see it, too."""
    network = NetworkFactory(is_trial=False)
    return applying.apply(network, SAID)[0]


@pytest.fixture
def offices(application):
    return [with_task(application.network, "office", number) for number in range(2)]


@pytest.fixture
def asked(application, offices):
    """What three of the board are asked; two of them have to agree."""
    application.network.decided_rules.create(name="board_decides", value=1)
    for number in range(3):
        with_task(application.network, "board", number)
    return approving.ask(application, by=offices[0])


def accepting(application, office, decided_by=DecidedBy.OFFICE):
    today = application.network.today()
    decision = Decision(is_accepted=True, decided_by=decided_by, on=today)
    return lambda: applications.accept(application, decision, by=office, since=today)


def answering(row, *, is_yes):
    return lambda: approving.answer(row, is_yes=is_yes, comment="", by=row.person)


def heard(*actions) -> list[str]:
    return sorted(type(each).__name__ for each in at_once(*actions))


def members(application) -> int:
    return Membership.objects.in_network(application.network).count()


def test_two_of_the_board_who_agree_at_once_are_two_voices(application, asked):
    told = heard(*(answering(row, is_yes=True) for row in asked[:2]))

    assert told == ["Approval", "Approval"]
    assert applications.count(application, is_yes=True) == 2
    assert applications.outcome_of_board(application) is True


def test_one_of_the_board_who_says_yes_and_no_at_once_has_one_voice(application, asked):
    told = heard(answering(asked[0], is_yes=True), answering(asked[0], is_yes=False))

    assert told == ["Approval", "HasAnswered"]
    voices = applications.voices(application.network, [application])[application.pk]
    assert (voices.yes + voices.no, voices.open) == (1, 2)


def test_two_offices_who_accept_at_once_make_one_member(application, offices):
    told = heard(*(accepting(application, office) for office in offices))

    assert told == ["AlreadyDecided", "Application"]
    assert members(application) == 1


def test_who_withdraws_while_the_office_accepts_is_in_or_out(application, offices):
    told = heard(accepting(application, offices[0]), lambda: applying.withdraw(application))

    assert told == ["AlreadyDecided", "Application"]
    application.refresh_from_db()
    assert members(application) == (application.withdrawn_on is None)


def test_the_last_answer_and_the_decision_at_once_leave_nothing_half(application, asked, offices):
    answering(asked[0], is_yes=True)()
    decide = accepting(application, offices[0], DecidedBy.APPROVALS)

    first, second = at_once(answering(asked[1], is_yes=True), decide)

    # The decision came too early, and is repeated, or found both voices.
    assert type(first).__name__ == "Approval"
    assert type(second).__name__ in ("Application", "BoardDecides")
    if type(second).__name__ == "BoardDecides":
        decide()
    assert members(application) == 1


# The same race, written down: both saw the page before the first of them pressed the button ------


def test_the_second_office_holds_what_it_saw_and_hears_that_it_is_done(application, offices):
    as_the_second_saw_it = Application.objects.in_network(application.network).get()
    accepting(application, offices[0])()
    assert as_the_second_saw_it.is_undecided

    with pytest.raises(AlreadyDecided):
        accepting(as_the_second_saw_it, offices[1])()

    assert members(application) == 1


def test_who_does_not_look_again_under_the_lock_is_found_out(application, offices, monkeypatch):
    """Negative control."""
    as_the_second_saw_it = Application.objects.in_network(application.network).get()
    accepting(application, offices[0])()
    monkeypatch.setattr(applications, "locked", lambda application: application)

    accepting(as_the_second_saw_it, offices[1])()

    assert members(application) == 2
