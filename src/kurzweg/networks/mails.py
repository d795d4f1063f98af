"""How a network writes, and the mail to whoever is given a task in it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import mail_budget, mails
from kurzweg.core.days import today
from kurzweg.core.languages import reading_language
from kurzweg.core.mail_budget import Office
from kurzweg.core.mails import Answer, Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import (
    declaration_mails,
    inviting_mails,
    notice_mails,  # noqa: F401 - says how a notice is confirmed
)
from kurzweg.networks.models import (
    RUNS_THE_OFFICE,
    Invitation,
    Mandate,
    MandateKind,
    Network,
    SelfDeclaration,
)
from kurzweg.people.models import Organisation, Person

TASK_GIVEN = "task given"
WHY = "a mail names the task that it is about"


def office_of(network_id: int) -> Office | None:
    """Say from where a network writes, and how often to one reader."""
    network = Network.objects.filter(pk=network_id).first()
    if network is None:
        return None
    return Office(
        sender=network.sender,
        reply_to=network.mail_from,
        mails_per_week=network.rule("mails_per_week"),
    )


def task_given(mandate: Mandate) -> Mail:
    """Tell somebody which task the office entered, and how to sign in for it."""
    network, person = mandate.network, mandate.person
    with translation.override(person.language):
        return Mail(
            kind=TASK_GIVEN,
            to_name=person.name,
            to_address=person.email,
            subject=_("Your task with %(network)s: %(task)s")
            % {"network": network.name, "task": mandate.task},
            text="\n\n".join(_paragraphs(mandate)) + "\n",
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            person_id=person.pk,
            row_id=mandate.pk,
        )


def _paragraphs(mandate: Mandate) -> list[str]:
    network, person = mandate.network, mandate.person
    is_named = person.given_name.strip() or person.title.strip()
    address = settings.BASE_URL + reverse("networks:standing", args=[network.slug])
    may = (
        _("With it you may do everything that the office may do.")
        if mandate.kind in RUNS_THE_OFFICE
        else _("With it you see what the network sees.")
    )
    signing_in = [
        f"{may} {_shown_at(address, mandate)}",
        _(
            "You sign in with the mail address at which you are reading this. You need no "
            "password: a code comes by mail."
        ),
    ]
    return [
        _("Hello %(name)s,") % {"name": person.name} if is_named else _("Hello,"),
        _("the office of %(network)s has entered a task for you: %(task)s.")
        % {"network": network.name, "task": mandate.task}
        + f" {_term(mandate)}",
        *([] if mandate.kind == MandateKind.GUEST else signing_in),
        _("Something is not right? Just answer this mail: the office reads it."),
        network.mail_name,
    ]


def _shown_at(address: str, mandate: Mandate) -> str:
    # Before its first day a task gives no right, and the page would not be there.
    if mandate.since is not None and mandate.since > mandate.network.today():
        says = _("From %(day)s on, what you may do, and why, is shown here: %(address)s")
        return says % {"day": plain_day(mandate.since), "address": address}
    return _("What you may do, and why, is shown here: %(address)s") % {"address": address}


def _term(mandate: Mandate) -> str:
    since = plain_day(mandate.since)
    if mandate.until is None:
        return _("It holds from %(day)s.") % {"day": since}
    last = plain_day(mandate.until - timedelta(days=1))
    return _("It holds from %(day)s until %(last)s.") % {"day": since, "last": last}


def _still_holds(mail: OutboxMail) -> bool:
    row = Mandate.objects.across_networks(WHY).filter(pk=mail.row_id or 0).first()
    return row is not None and (row.until is None or row.until > row.network.today())


def _network() -> Network:
    return Network(
        pk=0,
        slug="netz",
        name="Netzwerk Muster",
        mail_from="buero@muster.example",
        mail_name="Büro",
    )


def _kim() -> Person:
    kim = Person(pk=0, given_name="Kim", family_name="Muster", email="kim@muster.example")
    kim.language = translation.get_language() or "de"
    return kim


def _sample() -> Mail:
    task = Mandate(network=_network(), person=_kim(), kind=MandateKind.OFFICE, since=today())
    return task_given(task)


def _declaration_sample() -> Mail:
    row = SelfDeclaration(
        pk=0,
        network=_network(),
        organisation=Organisation(pk=0, name="Muster GmbH"),
        asked_on=today(),
        ends_on=today() + timedelta(days=28),
    )
    token = mails.sample_token(declaration_mails.PURPOSE)
    return declaration_mails.asked(row, person=_kim(), token=token)


def _invitation_sample() -> Mail:
    row = Invitation(
        pk=0,
        network=_network(),
        organisation=Organisation(pk=0, name="Muster GmbH"),
        given_name="Kim",
        family_name="Muster",
        email="kim@muster.example",
        language=reading_language(),
        invited_by=_kim(),
        invited_on=today(),
        ends_on=today() + timedelta(days=14),
    )
    return inviting_mails.invitation(row, token=mails.sample_token(inviting_mails.PURPOSE))


mail_budget.register_offices(office_of)
mails.register(
    Kind(
        name=TASK_GIVEN,
        label=gettext_lazy("a task in the network"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=_sample,
        is_still_due=_still_holds,
    )
)
mails.register(
    Kind(
        name=declaration_mails.PURPOSE,
        label=gettext_lazy("yearly question whether an entry is right"),
        basis=Basis.CONTRACT,
        budget=Budget.COUNTED,
        sample=_declaration_sample,
        is_still_due=declaration_mails.is_unanswered,
        answers=(Answer("right", declaration_mails.RIGHT, declaration_mails.PURPOSE),),
    )
)
mails.register(
    Kind(
        name=inviting_mails.PURPOSE,
        label=gettext_lazy("invitation to act for a firm"),
        basis=Basis.INTEREST,
        budget=Budget.COUNTED,
        sample=_invitation_sample,
        is_still_due=inviting_mails.is_open,
    )
)
