"""The doors to rows: querysets that ask who is looking. A mistake in each of them must show."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from django.db import models

from kurzweg.core.tenancy import NetworkQuerySet
from tests.promises.canaries import our_models
from tests.promises.samples import AREAS, HELD, Mutant

Door = tuple[type[models.QuerySet], str]


def doors() -> list[Door]:
    """Find each queryset method that gets a viewer and nothing else, where it is defined."""
    return sorted(set(_doors()), key=lambda door: (door[0].__name__, door[1]))


def _doors() -> Iterator[Door]:
    for model in our_models():
        queryset = type(model._default_manager.all())
        for name, method in inspect.getmembers(queryset, inspect.isfunction):
            if _asks_who_is_looking(method) and not name.startswith("_"):
                yield next(each for each in queryset.__mro__ if name in vars(each)), name


def _asks_who_is_looking(method: Callable[..., object]) -> bool:
    given = list(inspect.signature(method).parameters.values())[1:]
    return [parameter.annotation for parameter in given] == ["Viewer"]


def mutants() -> dict[str, Mutant]:
    """Two mistakes for each door: it opens its network to everybody, or all networks."""
    found = {}
    for queryset, name in doors():
        for what, instead in _mistakes(queryset).items():
            called = f"{queryset.__name__}.{name}: {what}"
            areas = AREAS.get(f"{queryset.__name__}.{name}", ("",))
            change = (queryset, name, instead)
            room = f"{queryset.__module__.split('.')[1]}:"
            found[called] = Mutant(called, (change,), areas, HELD.get(called, ""), room)
    return found


def _mistakes(queryset: type[models.QuerySet]) -> dict[str, Callable[..., models.QuerySet]]:
    if not issubclass(queryset, NetworkQuerySet):
        return {"all rows": lambda rows, viewer: rows.all()}
    return {
        "all of the network": lambda rows, viewer: rows.in_network(viewer),
        "all networks": lambda rows, viewer: rows.across_networks("a mistake"),
    }
