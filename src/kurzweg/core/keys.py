"""Stored normal forms, by which the database compares what people write in many ways.

They are columns of their own, so that SQLite and PostgreSQL find the same without functions of
their own. Whoever changes a form in `engine.words.names` adds a migration that calls `rewrite`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import Expression, F, Q, Value
from django.db.models.functions import Cast, Concat, Lower, Replace
from django.db.models.lookups import Contains

from kurzweg.engine.words import LOOSELY, loose_key, name_key

AT_A_TIME = 500
MOST_SPELLINGS = 8  # of a word, with and without umlauts
SHORTEST_JOINED = 6  # letters; of fewer, the end of one word and the next beginning may hold them


class KeyField(models.CharField):
    """The normal form of other fields of the row, kept whenever one of them is saved."""

    def __init__(
        self, *of: str, form: Callable[[str], str] = name_key, max_length: int = 400, **options: Any
    ) -> None:
        self.of, self.form = of, form
        kept: dict[str, Any] = {"default": "", "editable": False, "db_index": True}
        super().__init__(max_length=max_length, **kept | options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Describe the column to migrations, for which it is a text as any other."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        written = "\n".join(getattr(model_instance, name) for name in self.of)
        key = self.form(written)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class KeyedQuerySet(models.QuerySet):
    def update(self, **values: Any) -> int:
        """Keep the keys of what is written to all rows at once; raise TypeError where none can."""
        for key in keys_of(self.model):
            written = [values[name] for name in key.of if name in values]
            if written and not (len(written) == len(key.of) and _are_texts(written)):
                raise TypeError(f"{key.name} cannot be told from {written}: save the rows instead")
            if written:
                values[key.name] = key.form("\n".join(written))[: key.max_length]
        return super().update(**values)


class Keyed(models.Model):
    """A row with keys: who saves a field saves its key."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None:
            fields = set(update_fields)
            keys = (key.name for key in keys_of(type(self)) if fields.intersection(key.of))
            update_fields = fields.union(keys)
        super().save(*args, update_fields=update_fields, **options)


# What was typed, word by word; initials that an "und" joins are one.
_WORDS = re.compile(r"\b\w(?: und \w)+\b|\S+")
_LETTER = re.compile(r"\w(?!\w)")


def keys_of(model: type[models.Model]) -> list[KeyField]:
    """List the fields of a model that keep a normal form."""
    return [field for field in model._meta.concrete_fields if isinstance(field, KeyField)]


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def rewrite(model: Any, *, key: str, of: list[str], form: Callable[[str], str] = name_key) -> None:
    """Write a key of all rows anew, in a migration."""
    length = model._meta.get_field(key).max_length
    rows = model._base_manager
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_A_TIME):
        batch = list(rows.filter(pk__in=pks[start : start + AT_A_TIME]).only("pk", *of))
        for row in batch:
            setattr(row, key, form("\n".join(getattr(row, name) for name in of))[:length])
        rows.bulk_update(batch, [key], batch_size=AT_A_TIME)


def saying(field: str, written: str, *, most_words: int | None = None) -> Q:
    """Keep rows in whose key all words of what was typed stand, with or without umlauts' dots.

    "Stuewe" and "Stuwe" find Stüwe. A single letter begins a word, and "P+H" stands as it is.
    """
    words = _WORDS.findall(name_key(written))[:most_words]
    letters = [_beginning(field, word) for word in words if _LETTER.match(word)]
    words = [word for word in words if not _LETTER.match(word)]
    exactly = (Q((f"{field}__contains", word)) for word in words)
    loosely = (Contains(_loose(field), loose_key(word)) for word in words)
    return Q(*letters) & (Q(*exactly) | Q(*loosely))


def beginning(field: str, typed: str) -> Q:
    """Keep rows in whose key each word of what was typed begins a word: "ann mul", Anna Müller.

    Whoever types u may mean ü; which words that would be is asked for, and no key is rewritten.
    """
    words = name_key(typed).split()
    found = Q() if words else Q(pk__in=())
    for word in words:
        either = Q()
        for spelled in _spellings(word):
            # A blank before the first word: each begins alike, and one comparison is enough.
            text = Concat(Value(" "), F(field), output_field=models.TextField())
            either |= Q(Contains(text, f" {spelled}"))
        found &= either
    return found


def _spellings(word: str) -> list[str]:
    """Spell a word with umlauts where it may have them: "mul" and "muel"; three of them at most."""
    spelled = [""]
    for place, letter in enumerate(word):
        is_open = letter in "aou" and word[place + 1 : place + 2] != "e"
        if is_open and len(spelled) < MOST_SPELLINGS:
            spelled = [each + more for each in spelled for more in (letter, f"{letter}e")]
        else:
            spelled = [each + letter for each in spelled]
    return spelled


def joined(field: str, written: str) -> Q:
    """Keep rows whose key says what was typed as one word: "muellerguss" finds Müller-Guß."""
    word = name_key(written)
    if " " in word or len(word) < SHORTEST_JOINED:
        return Q(pk__in=())
    text = Cast(F(field), models.TextField())
    blank, nothing = (Value(each, output_field=models.TextField()) for each in (" ", ""))
    return Q(Contains(Replace(text, blank, nothing), word))


# Letters of German names as the order of names (DIN 5007-2) takes them.
_IN_ORDER = (
    ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"),
)  # fmt: skip


def in_order(*fields: str) -> list[Expression]:
    """Sort rows by names as German registers do, in every database alike: Böhmer, Bräuer, DSR.

    Organisations have `name_key`, which says the same and has an index.
    """
    return [_in_order(field) for field in fields]


def _in_order(field: str) -> Expression:
    expression: Expression = Cast(F(field), models.TextField())
    for pair in _IN_ORDER:
        # Said of each part: where rows are counted by group, nothing tells the one from the other.
        letter, others = (Value(each, output_field=models.TextField()) for each in pair)
        expression = Replace(expression, letter, others)
    return Lower(expression)


def _beginning(field: str, letters: str) -> Q:
    return Q((f"{field}__startswith", letters)) | Q((f"{field}__contains", f" {letters}"))


def _loose(field: str) -> Expression:
    expression: Expression = Cast(F(field), models.TextField())
    for letters, others in LOOSELY:
        pair = (Value(each, output_field=models.TextField()) for each in (letters, others))
        expression = Replace(expression, *pair)
    return expression
