"""Whom the office wants to win: noted, invited with a link of their own, closed, opened again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.utils import timezone

from kurzweg.core import audit, ledger, links, newcomers, outbox
from kurzweg.networks import application_mails
from kurzweg.networks.applying import PURPOSE, SENT_OPEN
from kurzweg.networks.models import Application, Prospect
from kurzweg.people.models import Person

# What an invitation fills in of the form, by the names of its fields.
FILLED_IN = {"name": "name", "town": "town", "email": "email", "phone": "phone"}


@transaction.atomic
def keep(form: ModelForm[Any], *, by: Person) -> Prospect:
    """Keep a new or a changed prospect."""
    prospect: Prospect = form.instance
    is_new = prospect.pk is None
    if is_new:
        prospect.noted_on = prospect.network.today()
    prospect.save(update_fields=None if is_new else form.changed_data)
    fields = () if is_new else form.changed_data
    audit.record(prospect, "noted" if is_new else "changed", by=by, fields=fields)
    ledger.changed(prospect)
    if prospect.contact_name and _is_somebody_else(form):
        newcomers.entered(prospect, network_id=prospect.network_id)
    return prospect


def _is_somebody_else(form: ModelForm[Any]) -> bool:
    """Whether the contact is another human than before: "M. Berger" may be "Maria Berger"."""
    if "contact_name" not in form.changed_data:
        return False
    before = str(form.initial.get("contact_name") or "")
    return not before or not named(before).may_be(named(form.instance.contact_name))


def named(contact_name: str) -> Person:
    """Read the name of a contact as one of a person; the row is nobody's."""
    given, _blank, family = contact_name.strip().rpartition(" ")
    return Person(given_name=given, family_name=family)


@transaction.atomic
def invite(prospect: Prospect, *, by: Person, text: str, is_mailed: bool) -> str:
    """Make a link to an application that is begun already; mailed only to whoever asked for it.

    The address of the page is given back, for a letter or a talk.
    """
    prospect = _locked(prospect)
    said = {field: getattr(prospect, name) for field, name in FILLED_IN.items()}
    said |= {"source": prospect.source, "source_said": prospect.source_said}
    contact = named(prospect.contact_name)
    application = Application.objects.create(
        network=prospect.network,
        prospect=prospect,
        said=said | {"given_name": contact.given_name, "family_name": contact.family_name},
        language=prospect.network.language,
    )
    _link, token = links.issue(
        PURPOSE, application, person_id=None, expires_at=timezone.now() + SENT_OPEN
    )
    if is_mailed:
        outbox.add(application_mails.invitation(prospect, text=text, token=token))
    prospect.invited_on = prospect.network.today()
    prospect.save(update_fields=["invited_on"])
    audit.record(prospect, "invited", by=by, fields=["invited_on"])
    ledger.changed(prospect)
    return application_mails.address_of(token)


@transaction.atomic
def close(prospect: Prospect, *, by: Person, reason: str) -> Prospect:
    """Note that nothing comes of it, and why."""
    prospect = _locked(prospect)
    prospect.closed_on, prospect.close_reason = prospect.network.today(), reason
    return _keep(prospect, "closed", by=by)


@transaction.atomic
def reopen(prospect: Prospect, *, by: Person) -> Prospect:
    """Take a closing back: the prospect is due from today."""
    prospect = _locked(prospect)
    prospect.closed_on, prospect.close_reason = None, ""
    prospect.next_on = prospect.network.today()
    return _keep(prospect, "reopened", by=by)


def _keep(prospect: Prospect, action: str, *, by: Person) -> Prospect:
    fields = ["closed_on", "close_reason", "next_on"]
    prospect.save(update_fields=fields)
    audit.record(prospect, action, by=by, fields=fields)
    ledger.changed(prospect)
    return prospect


def _locked(prospect: Prospect) -> Prospect:
    rows = Prospect.objects.in_network(prospect.network_id).locked()
    return rows.select_related("network").get(pk=prospect.pk)
