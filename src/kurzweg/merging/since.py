"""What was changed at an entry since another one became part of it, and when, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import taking_out
from kurzweg.core.models import AuditEntry
from kurzweg.core.templatetags.display import moment
from kurzweg.merging.errors import ChangedSince
from kurzweg.merging.models import Merge
from kurzweg.merging.snapshots import Key, prints_of
from kurzweg.networks.models import SelfDeclaration

MOST = 4  # so many are named; who knows these knows enough
_WORDS: Mapping[str, str | Promise] = {
    "people.organisation": gettext_lazy("what the entry itself says"),
    "people.site": gettext_lazy("a site"),
    "people.position": gettext_lazy("what a person is at the firm"),
    "people.activity": gettext_lazy("an activity"),
    "people.certificate": gettext_lazy("a certificate"),
    "networks.membership": gettext_lazy("the membership"),
    "networks.classterm": gettext_lazy("the class of membership"),
    "networks.sectionmembership": gettext_lazy("the sections"),
    "networks.selfdeclaration": gettext_lazy("the yearly question"),
    "merging.merge": gettext_lazy("another merge"),
}


@dataclass(frozen=True, slots=True)
class Altered:
    """One row that is no more as it was after a merge; `at` is unknown where nobody noted it."""

    label: str
    pk: int
    at: datetime | None

    @property
    def words(self) -> str:
        """Say what it is, and when it was changed."""
        what = str(_WORDS.get(self.label) or _counted(self.label))
        return f"{what} ({moment(self.at)})" if self.at else what


def touched_by(done: Merge) -> set[Key]:
    """Name the rows that a merge changed."""
    return {(label, pk) for label, pk in done.facts["touched"]}


def altered_since(merges: Iterable[Merge]) -> dict[int, list[Altered]]:
    """Name for each merge that can be undone what changed since, in one round for all of them."""
    merges = list(merges)
    now = prints_of((done.kept_id, touched_by(done)) for done in merges)
    keys = {done.pk: _differing(done, seen) for done, seen in zip(merges, now, strict=True)}
    being_asked = _being_asked(keys.values())
    return {
        done.pk: [
            Altered(label, pk, at)
            for (label, pk), at in _when(keys[done.pk].keys() - being_asked, done).items()
        ]
        for done in merges
    }


def sentence_of(altered: Iterable[Altered]) -> str:
    """Say why two entries can be taken apart no more."""
    words = list(dict.fromkeys(each.words for each in altered))
    named = ", ".join(words[:MOST]) + (" …" if len(words) > MOST else "")
    return str(ChangedSince.sentence) % {"what": named}


def with_way_back(merges: Iterable[Merge]) -> list[tuple[Merge, bool, str]]:
    """Say of each merge whether it can be undone now, and else, while it is kept, why not."""
    merges = list(merges)
    altered = altered_since(done for done in merges if done.can_be_undone)
    return [
        (
            done,
            done.can_be_undone and not altered[done.pk],
            sentence_of(found) if (found := altered.get(done.pk)) else "",
        )
        for done in merges
    ]


def _differing(done: Merge, now: Mapping[str, str]) -> dict[Key, bool]:
    """Name the rows that differ, and say whether each is new."""
    before: Mapping[str, str] = done.facts["after"]
    keys = {key for key in {*before, *now} if before.get(key) != now.get(key)}
    return {(label, int(pk)): key not in before for key in keys for label, pk in [key.split()]}


def _being_asked(keys: Iterable[Mapping[Key, bool]]) -> set[Key]:
    """To be asked whether an entry is right is no change; to have answered is one."""
    label = SelfDeclaration._meta.label_lower
    pks = {pk for some in keys for (each, pk), is_new in some.items() if is_new and each == label}
    if not pks:
        return set()
    asked = SelfDeclaration.objects.across_networks("of one entry").unanswered()
    return {(label, pk) for pk in asked.filter(pk__in=pks).values_list("pk", flat=True)}


def _when(keys: set[Key], done: Merge) -> dict[Key, datetime | None]:
    """Look up when somebody noted a change of these rows."""
    if not keys:
        return {}
    kinds = {label: apps.get_model(label)._meta.model_name or "" for label, _pk in keys}
    noted = AuditEntry.objects.filter(
        kind__in=set(kinds.values()), row_id__in={pk for _label, pk in keys}, at__gt=done.merged_at
    )
    # The merge itself is noted a moment after its row, and was no change since.
    noted = noted.exclude(action="merged")
    newest = noted.order_by("kind", "row_id").values_list("kind", "row_id").annotate(Max("at"))
    at = {(kind, pk): when for kind, pk, when in newest}
    return {key: at.get((kinds[key[0]], key[1])) for key in sorted(keys)}


def _counted(label: str) -> str:
    """Call a row as the apps call it that show it before it is taken out."""
    model = apps.get_model(label)
    named = (kind.count(1) for kind in taking_out.kinds() if kind.model is model)
    return next(named, _("something that names the entry"))
