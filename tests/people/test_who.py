"""Several persons behind one address: one says who acts, and comes back to where she was."""

from urllib.parse import quote

import pytest

from tests.factories import PersonFactory

HERE = "/n/riegelstein/due/?page=2"


@pytest.fixture
def shared(owner):
    """Two persons who share an address."""
    return owner, PersonFactory(account=owner.account, family_name="Laib")


def choose(client, person, **form):
    return client.post("/who/", {"person": person.public_id, **form})


def test_whoever_is_chosen_acts_and_is_where_she_was(as_person, shared):
    answer = choose(as_person(shared[0]), shared[1], next=HERE)

    assert (answer.status_code, answer.headers["Location"]) == (302, HERE)
    assert answer.wsgi_request.session["person"] == shared[1].pk


@pytest.mark.parametrize(
    "back",
    [
        "",
        "due",  # a word that is the name of no view
        "insight:home",
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/n/",
        "http://[",
        "/a\r\nSet-Cookie: a=b",
        "/\tevil.example",
        "\x1b[2J/",
        "/\u202e/",
        "/" + "ä" * 2040,
        "/" + "a" * 20_000,
    ],
)
@pytest.mark.parametrize("where", ["form", "address"])
def test_nobody_is_led_elsewhere_and_nothing_breaks(as_person, shared, back, where):
    client = as_person(shared[0])
    address = "/who/" if where == "form" else f"/who/?next={quote(back)}"
    sent = {"person": shared[1].public_id} | ({"next": back} if where == "form" else {})

    answer = client.post(address, sent)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("person", ["", "x" * 5_000, "\u202e", "-1", "' OR 1=1 --", "None"])
def test_somebody_who_is_not_behind_the_address_is_not_found(as_person, shared, person):
    client = as_person(shared[0])

    answer = client.post("/who/", {"person": person})

    assert answer.status_code == 404
    assert "person" not in client.session


def test_a_person_behind_another_address_cannot_be_chosen(as_person, shared, sawyer):
    client = as_person(shared[0])

    assert choose(client, sawyer).status_code == 404
    assert choose(client, shared[1]).status_code == 302


@pytest.mark.parametrize("is_of_this_network", [True, False])
def test_whom_others_enter_with_her_address_does_not_interrupt_her(
    office, network, as_person, is_of_this_network
):
    client, page = as_person(office), "/n/riegelstein/persons/"
    assert client.get(page).status_code == 200

    PersonFactory(
        account=office.account,
        family_name="Laib",
        entered_by_network=network if is_of_this_network else None,
    )

    assert client.get(page).status_code == 200


def test_at_the_next_sign_in_she_says_who_she_is(office, as_person):
    """Negative control: it is what was there at the sign-in that counts."""
    PersonFactory(account=office.account, family_name="Laib")

    answer = as_person(office).get("/n/riegelstein/persons/")

    assert (answer.status_code, answer.headers["Location"][:5]) == (302, "/who/")
