"""The mails around an introduction: plain text, in the reader's language, from the network.

Their kinds stand at the end, with what can be answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import mails
from kurzweg.core.days import end_of
from kurzweg.core.mails import Basis, Budget, Kind
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import day
from kurzweg.introductions import letters, samples, still_due
from kurzweg.introductions.models import ANSWER, OBJECTION, Answer, Introduction
from kurzweg.introductions.recipients import (
    Contact,
    Recipient,
    in_common,
    named,
    promised,
    told_by_office,
    who_passes_on,
)

RULE = "– – –"
STILL_OPEN = gettext_lazy("Still open: %(subject)s")
TO_CONFIRM = gettext_lazy("Please confirm: %(subject)s")
NO_LONGER_NEEDED = gettext_lazy("No longer needed: %(subject)s")


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
                letters.for_reader(introduction, to=to),
                "" if letters.is_signed(introduction.letter) else _signature(introduction),
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
        reason = (
            _("Your confirmation is still missing. We will not remind you again.")
            if introduction.phoned_yes_on
            else _(
                "A few days ago we asked you whether you would like to hear from %(firm)s. A short "
                "yes or no helps everybody; we will not remind you again."
            )
            % {"firm": introduction.asking.name}
        )
        return _mail(
            introduction,
            to=to,
            name="reminder",
            subject=_about_the_letter(introduction, STILL_OPEN),
            paragraphs=[
                letters.greeting(to.person),
                _what_was_said(introduction) if introduction.phoned_yes_on else "",
                reason,
                *_how_to_answer(introduction, to=to, token=token),
                *_source(introduction, to=to, token=objection_token),
                *_signed_above_the_letter(introduction),
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
            subject=_about_the_letter(introduction, TO_CONFIRM),
            paragraphs=[
                letters.greeting(to.person),
                _what_was_said(introduction),
                *_how_to_answer(introduction, to=to, token=token),
                *_source(introduction, to=to, token=objection_token),
                *_signed_above_the_letter(introduction),
            ],
        )


def contact_for_seeker(
    introduction: Introduction, *, to: Recipient, contact: Contact, own: Contact
) -> Mail:
    """Tell whoever asked that there is a contact, give it, and say what the firm has got."""
    with translation.override(to.language):
        paragraphs = [
            letters.greeting(to.person),
            _wants_to_talk(introduction),
            _lines(contact),
            introduction.comment and _("They write: %(text)s") % {"text": introduction.comment},
            _has_received(introduction.asked.name, own),
            contact.phone and _("A call is the shortest way."),
            _where_from(introduction),
        ]
        return _mail(
            introduction,
            to=to,
            name="contact for seeker",
            subject=_("Your contact: %(firm)s") % {"firm": introduction.asked.name},
            paragraphs=paragraphs,
        )


def _wants_to_talk(introduction: Introduction) -> str:
    about_theirs = _(
        "%(firm)s wants to talk to you about their need “%(need)s”. This is your contact:"
    )
    about_own = _("%(firm)s wants to talk to you about your need “%(need)s”. This is your contact:")
    words = about_theirs if introduction.is_offer else about_own
    return words % {"firm": introduction.asked.name, "need": introduction.need.title}


def contact_for_firm(
    introduction: Introduction, *, to: Recipient, contact: Contact, own: Contact
) -> Mail:
    """Thank the firm for its yes, give the contact, and say what the other side has got."""
    with translation.override(to.language):
        paragraphs = [
            letters.greeting(to.person),
            _("Thank you for saying yes. This is your contact for “%(need)s”:")
            % {"need": introduction.need.title},
            _lines(contact),
            (introduction.is_told_by_office and told_by_office(introduction))
            or _has_received(introduction.asking.name, own) + " " + _("They will get in touch."),
            contact.phone and _("Of course you can also call first."),
            _where_from(introduction),
        ]
        return _mail(
            introduction,
            to=to,
            name="contact for firm",
            subject=_("Your contact: %(firm)s") % {"firm": introduction.asking.name},
            paragraphs=paragraphs,
        )


def no_contact(introduction: Introduction, *, to: Recipient) -> Mail:
    """Tell whoever asked that nothing came about: the same words for a no and for silence."""
    with translation.override(to.language):
        names = {"firm": introduction.asked.name, "need": introduction.need.title}
        if introduction.is_offer:
            came = [_("No contact with %(firm)s was made about their need “%(need)s”.") % names]
        else:
            came = [
                _("No contact with %(firm)s was made for your need “%(need)s”.") % names,
                _("Other firms that fit are on the page of your need:"),
                settings.BASE_URL + _need_page(introduction),
            ]
        return _mail(
            introduction,
            to=to,
            name="no contact",
            subject=_("No contact was made: %(firm)s") % {"firm": introduction.asked.name},
            paragraphs=[
                letters.greeting(to.person),
                *came,
            ],
        )


def _need_page(introduction: Introduction) -> str:
    here = [introduction.network.slug, introduction.need.public_id]
    return reverse("market:need-detail", args=here)


def no_longer_needed(introduction: Introduction, *, to: Recipient) -> Mail:
    """Tell a firm that was asked that it need not answer any more."""
    with translation.override(to.language):
        return _mail(
            introduction,
            to=to,
            name="no longer needed",
            subject=_about_the_letter(introduction, NO_LONGER_NEEDED),
            paragraphs=[
                letters.greeting(to.person),
                _(
                    "The question whether you want to hear from %(firm)s is no longer open. You "
                    "need not do anything. Thank you all the same."
                )
                % {"firm": introduction.asking.name},
            ],
        )


def _mail(
    introduction: Introduction, *, to: Recipient, name: str, subject: str, paragraphs: list[str]
) -> Mail:
    network = introduction.network
    parts = [part for part in paragraphs if part]
    signature = _signature(introduction)
    if name != "question" and signature not in parts:  # a question is signed as its letter is
        parts.append(signature)
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
        dedup_key=still_due.key(introduction, name),
        row_id=introduction.pk,
        leave_by=_leave_by(introduction, name),
    )


def _leave_by(introduction: Introduction, name: str) -> datetime | None:
    """A question leaves before its reminder would, a reminder before the last day to answer."""
    days = {"question": introduction.remind_on, "reminder": introduction.last_day}
    day_after = days.get(name)
    if day_after is None:
        return None
    return end_of(day_after - timedelta(days=1), introduction.network.time_zone)


def _signature(introduction: Introduction) -> str:
    network = introduction.network
    return "\n".join([_("Kind regards"), *dict.fromkeys([network.mail_name, network.name])])


def _signed_above_the_letter(introduction: Introduction) -> list[str]:
    """Sign the mail, and quote below what was asked: one greeting and one signature in a mail."""
    return [
        _signature(introduction),
        RULE,
        _("What we asked you:"),
        letters.body(introduction.letter),
    ]


def _about_the_letter(introduction: Introduction, words: Promise) -> str:
    """Write a subject that quotes the letter's, in the language of the letter."""
    language = letters.spoken_in(introduction.letter, need=introduction.need)
    with translation.override(language):
        return str(words) % {"subject": introduction.subject}


def _what_was_said(introduction: Introduction) -> str:
    return _(
        "You told us on the phone that you would like to hear from %(firm)s. Please confirm it "
        "with one click: only then do both sides get each other's %(what)s."
    ) % {"firm": introduction.asking.name, "what": promised(introduction)}


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
        settings.BASE_URL + reverse("link", args=[token]),
        _("You can answer: %(answers)s.") % {"answers": _answers(introduction)},
        for_whom + " " + _("You can answer until %(day)s.") % {"day": day(introduction.last_day)},
        _(
            "Only after your yes do both sides get each other's %(what)s. If you say no, or do "
            "not answer, %(firm)s only learns that no contact was made."
        )
        % {"firm": introduction.asking.name, "what": promised(introduction)},
        who_passes_on(introduction),
    ]


def _answers(introduction: Introduction) -> str:
    has_time = introduction.again_on_if_put_off() is not None
    answers = [answer for answer in CLICKS if has_time or answer != Answer.LATER]
    return " · ".join(str(CLICKS[answer]) for answer in answers)


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
        settings.BASE_URL + reverse("link", args=[token]),
    ]


def _where_from(introduction: Introduction) -> str:
    return _(
        "You get these contact details because both sides agreed to the contact, through "
        "%(network)s. Please use them for this matter only."
    ) % {"network": introduction.network.name}


def _has_received(firm: str, own: Contact) -> str:
    return _("%(firm)s has received your %(what)s.") % {
        "firm": firm,
        "what": named(in_common([own])),
    }


def _lines(contact: Contact) -> str:
    rows = [contact.name, contact.organisation, contact.phone, contact.email]
    return "\n".join(f"    {row}" for row in rows if row)


# The kinds ------------------------------------------------------------------------------------
CLICKS = {
    Answer.YES: gettext_lazy("Yes, please"),
    Answer.NO: gettext_lazy("No, thank you"),
    Answer.LATER: gettext_lazy("Later"),
}
ANSWERS = (
    *(mails.Answer(name, label, ANSWER, ("name", "comment")) for name, label in CLICKS.items()),
    mails.Answer("objection", gettext_lazy("no more requests of this kind"), OBJECTION),
)

STILL_DUE = {no_longer_needed: still_due.is_worth_taking_back}


def _declare(name: str, label: Promise, budget: Budget, write: Callable[..., Mail]) -> None:
    is_question = write in (question, reminder, confirmation_of_call)
    mails.register(
        Kind(
            name=f"introduction {name}",
            label=label,
            # Who is asked may be no member; everybody else here acted as one before.
            basis=Basis.INTEREST if is_question else Basis.CONTRACT,
            budget=budget,
            sample=partial(samples.write, write, is_question=is_question),
            answers=ANSWERS if is_question else (),
            is_still_due=STILL_DUE.get(write, still_due.is_answerable if is_question else None),
        )
    )


_declare("question", gettext_lazy("question to a firm"), Budget.COUNTED, question)
_declare("reminder", gettext_lazy("reminder of a question"), Budget.COUNTED, reminder)
_declare(
    "confirmation",
    gettext_lazy("please confirm what you said on the phone"),
    Budget.OWN_ACT,
    confirmation_of_call,
)
_declare(
    "contact for seeker",
    gettext_lazy("contact, for whoever asked"),
    Budget.OWN_ACT,
    contact_for_seeker,
)
_declare("contact for firm", gettext_lazy("contact, after a yes"), Budget.OWN_ACT, contact_for_firm)
_declare(
    "no contact",
    gettext_lazy("no contact was made, for whoever asked"),
    Budget.OWN_ACT,
    no_contact,
)
_declare(
    "no longer needed",
    gettext_lazy("a question is no longer open"),
    Budget.COUNTED,
    no_longer_needed,
)
