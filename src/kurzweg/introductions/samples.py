"""Samples of our mails: written about a need and two firms that exist nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from kurzweg.core.languages import reading_language
from kurzweg.core.mails import sample_token
from kurzweg.core.outbox import Mail
from kurzweg.introductions.models import ANSWER, OBJECTION, Introduction
from kurzweg.introductions.recipients import Contact, Recipient
from kurzweg.market.models import Need
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person

NOBODY = 0  # no row has this number: what is asked about these finds nothing


def write(mail: Callable[..., Mail], *, is_question: bool) -> Mail:
    """Write one of our mails to somebody without an account, in the language that is active."""
    introduction = _introduction()
    more: dict[str, Any] = {}
    if is_question:
        more = {"token": sample_token(ANSWER), "objection_token": sample_token(OBJECTION)}
    elif mail.__name__.startswith("contact_for"):
        contact = Contact("Kim Muster", "Muster GmbH", "00101 123", "kim@muster.example")
        more = {"contact": contact, "own": contact}
    return mail(introduction, to=_reader(introduction), **more)


def _introduction() -> Introduction:
    network = Network(
        pk=NOBODY,
        slug="muster",
        name=_("Sample network"),
        mail_from="buero@netz.example",
        mail_name=_("The office"),
    )
    today = network.today()
    need = Need(
        pk=NOBODY,
        network=network,
        owner=Organisation(pk=NOBODY, name="Beispiel KG", email="beispiel@firma.example"),
        title=_("Oak boards"),
        text=_("We are looking for forty oak boards, planed."),
        expires_on=today + timedelta(days=90),
        language=reading_language(),
    )
    return Introduction(
        pk=NOBODY,
        network=network,
        need=need,
        organisation=Organisation(pk=NOBODY, name="Muster GmbH", email="muster@firma.example"),
        subject=_("Does this fit you? %(title)s") % {"title": need.title},
        letter="\n\n".join([_("Hello,"), need.text, _("Would you like to talk to us?")]),
        rounds=1,
        remind_on=today + timedelta(days=4),
        expires_on=today + timedelta(days=10),
        agreed_lines=["phone", "email"],
    )


def _reader(introduction: Introduction) -> Recipient:
    reader = Person(pk=NOBODY, given_name="Kim", family_name="Muster", language=reading_language())
    return Recipient(introduction.organisation, reader, "kim@muster.example")
