"""A form that arrives twice acts once, and the second press hears the first one's answer."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test import Client
from django.urls import include, path

from kurzweg.core.idempotency import once
from kurzweg.core.models import UsedKey
from kurzweg.core.policy import PUBLIC, policy
from kurzweg.people.models import Organisation
from tests.factories import OrganisationFactory, PersonFactory
from tests.own_database import at_once

pytestmark = pytest.mark.urls(__name__)


@policy(read=PUBLIC, write=PUBLIC, scope="installation")
@once
def found(request: HttpRequest) -> HttpResponse:
    """Founds an organisation: to a page, to a redirect, or not at all."""
    if request.method == "GET":
        return HttpResponse("the form")
    name = request.POST.get("name", "")
    if not name:
        return HttpResponse("name it", status=422)
    organisation = OrganisationFactory(name=name)
    if request.POST.get("then") == "page":
        return HttpResponse(f"Gegründet: {organisation.pk} – ÄÖÜ")
    return redirect(f"/organisations/{organisation.pk}/")


@policy(read=PUBLIC, write=PUBLIC, scope="installation")
@once
def broken(request: HttpRequest) -> HttpResponse:
    OrganisationFactory()
    raise RuntimeError


urlpatterns = [
    path("found/", found),
    path("broken/", broken),
    path("", include("kurzweg.urls")),
]


def press(client: Client, key: str = "k1", *, path: str = "/found/", **form: str):
    return client.post(path, {"once": key, "name": "Brot & Söhne", **form})


@pytest.mark.django_db
@pytest.mark.parametrize("then", ["redirect", "page"])
def test_the_second_press_has_no_effect_and_the_same_answer(client, then):
    first, second = press(client, then=then), press(client, then=then)

    assert Organisation.objects.count() == 1
    assert (first.status_code, first.get("Location"), first.content) == (
        second.status_code,
        second.get("Location"),
        second.content,
    )


@pytest.mark.django_db
def test_without_a_key_every_press_counts(client):
    """Negative control: it is the key that makes the second press harmless."""
    client.post("/found/", {"name": "a"})
    client.post("/found/", {"name": "a"})

    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_reading_needs_no_key(client):
    assert client.get("/found/", {"once": "k1"}).content == b"the form"
    assert UsedKey.objects.count() == 0


@pytest.mark.django_db
def test_the_same_key_with_other_content_is_answered_with_a_sentence(client):
    press(client)

    answer = client.post("/found/", {"once": "k1", "name": "Anderes"}, follow=True)

    assert Organisation.objects.count() == 1
    assert "schon mit anderem Inhalt abgeschickt" in answer.content.decode()


@pytest.mark.django_db
def test_a_fresh_csrf_token_is_no_other_content(client):
    press(client, csrfmiddlewaretoken="a")
    press(client, csrfmiddlewaretoken="b")

    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_at_another_address_is_other_content(client):
    press(client)
    press(client, path="/found/?x=1")
    answer = press(client, path="/broken/")

    assert (Organisation.objects.count(), answer.status_code) == (1, 302)


@pytest.mark.django_db
def test_what_was_refused_keeps_nothing_and_may_be_sent_again(client):
    assert press(client, name="").status_code == 422
    assert UsedKey.objects.count() == 0
    assert press(client).status_code == 302


@pytest.mark.django_db
def test_what_broke_leaves_neither_effect_nor_key(client):
    with pytest.raises(RuntimeError):
        press(client, path="/broken/")

    assert (Organisation.objects.count(), UsedKey.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_key_of_another_person_is_another_key():
    clients = [Client(), Client(), Client()]
    for client, person in zip(clients[1:], [PersonFactory(), PersonFactory()], strict=True):
        client.force_login(person.account)

    for client in clients:
        press(client)

    assert Organisation.objects.count() == 3


@pytest.mark.django_db
def test_the_template_tag_draws_a_new_key_for_each_form():
    template = engines["django"].from_string("{% load once %}{% once %}")

    first, second = template.render(), template.render()

    assert first != second
    assert first.startswith('<input type="hidden" name="once" value="')


def test_ten_presses_at_once_have_one_effect_and_one_answer(own_database):
    answers = at_once(*[lambda: press(Client(), then="page").content] * 10)

    assert Organisation.objects.count() == 1
    assert len(set(answers)) == 1
