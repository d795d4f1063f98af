"""A sign-in that was blocked stays so, and is told to nobody who does not know whose it is."""

import pytest

from kurzweg.people.models import Account, Person
from tests.factories import AccountFactory, PersonFactory
from tests.networks.test_acting import NEW, baker, edited, page

__all__ = ["baker", "page"]
pytestmark = pytest.mark.django_db


def test_a_blocked_sign_in_is_not_opened_by_another_address(office, baker, page, as_person):
    Account.objects.filter(pk=baker.account_id).update(is_active=False)
    client = as_person(office)

    answer = edited(client, f"{page}{baker.public_id}/", email="neu@korn.example")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert "Anmeldung gesperrt" in client.get(page).content.decode()
    assert edited(client, f"{page}{baker.public_id}/", phone="0201").status_code == 302


@pytest.mark.parametrize("who", ["office", "owner"])
def test_of_a_sign_in_that_only_others_know_nothing_is_told(
    who, request, other_network, page, as_person
):
    """Anybody can enter an address, also to learn whether its sign-in is blocked."""
    account = AccountFactory(email="fremd@dreistrom.example", is_active=False)
    PersonFactory(account=account, email=account.email, entered_by_network=other_network)
    client = as_person(request.getfixturevalue(who))

    client.post(f"{page}new/", {**NEW, "email": account.email})
    planted = Person.objects.get(family_name="Laib")
    changed = edited(client, f"{page}{planted.public_id}/", email="neu@korn.example")

    assert planted.account == account
    assert "Anmeldung gesperrt" not in client.get(page).content.decode()
    assert changed.status_code == 302
