"""What was done with a row, by whom and when: its trace, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit
from kurzweg.core.viewer import Viewer

WORDS: Mapping[str, str | Promise] = {
    "accepted": _("accepted"),
    "answered": _("answered by mail"),
    "answered otherwise": _("answered otherwise"),
    "applied": _("application sent"),
    "board asked": _("board asked"),
    "changed": _("changed"),
    "closed": _("closed"),
    "declined": _("declined"),
    "invited": _("invited"),
    "noted": _("entered"),
    "reopened": _("taken back: waits again"),
    "taken up": _("taken up from the register"),
    "withdrew": _("application taken back"),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One step: when, what, and by whom; nobody: by link or by itself."""

    at: datetime
    words: str
    name: str


def traces_of(row: models.Model, *, viewer: Viewer) -> list[Trace]:
    """List what was done with a row, in the order in which it was."""
    entries = audit.history(row).order_by("at", "pk")
    return [
        Trace(each.at, str(WORDS[each.action]), audit.name_of(each, viewer=viewer))
        for each in entries
        if each.action in WORDS
    ]
