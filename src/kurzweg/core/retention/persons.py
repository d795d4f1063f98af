"""What hangs on a person, in all tables: found from the models and from what the files declare.

A foreign key to a person or an account says it by itself; numbers and addresses are declared with
`hangs on`. Of a row that is not hers alone only the link goes, and what `goes with` it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from kurzweg.core.addresses import hash_of
from kurzweg.core.retention.declarations import (
    GOES_WITH,
    HANGS_ON,
    NOT_TOLD,
    Kept,
    Model,
    kept,
    said_of,
)

ITSELF = "id"
ADDRESS_HASH, ADDRESS = "address hash", "address"


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names a person: by her number, her account's, or her address."""

    model: Model
    name: str
    kind: str
    where: dict[str, str] = field(default_factory=dict)

    @property
    def is_hers_alone(self) -> bool:
        """Whether the row is about nobody else, as far as this column says."""
        return self.name == ITSELF or not self.model._meta.get_field(self.name).is_relation


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody as tables know her: the numbers of her rows and accounts, her addresses."""

    persons: frozenset[int] = frozenset()
    accounts: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()

    def condition(self, link: Link) -> Q:
        """Build the condition that a row hangs on her by one link."""
        if link.kind == ADDRESS:
            return self._by_address(link)
        return Q((f"{link.name}__in", self._keys(link.kind)), **link.where)

    def _keys(self, kind: str) -> list[Any]:
        if kind == ADDRESS_HASH:
            return [hash_of(address) for address in sorted(self.addresses)]
        return sorted({"person": self.persons, "account": self.accounts}[kind])

    def _by_address(self, link: Link) -> Q:
        """Keep mails to her address, but those to somebody else behind it."""
        found = Q(pk__in=())
        for address in self.addresses:
            found |= Q((f"{link.name}__iexact", address))
            found |= Q((f"{link.name}__iendswith", f"<{address}>"))
        for other in links_of(link.model):
            if other.kind == "person":
                keys = self._keys(other.kind)
                found &= Q((f"{other.name}__isnull", True)) | Q((f"{other.name}__in", keys))
        return found

    def is_named_in(self, link: Link, value: Any) -> bool:
        """Whether a link of a row leads to her and to nobody else."""
        return link.kind in (ADDRESS, ADDRESS_HASH) or value in self._keys(link.kind)


def links_of(model: Model) -> list[Link]:
    """List the columns of a table that may name a person."""
    found = []
    for name, kinds in said_of(model).get(HANGS_ON, {}).items():
        for kind, where in (kinds if isinstance(kinds, dict) else {kinds: {}}).items():
            found.append(Link(model, name, kind, where))
    for column in model._meta.local_concrete_fields:
        kind = _kind_of(column.related_model) if column.is_relation else ""
        if kind:
            found.append(Link(model, column.name, kind))
    return found


def _kind_of(model: Any) -> str:
    """Say as what rows of a table are persons: "person", "account", or "" for all others."""
    return said_of(model).get(HANGS_ON, {}).get(ITSELF, "")


def rows_of(link: Link, subject: Subject) -> models.QuerySet[Any]:
    """Find the rows that hang on somebody by one link."""
    rows: models.QuerySet[Any] = models.QuerySet(link.model)
    return rows.filter(subject.condition(link)).order_by("pk")


def linked() -> Iterator[tuple[Kept, Link]]:
    """Go through all that is kept under a rule, with each column by which it may be somebody's."""
    for each in kept():
        for link in links_of(each.model):
            yield each, link


def goes_with(link: Link) -> list[str]:
    """Name the fields of a row that are about whom a link names."""
    return [link.name, *said_of(link.model).get(GOES_WITH, {}).get(link.name, [])]


def hidden(row: models.Model, subject: Subject) -> set[str]:
    """Name what of a row she is not told: secrets, and what is somebody else's."""
    names = set(said_of(type(row)).get(NOT_TOLD, []))
    for link in links_of(type(row)):
        if link.name == ITSELF or any(getattr(row, k) != v for k, v in link.where.items()):
            continue
        value = row.serializable_value(link.name)
        if value is None or not subject.is_named_in(link, value):
            names.update(goes_with(link))
    return names
