"""Which entries of a network are likely one, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kurzweg.engine.documents import Reason
from kurzweg.engine.duplicates import Party, pairs
from kurzweg.merging.models import Distinct
from kurzweg.networks import doubles
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Site


@dataclass(frozen=True, slots=True)
class Twins:
    """Two entries that are likely one, and what says so or speaks against it."""

    one: Organisation
    other: Organisation
    is_sure: bool
    reasons: list[str]
    against: list[str]


def in_network(network: Network) -> list[Twins]:
    """List the likely pairs among all that the network knows, but those that were told apart."""
    known = doubles.known_to(network).prefetch_related("sites").order_by("pk")
    organisations = {each.pk: each for each in known}
    apart = {
        (each.one_id, each.other_id) for each in Distinct.objects.in_network(network).order_by("pk")
    }
    found = pairs(_party(each, network=network) for each in organisations.values())
    return [
        Twins(
            organisations[pair.a],
            organisations[pair.b],
            pair.is_sure,
            [said(reason) for reason in pair.reasons if not reason.is_missing],
            [said(reason) for reason in pair.reasons if reason.is_missing],
        )
        for pair in found
        if (min(pair.a, pair.b), max(pair.a, pair.b)) not in apart
    ]


def _party(organisation: Organisation, *, network: Network) -> Party:
    seat = organisation.seat_on(network.today()) or next(iter(organisation.sites.all()), Site())
    return Party(
        organisation.pk,
        f"{organisation.name} {organisation.legal_form}".strip(),
        seat.street,
        seat.postal_code,
        seat.town,
        organisation.register_number,
        organisation.vat_id,
        organisation.website,
        organisation.phone,
        organisation.email,
        organisation.register_court,
    )


def said(reason: Reason) -> str:
    """Say a reason in the language of the reader."""
    sentences = {
        "same_name": _("the same name"),
        "similar_name": _("spelt in two ways: “%(one)s” and “%(other)s”"),
        "longer_name": _("one name has more: “%(words)s”"),
        "former_name": _("one was called “%(name)s” before"),
        "same_register": _("the same register number: %(number)s"),
        "same_vat_id": _("the same VAT id: %(number)s"),
        "same_address": _("the same address: %(street)s"),
        "same_phone": _("the same telephone: %(phone)s"),
        "same_domain": _("the same website: %(domain)s"),
        "same_mail": _("the same mail address: %(email)s"),
        "same_mail_domain": _("mail addresses of one domain: %(domain)s"),
        "same_town": _("the same town: %(town)s"),
        "other_name": _("another name"),
        "other_town": _("another town: %(one)s and %(other)s"),
        "other_address": _("another address: %(one)s and %(other)s"),
        "other_form": _("another legal form"),
    }
    return sentences[reason.code] % reason.params
