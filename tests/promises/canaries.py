"""A unique mark in every text of every row: whoever gets to see one that is not meant for them
has found a leak, whatever the status of the answer says."""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models

from kurzweg.core.keys import KeyField, keys_of
from kurzweg.core.viewer import Role
from kurzweg.people.models import Organisation, Person
from tests.promises.samples import SEEN, Seen
from tests.promises.world import Half, Principal

# A mark is 10 letters that no German or English word holds: "qx" and "xq" around a number.
MARK = re.compile(r"qx[a-z]{6}xq")
PUBLIC_ID = re.compile(r"(?<![0-9a-z])[2-9a-hjkmnp-z]{12}(?![0-9a-z])")
LENGTH = 10
NAME_OF_FIRM = ("people.Organisation", "name")
# Codes, not words: a mark in them would break what they mean.
NOT_WORDS = {
    "language", "edition", "code", "scheme", "postal_code", "ags", "unit", "time_zone",
    "slug", "kind", "legal_form", "generation", "profile_version", "version", "password",
    "logo_digest",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Which field of which row a mark stands for, and who may see it."""

    label: str
    pk: int
    field: str
    half: Half | None
    seen: Seen
    owner_id: int | None = None
    person_id: int | None = None

    def __str__(self) -> str:
        place = self.half.network.slug if self.half else "both networks"
        return f"{self.label}.{self.field} of row {self.pk} in {place} ({self.seen})"

    def may_be_seen_by(self, principal: Principal, half: Half | None) -> bool:
        """Whether this principal may see this mark on a page of this network."""
        if self.seen == Seen.ANYWHERE or self._is_of(principal):
            return True
        if self.half is not None and self.half is not half:
            return False
        if self.seen == Seen.PUBLIC:
            return True
        if self.seen == Seen.INSIDE:
            return principal.is_inside(half)
        if self.seen in (Seen.OWNER, Seen.OFFICE) and Role.OFFICE in principal.roles_in(half):
            return True
        return self.seen == Seen.OWNER and self.owner_id in principal.organisation_ids

    def _is_of(self, principal: Principal) -> bool:
        person = principal.person
        return person is not None and (
            self.person_id == person.pk
            or (self.label == "people.Organisation" and self.pk in principal.organisation_ids)
            or ((self.label, self.field) == NAME_OF_FIRM and self.pk in principal.entered_at)
        )


class Canaries:
    """All marks of a world."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self._known: set[tuple[str, int]] = set()
        self._numbers = itertools.product("abcdefghijkmnoprstuvw", repeat=6)

    def mark_new_rows(self, half: Half | None) -> None:
        """Mark every text of every row that came since the last time; the rows belong to half."""
        for model in our_models():
            for row in model._base_manager.order_by("pk"):
                key = (model._meta.label, row.pk)
                if key not in self._known:
                    self._known.add(key)
                    self._mark(row, half=half)

    def _mark(self, row: models.Model, *, half: Half | None) -> None:
        changed = {}
        for field in row._meta.local_concrete_fields:
            if field.name == "public_id":
                self.marks[row.public_id] = self._about(row, field.name, half=half)
            elif is_marked(field):
                mark = f"qx{''.join(next(self._numbers))}xq"
                self.marks[mark] = self._about(row, field.name, half=half)
                changed[field.name] = with_mark(getattr(row, field.name), mark, field=field)
        for key in keys_of(type(row)):
            written = (changed.get(name, getattr(row, name)) for name in key.of)
            changed[key.name] = key.form("\n".join(written))[: key.max_length]
        if changed:
            type(row)._base_manager.filter(pk=row.pk).update(**changed)

    def _about(self, row: models.Model, field: str, *, half: Half | None) -> Mark:
        return Mark(
            label=row._meta.label,
            pk=row.pk,
            field=field,
            half=half,
            seen=seen_by(row, field),
            owner_id=owner_id_of(row),
            person_id=person_id_of(row),
        )

    def found_in(self, text: str) -> Iterator[tuple[str, Mark]]:
        """Find the marks in a text, however they were escaped."""
        plain = html.unescape(unquote(text)).casefold()
        found = {*MARK.findall(plain), *PUBLIC_ID.findall(plain)}
        return ((word, self.marks[word]) for word in sorted(found) if word in self.marks)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kurzweg.")]


def is_marked(field: models.Field) -> bool:
    return (
        isinstance(field, (models.CharField, models.TextField))
        and not field.choices
        and not isinstance(field, KeyField)
        and not any(isinstance(check, RegexValidator) for check in own_validators(field))
        and field.name not in NOT_WORDS
        and (field.max_length is None or field.max_length > 2 * LENGTH)
        and not field.model._meta.label.startswith("core.")
    )


def own_validators(field: models.Field) -> list[object]:
    return field._validators


def with_mark(value: str, mark: str, *, field: models.Field) -> str:
    """Put a mark into a value that keeps its meaning."""
    if isinstance(field, models.EmailField):
        return f"{mark}@firm.example"
    if isinstance(field, models.URLField):
        return f"https://{mark}.example/"
    room = (field.max_length or 10_000) - LENGTH - 1
    return f"{value[:room]} {mark}".strip()


def seen_by(row: models.Model, field: str) -> Seen:
    label = row._meta.label
    told = SEEN.get(f"{label}.{field}", SEEN.get(label, Seen.NOBODY))
    return told if isinstance(told, Seen) else told(row)


def owner_id_of(row: models.Model) -> int | None:
    if isinstance(row, Organisation):
        return row.pk
    if isinstance(row, Person):
        return row.positions.values_list("organisation", flat=True).first()
    return getattr(row, "owner_id", None) or getattr(row, "organisation_id", None)


def person_id_of(row: models.Model) -> int | None:
    """Whose own row this is: everybody may see what is theirs."""
    account = getattr(row, "account", None) if row._meta.label == "people.Person" else row
    if account is not None and account._meta.label == "people.Account":
        # Several rows may be one human's: she sees all that stand behind her address.
        return account.persons.order_by("pk").values_list("pk", flat=True).first()
    return row.pk if row._meta.label == "people.Person" else getattr(row, "person_id", None)


def readable(body: bytes) -> str:
    """The text of an answer: workbooks and archives are opened."""
    if not body.startswith(b"PK\x03\x04"):
        return body.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(readable(archive.read(name)) for name in archive.namelist())
