"""First steps: what an empty network begins with, in order, each gone once its rows are there."""

import pytest

from kurzweg.core import first_steps, ledger
from kurzweg.core.checks import every_first_step_leads_somewhere
from kurzweg.core.first_steps import FirstStep
from kurzweg.networks.models import Network
from tests.factories import MembershipFactory, set_rule
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

DUE = "/n/riegelstein/due/"


def steps(client) -> list[str]:
    return [step.name for step, _url in client.get(DUE).context["steps"]]


@pytest.fixture
def begun(network):
    """A network in which nothing has been entered, as `kurzweg init` leaves it."""
    network.is_trial = True
    network.save()
    network.memberships.all().delete()
    return network


def test_an_empty_network_is_told_what_to_do_first_and_in_which_order(begun, as_person, office):
    asked = steps(as_person(office))

    order = ["list of members", "members", "offer", "need", "mail"]
    assert [each for each in asked if each in order] == order


def test_a_step_is_gone_once_what_it_asks_for_is_there(begun, as_person, office):
    """The list that is read and the firms entered by hand are two ways: one of both is enough."""
    client = as_person(office)
    together = {"members": {"list of members", "members"}}
    done = {
        "members": lambda: MembershipFactory(network=begun),
        "offer": lambda: OfferFactory(network=begun),
        "need": lambda: NeedFactory(network=begun),
        "mail": lambda: Network.objects.filter(pk=begun.pk).update(is_trial=False),
    }
    for name, do in done.items():
        before = steps(client)

        do()

        assert set(before) - set(steps(client)) == together.get(name, {name})


def test_what_another_network_did_is_not_done_here(begun, other_network, as_person, office):
    """The negative control: rows of somebody else prove nothing."""
    before = steps(as_person(office))

    MembershipFactory(network=other_network)
    NeedFactory(network=other_network)

    assert steps(as_person(office)) == before


def test_whoever_is_not_the_office_is_asked_nothing(begun, as_person, adviser):
    assert steps(as_person(adviser)) == []


def test_an_office_that_needs_no_help_switches_it_off(begun, as_person, office):
    set_rule(begun, first_steps_shown=False)

    assert steps(as_person(office)) == []


def test_with_steps_to_take_the_page_does_not_say_that_nothing_waits(begun, as_person, office):
    page = as_person(office).get(DUE).content.decode()

    assert "Erste Schritte" in page
    assert "Es wartet nichts auf Sie" not in page


def test_a_step_that_leads_nowhere_stops_the_start(monkeypatch):
    assert every_first_step_leads_somewhere(None) == []
    lost = FirstStep(
        "lost", 1, "Lost", "", done=lambda network: Network.objects.none(), route="no:where"
    )
    monkeypatch.setitem(first_steps._steps, "lost", lost)

    assert [each.id for each in every_first_step_leads_somewhere(None)] == ["kurzweg.E006"]


def test_two_steps_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="members"):
        first_steps.register(
            FirstStep("members", 1, "", "", done=lambda network: Network.objects.none())
        )


def test_what_a_network_has_none_of_is_no_number_about_it(begun, client):
    assert client.get("/n/riegelstein/").context["values"] == []

    ledger.changed(MembershipFactory(network=begun))

    told = client.get("/n/riegelstein/").context["values"]
    assert [(value.indicator.name, value.number) for value in told] == [("members", 1)]
