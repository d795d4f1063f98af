"""Contract: rows that became part of another one, and what keeps two of them from becoming one.

The page of a model asks where a row went before it says that there is none; an app that joins rows
registers who knows. It answers for one network: nobody learns of others. An app with rows that may
be held only once, and that nobody can combine, registers how people call them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

# Gives the public id of the row that took the place of another, in a network; "" when none did.
NewAddress = Callable[[str, int], str]
# Says in words what both of two rows hold, to stand in a sentence.
Words = Callable[[Any], str]
_words: dict[type[models.Model], Words] = {}
_answers: dict[type[models.Model], NewAddress] = {}


def register(model: type[models.Model], new_address: NewAddress) -> None:
    """Say who knows where rows of a model went."""
    _answers[model] = new_address


def new_address(model: type[models.Model], public_id: str, *, network_id: int) -> str:
    """Say under which public id a row is found now; "" if nobody knows."""
    answer = _answers.get(model)
    return answer(public_id, network_id) if answer else ""


def held_once(model: type[models.Model], words: Words) -> None:
    """Say how a row is called of which both of two may not be joined into one."""
    _words[model] = words


def words_for(row: models.Model) -> str:
    """Call a row that both hold by its words."""
    words = _words.get(type(row))
    return words(row) if words else str(row._meta.verbose_name)
