"""The kinds of mail of lists: telling whoever came by one, or by hand."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kurzweg.core.languages import reading_language
from kurzweg.core.mails import Basis, Budget, Kind, Mail, register
from kurzweg.imports.arrival_mails import INFORMING, informing, is_wanted
from kurzweg.imports.letter import Writer
from kurzweg.imports.models import Arrival, ArrivalLetter
from kurzweg.networks.models import LegalNotice, Network
from kurzweg.people.models import Organisation, Person, Position


def _sample() -> Mail:
    network = Network(
        pk=0,
        slug="netz",
        name="Netzwerk Muster",
        mail_from="buero@muster.example",
        mail_name="Büro",
        office=Organisation(name="Muster e. V."),
    )
    writer = Writer(network)
    writer.notice, writer.wording = LegalNotice(network=network), ArrivalLetter(network=network)
    person = Person(
        given_name="Kim",
        family_name="Muster",
        email="kim@muster.example",
        language=reading_language(),
    )
    arrival = Arrival(network=network, person=person, arrived_at=timezone.now())
    acts = Position(organisation=Organisation(name="Muster GmbH"), title="Leitung")
    return informing(arrival, writer, acts=acts)


register(
    Kind(
        name=INFORMING,
        label=_("what is kept about somebody who did not say it herself (Art. 14 GDPR)"),
        basis=Basis.DUTY,
        # No one can opt out of it: that she is told is her right.
        budget=Budget.STATUTORY,
        sample=_sample,
        is_still_due=is_wanted,
    )
)
