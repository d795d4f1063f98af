"""An application, and the words in which it is decided."""

from __future__ import annotations

from kurzweg.networks import approving
from kurzweg.networks.applications import Decision
from kurzweg.networks.models import DecidedBy

SAID = {
    "name": "Gießerei Funk GmbH",
    "kind": "company",
    "town": "Riegelstein",
    "street": "Hüttenweg 3",
    "postal_code": "59457",
    "given_name": "Ute",
    "family_name": "Funk",
    "email": "ute@funk.example",
    "register_court": "Amtsgericht Riegel",
    "register_number": "HRB 77",
    "vat_id": "DE136695976",
    "source_said": "Bäckerei Korn",
}


def yes(network, **other) -> Decision:
    of_office = {"is_accepted": True, "decided_by": DecidedBy.OFFICE, "on": network.today()}
    return Decision(**of_office | other)


def answered(application, person, *, is_yes=True):
    row = application.approvals.get(person=person)
    return approving.answer(row, is_yes=is_yes, comment="", by=person)
