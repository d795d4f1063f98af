"""Contract: where a row went whose address leads nowhere any more.

The page of a model asks before it says that there is none; an app that joins rows registers who
knows. It answers for one network: nobody learns of others.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

# Gives the public id of the row that took the place of another, in a network; "" when none did.
NewAddress = Callable[[str, int], str]
_answers: dict[type[models.Model], NewAddress] = {}


def register(model: type[models.Model], new_address: NewAddress) -> None:
    """Say who knows where rows of a model went."""
    _answers[model] = new_address


def new_address(model: type[models.Model], public_id: str, *, network_id: int) -> str:
    """Say under which public id a row is found now; "" if nobody knows."""
    answer = _answers.get(model)
    return answer(public_id, network_id) if answer else ""
