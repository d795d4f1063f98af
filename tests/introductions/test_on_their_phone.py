"""The demo shows what a firm sees on its phone; a real installation never does."""

import pytest

from tests.introductions.conftest import introduce, mails, match, need, offer, token_in

__all__ = ["introduce", "match", "need", "offer"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(introduce):
    return f"/demo/phone/{introduce().public_id}/"


def test_in_the_demo_the_firm_s_mail_opens_with_one_click(client, phone, settings):
    settings.DEMO = True

    assert client.get(phone).headers["Location"] == f"/l/{token_in(mails()[0])}/"


def test_outside_the_demo_nobody_gets_there(client, phone, settings):
    settings.DEMO = False

    assert client.get(phone).status_code == 404


def test_without_a_mail_there_is_nothing_to_open(client, phone, settings):
    settings.DEMO = True
    mails()[0].delete()

    assert client.get(phone).status_code == 404
