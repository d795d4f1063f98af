"""What every kind of mail declares, and what its sample proves of it."""

import re
from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import translation

from kurzweg.core import links, mails, outbox
from kurzweg.core.mails import Answer, Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail

pytestmark = pytest.mark.django_db
UNRESOLVED = re.compile(r"%\(|%s|\{\w*\}|\{\{|\bNone\b")
NEWS = Kind(
    "news",
    "news",
    Basis.CONSENT,
    Budget.COUNTED,
    sample=lambda: Mail("news", "Kim", "kim@muster.example", "Neues", "Kommen Sie? Ja: /l/yes/"),
    answers=(Answer("yes", "Ja", "yes"),),
)


def faults(kind: Kind) -> list[str]:
    """What is wrong with the sample of a kind, in the language that is active."""
    mail = kind.sample()
    found = []
    if mail.kind != kind.name:
        found.append(f"is of the kind {mail.kind}")
    if not 0 < len(mail.subject) <= 200 or "\n" in mail.subject:
        found.append("subject")
    if UNRESOLVED.search(mail.subject + mail.text):
        found.append("unresolved")
    for answer in kind.answers:
        if str(answer.label).casefold() not in mail.text.casefold():
            found.append(f"does not name {answer.name}")
        if links.PREFIX + mails.sample_token(answer.purpose) not in mail.text:
            found.append(f"no link for {answer.name}")
    return found


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", mails.kinds(), ids=lambda kind: kind.name)
def test_the_sample_of_a_kind_is_a_whole_mail_that_says_what_can_be_answered(kind, language):
    with translation.override(language):
        assert faults(kind) == []


@pytest.mark.parametrize("kind", mails.kinds(), ids=lambda kind: kind.name)
def test_what_is_ours_in_a_sample_is_said_in_the_language_that_is_active(kind):
    with translation.override("de"):
        german = kind.sample()
    with translation.override("en"):
        english = kind.sample()

    assert (german.text != english.text) == (kind.name != "letter")


@pytest.mark.parametrize(
    ("mail", "fault"),
    [
        ({"subject": "x" * 201}, "subject"),
        ({"text": "Kommen Sie, %(name)s? Ja: /l/yes/"}, "unresolved"),
        ({"text": "Kommen Sie? /l/yes/"}, "does not name yes"),
        ({"text": "Kommen Sie? Ja"}, "no link for yes"),
        ({"kind": "letter"}, "is of the kind letter"),
    ],
)
def test_a_sample_that_is_not_whole_is_found(mail, fault):
    """Negative control."""
    assert faults(NEWS) == []

    assert faults(replace(NEWS, sample=lambda: replace(NEWS.sample(), **mail))) == [fault]


def test_a_mail_of_a_kind_that_nobody_declared_is_refused():
    refused = pytest.raises(LookupError, match="no app declares the kind of mail 'rumour'")

    with refused, transaction.atomic():
        outbox.add(Mail("rumour", "", "a@firma.example", "Hallo", "…"))

    assert not OutboxMail.objects.exists()


def test_a_name_is_given_once_and_no_secret_waits_for_a_bundle(monkeypatch):
    monkeypatch.setattr(mails, "_kinds", {})
    mails.register(NEWS)

    with pytest.raises(ValueError, match="two kinds of mail are called 'news'"):
        mails.register(NEWS)
    with pytest.raises(ValueError, match="secret"):
        mails.register(replace(NEWS, name="secret news", is_secret=True))


def test_what_an_app_left_behind_that_is_gone_is_sent_as_it_was_promised():
    left = OutboxMail(kind="of an app that is gone")

    assert (mails.is_still_due(left), mails.is_secret(left.kind)) == (True, False)
