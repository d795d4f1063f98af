"""The mail that confirms a notice: when it arrived, and until when the membership holds."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import mails
from kurzweg.core.days import today
from kurzweg.core.mails import Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import Membership, Network
from kurzweg.networks.notice import Term
from kurzweg.networks.readers import reader_at
from kurzweg.people.models import Organisation, Person

CONFIRMED = "notice confirmed"
WHY = "a mail names the notice that it confirms"


def reader_of(membership: Membership) -> tuple[Person | None, str]:
    """Say who reads a confirmation, and at which address; "" where nobody has one."""
    person = reader_at(membership.organisation, membership.network)
    return person, person.email if person else membership.organisation.email


def confirmation(
    membership: Membership, *, term: Term | None, person: Person | None, address: str
) -> Mail:
    """Confirm to whoever gave notice what was taken down; no term: another day was agreed."""
    network, firm = membership.network, membership.organisation
    with translation.override(person.language if person else firm.language):
        return Mail(
            kind=CONFIRMED,
            to_name=person.name if person else firm.name,
            to_address=address,
            subject=_("Your notice to %(network)s has arrived") % {"network": network.name},
            text="\n\n".join(_paragraphs(membership, term, person)) + "\n",
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            person_id=person.pk if person else None,
            row_id=membership.pk,
        )


def _paragraphs(membership: Membership, term: Term | None, person: Person | None) -> list[str]:
    is_named = person is not None and (person.given_name.strip() or person.title.strip())
    name = person.name if person is not None else ""
    says = _(
        "the notice by which %(firm)s ends its membership with %(network)s arrived on %(arrived)s."
    ) % {
        "firm": membership.organisation.name,
        "network": membership.network.name,
        "arrived": plain_day(membership.notice_on),
    }
    ends = _("The membership ends on %(day)s, 24.00.") % {"day": plain_day(membership.last_day)}
    return [
        _("Hello %(name)s,") % {"name": name} if is_named else _("Hello,"),
        says,
        " ".join(filter(None, (ends, _because(term, membership.notice_on)))),
        _("Until then all stays as it is. Until then the notice can be taken back, too."),
        _("Is something of this not right? Then please answer this mail."),
        membership.network.mail_name,
    ]


def _because(term: Term | None, arrived_on: date | None) -> str:
    """Say by which rule it ends then."""
    if term is None or arrived_on is None:
        return ""
    if term.is_bounded(arrived_on):
        return _("By our rule it would end later; § 39 BGB binds nobody for more than two years.")
    return _("Our rule for notices: %(rule)s.") % {"rule": term.words}


def _still_stands(mail: OutboxMail) -> bool:
    row = Membership.objects.across_networks(WHY).filter(pk=mail.row_id or 0).first()
    return row is not None and row.notice_on is not None


def _sample() -> Mail:
    network = Network(
        pk=0, slug="netz", name="Netzwerk Muster", mail_from="buero@muster.example",
        mail_name="Büro",
    )  # fmt: skip
    kim = Person(pk=0, given_name="Kim", family_name="Muster", email="kim@muster.example")
    kim.language = translation.get_language() or "de"
    firm, day = Organisation(pk=0, name="Muster GmbH"), today()
    row = Membership(pk=0, network=network, organisation=firm, notice_on=day)
    term = Term(months=3, every=12)
    row.until = term.until(day)
    return confirmation(row, term=term, person=kim, address=kim.email)


mails.register(
    Kind(
        name=CONFIRMED,
        label=gettext_lazy("a notice has arrived"),
        basis=Basis.CONTRACT,
        budget=Budget.OWN_ACT,
        sample=_sample,
        is_still_due=_still_stands,
    )
)
