"""The mails on the way into a network: to applicants, to whom it invites, and to its board."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import mails
from kurzweg.core.days import end_of, today
from kurzweg.core.mails import Answer, Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import Application, Approval, Network, Prospect
from kurzweg.people.models import Person

DRAFT, RECEIVED, INVITATION = "application draft", "application received", "invitation to join"
QUESTION, REMINDER = "question to the board", "reminder to the board"
ANSWER = "answer to an application"
WHY = "a mail names the question that it asks"


def address_of(token: str) -> str:
    return settings.BASE_URL + reverse("link", args=[token])


# To whoever applies ------------------------------------------------------------------------------


def draft_kept(application: Application, *, token: str) -> Mail:
    """Send the link of a draft to whoever is writing it; nothing of what was written goes along.

    Anybody can type any address: the mail holds no word of theirs.
    """
    return _to_applicant(
        application,
        kind=DRAFT,
        subject=_("Your application for %(network)s: go on writing"),
        paragraphs=[
            _("Hello,"),
            _("somebody has begun an application for membership with this mail address. With "
              "this link you go on writing; it holds for 30 days:"),
            address_of(token),
            _("You have not begun anything? Then you need not do anything."),
        ],
    )  # fmt: skip


def received(application: Application, *, token: str) -> Mail:
    """Confirm that an application has arrived, with the link that shows how it stands."""
    return _to_applicant(
        application,
        kind=RECEIVED,
        subject=_("Your application for %(network)s has arrived"),
        paragraphs=[
            _("Hello,"),
            _("your application for membership has arrived. You will hear from us."),
            _("How it stands, and how you take it back, is shown here:"),
            address_of(token),
            _("You have not applied? Then please answer this mail: the office reads it."),
        ],
    )


def _to_applicant(
    application: Application, *, kind: str, subject: str, paragraphs: list[str]
) -> Mail:
    address, network = str(application.said.get("email", "")), application.network
    return Mail(
        kind=kind,
        to_name="",
        to_address=address,
        subject=subject % {"network": network.name},
        text="\n\n".join([*paragraphs, network.mail_name]) + "\n",
        sender=network.sender,
        reply_to=network.mail_from,
        network_id=network.pk,
        row_id=application.pk,
    )


def proposed_answer(application: Application) -> tuple[str, str]:
    """Propose subject and text of the answer to an applicant, in her language."""
    network, membership = application.network, application.membership
    names = {"network": network.name, "firm": application.name}
    greeting = _("Hello %(name)s,") % {"name": _reader(application)}
    if application.is_accepted:
        since = membership.since if membership else None
        names["day"] = plain_day(since or network.today())
        subject = _("Welcome to %(network)s") % names
        body = [
            _("we are glad: %(firm)s is a member of %(network)s from %(day)s on.") % names,
            _("With this mail address you sign in; you need no password, a code comes by mail: "
              "%(address)s") % {"address": settings.BASE_URL + reverse("account_login")},
            _("If you want to change something about your entry, or have a question: just "
              "answer this mail."),
        ]  # fmt: skip
    else:
        subject = _("Your application for %(network)s") % names
        body = [
            _("thank you for your interest in %(network)s. We are sorry that we cannot accept "
              "your application at present.") % names,
            _("If you have a question about it: just answer this mail."),
        ]  # fmt: skip
    return subject, "\n\n".join([greeting, *body, network.mail_name]) + "\n"


def answer(application: Application, *, subject: str, text: str) -> Mail:
    """Send what the office has read and approved."""
    network = application.network
    with translation.override(application.language):
        return Mail(
            kind=ANSWER,
            to_name=_reader(application),
            to_address=str(application.said.get("email", "")),
            subject=subject,
            text=text,
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            row_id=application.pk,
        )


def _reader(application: Application) -> str:
    said = application.said
    names = (str(said.get(name, "")) for name in ("given_name", "family_name"))
    return " ".join(filter(None, names)) or application.name


# To whom the network invites ---------------------------------------------------------------------


def proposed_invitation(prospect: Prospect) -> str:
    """Propose the text of an invitation."""
    network = prospect.network
    name = prospect.contact_name or prospect.name
    return "\n\n".join(
        [
            _("Hello %(name)s,") % {"name": name},
            _("as agreed, here is the way to a membership of %(network)s. We have filled in what "
              "we know already.") % {"network": network.name},
            network.mail_name,
        ]
    )  # fmt: skip


def invitation(prospect: Prospect, *, text: str, token: str) -> Mail:
    """Send the link to an application to whoever asked for it."""
    network = prospect.network
    with translation.override(network.language):
        way = _("This is the way to your application; the link holds for half a year:")
        why = _("You get this mail because you asked us for it.")
        return Mail(
            kind=INVITATION,
            to_name=prospect.contact_name or prospect.name,
            to_address=prospect.email,
            subject=_("Your way into %(network)s") % {"network": network.name},
            text="\n\n".join([text.strip(), way, address_of(token), why]) + "\n",
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            row_id=prospect.pk,
        )


# To the board ------------------------------------------------------------------------------------


def question(approval: Approval, *, token: str) -> Mail:
    """Ask somebody of the board whether an applicant is to become a member."""
    with translation.override(approval.person.language):
        return _to_board(
            approval, QUESTION, _("Application of %(firm)s: do you agree?"), [], token=token
        )


def reminder(approval: Approval, *, token: str) -> Mail:
    """Remind somebody of the board, once."""
    with translation.override(approval.person.language):
        again = _("Your answer is still missing. We will not remind you again.")
        subject = _("Still open: application of %(firm)s")
        return _to_board(approval, REMINDER, subject, [again], token=token)


def _to_board(
    approval: Approval, kind: str, subject: str, before: list[str], *, token: str
) -> Mail:
    application, person = approval.application, approval.person
    network, said = application.network, application.said
    until = application.answers_due_on or network.today()
    names = {"firm": application.name, "network": network.name, "town": said.get("town", "")}
    asks = _("%(firm)s, %(town)s wants to become a member of %(network)s.")
    asks = asks if names["town"] else _("%(firm)s wants to become a member of %(network)s.")
    paragraphs = [
        _("Hello %(name)s,") % {"name": person.name},
        *before,
        asks % names,
        str(said.get("summary", "")).strip(),
        _("You say yes or no here, until %(day)s; one click is enough:")
        % {"day": plain_day(until)},
        address_of(token),
        network.mail_name,
    ]
    return Mail(
        kind=kind,
        to_name=person.name,
        to_address=person.email,
        subject=subject % names,
        text="\n\n".join(filter(None, paragraphs)) + "\n",
        sender=network.sender,
        reply_to=network.mail_from,
        network_id=network.pk,
        person_id=person.pk,
        row_id=approval.pk,
        leave_by=end_of(until, network.time_zone),
    )


def _is_asked(mail: OutboxMail) -> bool:
    rows = Approval.objects.across_networks(WHY).select_related("application")
    row = rows.filter(pk=mail.row_id or 0).first()
    return row is not None and row.answered_at is None and row.application.is_undecided


# Samples -----------------------------------------------------------------------------------------


def _application() -> Application:
    network = Network(
        pk=0,
        slug="netz",
        name="Netzwerk Muster",
        mail_from="buero@muster.example",
        mail_name="Büro",
    )
    said = {"name": "Muster GmbH", "town": "Musterstadt", "email": "kim@muster.example"}
    said |= {"given_name": "Kim", "family_name": "Muster"}
    day = today()
    return Application(
        pk=0,
        network=network,
        said=said,
        language=translation.get_language() or "de",
        saved_at=timezone.now(),
        sent_on=day,
        answers_due_on=day + timedelta(days=14),
    )


def _approval() -> Approval:
    kim = Person(pk=0, given_name="Kim", family_name="Muster", email="kim@muster.example")
    kim.language = translation.get_language() or "de"
    return Approval(pk=0, application=_application(), person=kim)


def _sample_of(kind: str) -> Mail:
    token = mails.sample_token("application")
    application = _application()
    written = draft_kept if kind == DRAFT else received
    return written(application, token=token)


def _sample_answer() -> Mail:
    application = _application()
    application.is_accepted = True
    subject, text = proposed_answer(application)
    return answer(application, subject=subject, text=text)


def _sample_invitation() -> Mail:
    network = _application().network
    network.language = translation.get_language() or "de"
    prospect = Prospect(
        pk=0,
        network=network,
        name="Muster GmbH",
        contact_name="Kim Muster",
        email="k@m.example",
    )
    token = mails.sample_token("application")
    return invitation(prospect, text=proposed_invitation(prospect), token=token)


SAYS = (
    Answer("yes", gettext_lazy("Yes"), "approval", ("comment",)),
    Answer("no", gettext_lazy("No"), "approval", ("comment",)),
)
for kind in (
    Kind(
        name=DRAFT,
        label=gettext_lazy("the link to a draft of an application"),
        basis=Basis.CONTRACT,
        budget=Budget.OWN_ACT,
        sample=lambda: _sample_of(DRAFT),
    ),
    Kind(
        name=RECEIVED,
        label=gettext_lazy("an application has arrived"),
        basis=Basis.CONTRACT,
        budget=Budget.OWN_ACT,
        sample=lambda: _sample_of(RECEIVED),
    ),
    Kind(
        name=ANSWER,
        label=gettext_lazy("the answer to an application"),
        basis=Basis.CONTRACT,
        budget=Budget.OWN_ACT,
        sample=_sample_answer,
    ),
    Kind(
        name=INVITATION,
        label=gettext_lazy("the way to an application, for whoever asked for it"),
        basis=Basis.CONSENT,
        budget=Budget.OWN_ACT,
        sample=_sample_invitation,
    ),
    Kind(
        name=QUESTION,
        label=gettext_lazy("an application that the board decides on"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=lambda: question(_approval(), token=mails.sample_token("approval")),
        answers=SAYS,
        is_still_due=_is_asked,
    ),
    Kind(
        name=REMINDER,
        label=gettext_lazy("an application that the board still decides on"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=lambda: reminder(_approval(), token=mails.sample_token("approval")),
        answers=SAYS,
        is_still_due=_is_asked,
    ),
):
    mails.register(kind)
