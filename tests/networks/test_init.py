"""`kurzweg init` leaves a running empty network."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.core.viewer import Role
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

pytestmark = pytest.mark.django_db


def init(**answers: str) -> str:
    said = StringIO()
    given = {"name": "Netz Münster", "region": "Münsterland", "office": "buero@netz.example"}
    call_command("init", stdout=said, **{**given, **answers})
    return said.getvalue()


def test_a_network_stands_and_its_office_can_act(client):
    said = init()

    network = Network.objects.get()
    person = Person.objects.get()
    viewer = viewer_for(person.account, person=person, network=network)
    assert (network.slug, network.is_trial) == ("netz-muenster", True)
    assert viewer.roles == {Role.PUBLIC, Role.OFFICE}
    assert "/n/netz-muenster/" in said
    client.force_login(person.account)
    assert client.get("/n/netz-muenster/due/").status_code == 200


def test_without_a_mail_server_it_says_where_the_code_is_printed(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert init().endswith("printed in the terminal in which `kurzweg serve` runs.\n")

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "terminal" not in init(slug="zweites")


def test_two_networks_may_have_the_same_name_but_not_the_same_address():
    init()

    with pytest.raises(CommandError, match="choose another --slug"):
        init()
    init(slug="muenster-zwei")
    assert Network.objects.count() == 2


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": "\u200b\u3164"}, "name: missing"),
        ({"region": "\x01 \u2060"}, "region: missing"),
        ({"office": "kein-at-zeichen"}, "office: 'kein-at-zeichen' is not a mail address"),
        ({"office": "büro@netz.example"}, "office: 'büro@netz.example' is not a mail address"),
        ({"name": "…"}, "name: it needs at least one letter"),
        ({"region": ""}, "region: missing, give --region"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_made(answers, sentence):
    with pytest.raises(CommandError, match=sentence):
        init(**answers)

    assert not Network.objects.exists()
