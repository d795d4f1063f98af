"""A mail is signed once, whatever those are called who sign it."""

from __future__ import annotations

import pytest

from tests.introductions.conftest import mails, start

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("given", ["", "Ines"])
@pytest.mark.parametrize("family", ["Riegelstein", "Amt", "Gruß", "Netzwerk Riegelstein"])
@pytest.mark.parametrize("sender", ["Netzwerk Riegelstein", "Netzwerk  Riegelstein ", "Büro"])
def test_an_unchanged_letter_is_signed_once(
    as_person, office, network, need, offer, match, given, family, sender
):
    network.name, network.mail_name = "Netzwerk Riegelstein", sender
    network.save()
    office.given_name, office.family_name = given, family
    office.save()
    page = as_person(office).get(start(need, offer))

    form = page.context["form"]
    letter = {
        "subject": form.initial["subject"],
        "text": form.initial["text"].replace("\n", "\r\n"),
    }
    as_person(office).post(start(need, offer), letter)

    text = mails()[0].text
    assert text.count("Freundliche Grüße") == 1
