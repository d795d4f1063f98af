"""The mails around an introduction: plain text, in the reader's language, from the network."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import day
from kurzweg.introductions.models import Introduction
from kurzweg.introductions.recipients import Contact, Recipient

RULE = "– – –"


def question(
    introduction: Introduction, *, to: Recipient, token: str, objection_token: str
) -> Mail:
    """Write the letter to the firm, with the link to the three answers."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="question",
            subject=introduction.subject,
            paragraphs=[
                introduction.letter,
                RULE,
                *_how_to_answer(introduction, to=to, token=token),
                *_source(introduction, to=to, token=objection_token),
            ],
        )


def reminder(
    introduction: Introduction, *, to: Recipient, token: str, objection_token: str
) -> Mail:
    """Write the one reminder, with the letter below it."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="reminder",
            subject=_("Still open: %(subject)s") % {"subject": introduction.subject},
            paragraphs=[
                _greeting(to),
                _(
                    "A few days ago we asked you whether you want to hear from %(firm)s. A short "
                    "yes or no helps us all; we will not remind you again."
                )
                % {"firm": introduction.need.owner.name},
                *_how_to_answer(introduction, to=to, token=token),
                RULE,
                introduction.letter,
                *_source(introduction, to=to, token=objection_token),
            ],
        )


def confirmation_of_call(
    introduction: Introduction, *, to: Recipient, token: str, objection_token: str
) -> Mail:
    """Ask the firm to confirm by link what it said on the phone."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="confirmation",
            subject=_("Please confirm: %(subject)s") % {"subject": introduction.subject},
            paragraphs=[
                _greeting(to),
                _(
                    "You told us on the phone that you want to hear from %(firm)s. Please confirm "
                    "it with one click: only then do both sides get each other's name, phone "
                    "number and mail address."
                )
                % {"firm": introduction.need.owner.name},
                *_how_to_answer(introduction, to=to, token=token),
                RULE,
                introduction.letter,
                *_source(introduction, to=to, token=objection_token),
            ],
        )


def contact_for_seeker(introduction: Introduction, *, to: Recipient, contact: Contact) -> Mail:
    """Tell whoever is looking that there is a contact, and give it."""
    with translation.override(to.language):
        paragraphs = [
            _greeting(to),
            _("%(firm)s wants to talk to you about your need “%(need)s”. This is your contact:")
            % {"firm": introduction.organisation.name, "need": introduction.need.title},
            _lines(contact),
            introduction.comment and _("They write: %(text)s") % {"text": introduction.comment},
            _("%(firm)s has received your name, phone number and mail address as well.")
            % {"firm": introduction.organisation.name},
            contact.phone and _("A call is the shortest way."),
            _where_from(introduction),
        ]
        return _mail(
            introduction,
            to=to,
            name="contact for seeker",
            subject=_("Your contact: %(firm)s") % {"firm": introduction.organisation.name},
            paragraphs=paragraphs,
        )


def contact_for_firm(introduction: Introduction, *, to: Recipient, contact: Contact) -> Mail:
    """Thank the firm for its yes, and give the contact."""
    with translation.override(to.language):
        paragraphs = [
            _greeting(to),
            _("Thank you for saying yes. This is your contact for “%(need)s”:")
            % {"need": introduction.need.title},
            _lines(contact),
            _(
                "%(firm)s has received your contact details as well and will get in touch. Of "
                "course you can also call first."
            )
            % {"firm": introduction.need.owner.name},
            _where_from(introduction),
        ]
        return _mail(
            introduction,
            to=to,
            name="contact for firm",
            subject=_("Your contact: %(firm)s") % {"firm": introduction.need.owner.name},
            paragraphs=paragraphs,
        )


def no_contact(introduction: Introduction, *, to: Recipient) -> Mail:
    """Tell whoever is looking that nothing came about: the same words for a no and for silence."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="no contact",
            subject=_("No contact came about: %(firm)s") % {"firm": introduction.organisation.name},
            paragraphs=[
                _greeting(to),
                _("No contact with %(firm)s came about for your need “%(need)s”.")
                % {"firm": introduction.organisation.name, "need": introduction.need.title},
                _("Other firms that fit are on the page of your need:"),
                settings.BASE_URL
                + reverse(
                    "market:need-detail",
                    args=[introduction.network.slug, introduction.need.public_id],
                ),
            ],
        )


def no_longer_needed(introduction: Introduction, *, to: Recipient) -> Mail:
    """Tell a firm that was asked that it need not answer any more."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="no longer needed",
            subject=_("No longer needed: %(subject)s") % {"subject": introduction.subject},
            paragraphs=[
                _greeting(to),
                _(
                    "The question whether you want to hear from %(firm)s is no longer open. You "
                    "need not do anything. Thank you all the same."
                )
                % {"firm": introduction.need.owner.name},
            ],
        )


def _mail(
    introduction: Introduction, *, to: Recipient, name: str, subject: str, paragraphs: list[str]
) -> Mail:
    network = introduction.network
    parts = [part for part in paragraphs if part]
    if name != "question":  # the letter of the question is already signed
        names = dict.fromkeys([network.mail_name, network.name])
        parts.append("\n".join([_("Kind regards"), *names]))
    return Mail(
        kind=f"introduction {name}",
        to_name=to.name,
        to_address=to.address,
        subject=subject,
        text="\n\n".join(parts) + "\n",
        sender=network.sender,
        reply_to=network.mail_from,
        network_id=network.pk,
        person_id=to.person.pk if to.person else None,
        dedup_key=f"introduction:{introduction.pk}:{introduction.rounds}:{name}",
    )


def _greeting(to: Recipient) -> str:
    if to.person is not None:
        return _("Hello %(name)s,") % {"name": to.person.name}
    return _("Hello,")


def _how_to_answer(introduction: Introduction, *, to: Recipient, token: str) -> list[str]:
    for_whom = (
        _("This question is for %(person)s (%(organisation)s).")
        % {"person": to.person.short_name, "organisation": to.organisation.name}
        if to.person
        else _("This question is for the firm %(organisation)s itself.")
        % {"organisation": to.organisation.name}
    )
    return [
        _("Your answer, with one click and without signing in:"),
        settings.BASE_URL + reverse("introductions:answer", args=[token]),
        for_whom + " " + _("You can answer until %(day)s.") % {"day": day(introduction.expires_on)},
        _(
            "Only after your yes do both sides get each other's name, phone number and mail "
            "address. If you say no, or do not answer, %(firm)s only learns that no contact came "
            "about."
        )
        % {"firm": introduction.need.owner.name},
    ]


def _source(introduction: Introduction, *, to: Recipient, token: str) -> list[str]:
    """Say to whoever has no account where the address is from, and how to end such mails."""
    if to.has_account:
        return []
    return [
        _(
            "Where we have your address from: the entry of %(organisation)s with %(network)s. "
            "If you want no more requests of this kind at this address, one click is enough:"
        )
        % {"organisation": to.organisation.name, "network": introduction.network.name},
        settings.BASE_URL + reverse("introductions:answer", args=[token]),
    ]


def _where_from(introduction: Introduction) -> str:
    return _(
        "You get these contact details because both sides agreed to the contact, through "
        "%(network)s. Please use them for this matter only."
    ) % {"network": introduction.network.name}


def _lines(contact: Contact) -> str:
    rows = [contact.name, contact.organisation, contact.phone, contact.email]
    return "\n".join(f"    {row}" for row in rows if row)
