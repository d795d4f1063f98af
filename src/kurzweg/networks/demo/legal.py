"""Write who answers for each network, so that its imprint says something."""

from __future__ import annotations

from kurzweg.networks.models import LegalNotice, Mandate, Network

PHONE = "+49 30 23125 %03d"  # of those that are kept free for films
HOST = "Rechenzentrum Tarnkreis (erfunden)"
AUTHORITY = "Landesbeauftragte für den Datenschutz (erfunden)"


def notice(network: Network) -> LegalNotice:
    """Say of a network what its office is, where it sits, and who speaks for it."""
    office, day = network.office, network.today()
    seat = office.seat_on(day)
    mandates = Mandate.objects.in_network(network).as_of(day).select_related("person")
    speaking = [mandate.person.name for mandate in mandates.filter(kind="board").order_by("pk")[:2]]
    writing = mandates.filter(kind__in=("office", "coordinator")).order_by("pk").first()
    return LegalNotice(
        network=network,
        body_name=office.name,
        legal_form=office.legal_form,
        represented_by=", ".join(speaking) or (writing.person.name if writing else ""),
        street=seat.street if seat else "",
        postal_code=seat.postal_code if seat else "",
        town=seat.town if seat else network.region_name,
        phone=office.phone or PHONE % network.pk,
        editor=writing.person.name if writing else "",
        editor_address=f"{seat.street}, {seat}" if seat and seat.street else "",
        protection_authority=AUTHORITY,
        host=HOST,
    )
