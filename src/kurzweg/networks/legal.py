"""Imprint, privacy and contact of a network: suggested from what it says of itself, or its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, ledger
from kurzweg.core.models import AuditEntry
from kurzweg.networks.models import LegalKind, LegalNotice, LegalText, Network
from kurzweg.people.models import Person

# What a text should name: the fields of which one at least is needed, and what it is called.
WANTED: dict[str, tuple[tuple[tuple[str, ...], str | Promise], ...]] = {
    LegalKind.IMPRINT: (
        (("street",), _("street")),
        (("town",), _("postcode and town")),
        (("represented_by",), _("who represents it")),
        (("phone",), _("phone")),
        (("editor",), _("who answers for what is written")),
    ),
    LegalKind.PRIVACY: (
        (("street",), _("street")),
        (("town",), _("postcode and town")),
        (("protection_authority",), _("supervisory authority")),
    ),
    LegalKind.CONTACT: ((("phone",), _("phone")),),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as one reader gets it: in which language, of which day if the office wrote it."""

    text: str
    language: str
    changed_on: date | None = None


def notice_of(network: Network) -> LegalNotice:
    """Give what a network says of itself; a new row where it said nothing yet."""
    found = LegalNotice.objects.in_network(network).first()
    if found is None:
        return LegalNotice(network=network)
    found.network = network
    return found


def text_of(network: Network, kind: str) -> LegalText:
    """Give the office's own version of a text; a new row where there is none yet."""
    found = LegalText.objects.in_network(network).filter(kind=kind).first()
    return found or LegalText(network=network, kind=kind)


def suggested(kind: str, notice: LegalNotice, *, language: str) -> str:
    """Write a text from what a network says of itself."""
    with translation.override(language):
        drawn = render_to_string(f"networks/legal/{kind}_{language}.txt", {"notice": notice})
    text = re.sub(r"\n +", " ", drawn)  # in the file, a line that goes on is set in
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def shown(network: Network, kind: str, *, language: str) -> Shown:
    """Give a text in a reader's language; where the office wrote German only, in German."""
    row, notice = text_of(network, kind), notice_of(network)
    for each in (language, "de"):
        if own := row.own(each):
            return Shown(own, each, row.changed_on)
    return Shown(suggested(kind, notice, language=language), language)


def missing(kind: str, notice: LegalNotice) -> list[str]:
    """Name what a text should say and the network has not said yet."""
    return [
        str(label) for names, label in WANTED[kind] if not any(getattr(notice, n) for n in names)
    ]


def who_checked(row: LegalText) -> AuditEntry | None:
    """Find who said last that a text was checked."""
    return audit.history(row).filter(action="checked").first() if row.checked_at else None


@transaction.atomic
def keep_notice(form: ModelForm[LegalNotice], *, by: Person) -> LegalNotice:
    """Keep what a network says of itself; texts that follow from it want to be checked again."""
    notice = form.instance
    if not form.changed_data:
        return notice
    _save(notice, form.changed_data)
    audit.record(notice, "changed", by=by, fields=form.changed_data)
    texts = LegalText.objects.in_network(notice.network).exclude(checked_at=None)
    for row in texts.order_by("pk"):
        row.checked_at = None
        row.save(update_fields=["checked_at"])
        ledger.changed(row)
    ledger.changed(notice)
    return notice


@transaction.atomic
def keep_text(row: LegalText, texts: dict[str, str], *, by: Person) -> LegalText:
    """Keep how the office wrote a text; empty: it follows from what the network says of itself."""
    changed = [name for name, text in texts.items() if getattr(row, name) != text]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, texts[name])
    row.changed_on, row.checked_at = row.network.today(), None
    _save(row, [*changed, "changed_on", "checked_at"])
    audit.record(row, "changed", by=by, fields=changed)
    ledger.changed(row)
    return row


@transaction.atomic
def check(network: Network, kind: str, *, by: Person) -> LegalText:
    """Note that the office had a text checked, as it stands now."""
    Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    row = text_of(network, kind)
    row.checked_at = timezone.now()
    _save(row, ["checked_at"])
    audit.record(row, "checked", by=by, fields=["checked_at"])
    ledger.changed(row)
    return row


def _save(row: Any, fields: list[str]) -> None:
    row.save(update_fields=fields if row.pk else None)
