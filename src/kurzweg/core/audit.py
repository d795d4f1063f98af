"""Who did what, and when: ids, actions and field names, never personal values."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, models

from kurzweg.core import full_disk
from kurzweg.core.models import AuditEntry
from kurzweg.core.pages import PageRequest
from kurzweg.core.viewer import Viewer

# Says the name of a person to a viewer who may know it; "" to everybody else.
Naming = Callable[[int, Viewer], str]
_namings: list[Naming] = []


def register_naming(naming: Naming) -> None:
    """Add who can say the names behind the ids of the audit."""
    _namings.append(naming)


def name_of(entry: AuditEntry, *, viewer: Viewer | None) -> str:
    """Name who did something, as far as a viewer may know."""
    if viewer is None or entry.actor_kind != "person" or entry.actor_id is None:
        return ""
    return next((name for naming in _namings if (name := naming(entry.actor_id, viewer))), "")


logger = logging.getLogger(__name__)


def record(
    row: models.Model,
    action: str,
    *,
    by: Any = None,
    on_behalf_of: Any = None,
    fields: Iterable[str] = (),
) -> AuditEntry:
    """Note an action on a row, in the transaction of the change itself."""
    return AuditEntry.objects.create(
        network_id=_network_id(row),
        actor_kind=by._meta.model_name if by is not None else "system",
        actor_id=by.pk if by is not None else None,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of is not None else None,
        action=action,
        kind=row._meta.model_name or "",
        row_id=row.pk,
        fields=sorted(fields),
    )


def _network_id(row: models.Model) -> int | None:
    if row._meta.label == "networks.Network":
        return row.pk
    return getattr(row, "network_id", None)


def refused(request: PageRequest) -> None:
    """Note that somebody signed in asked for what they may not have."""
    route = request.resolver_match.view_name if request.resolver_match else None
    try:
        AuditEntry.objects.create(
            network_id=request.viewer.network_id,
            actor_kind="account",
            actor_id=request.viewer.account_id,
            action="refused",
            kind="route",
            fields=[route or "?"],
        )
    except DatabaseError as error:
        if not full_disk.is_cause(error):
            raise
        # The page is refused all the same; that it was is at least in the log.
        logger.error("no room to note that account %s was refused", request.viewer.account_id)


def history(row: models.Model) -> models.QuerySet[AuditEntry]:
    """List what happened to one row, newest first."""
    return AuditEntry.objects.filter(kind=row._meta.model_name, row_id=row.pk).order_by("-pk")
