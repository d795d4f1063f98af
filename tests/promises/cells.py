"""Which calls there are: each route with each method by each principal, the object varied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kurzweg.core.policy import Audience, Route, routes
from tests.promises.samples import SAMPLES, Sample
from tests.promises.world import Half, Placed, Principal, Relation, World

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
NETWORK = "network"
# Well-formed addresses behind which there is nothing.
NOTHING = {"network": "no-such-network", "int": "999999999", "slug": "zzzzzzzzzzzz"}


class Outcome(StrEnum):
    OK = "an answer"
    SIGN_IN = "the sign-in page"
    NOT_FOUND = "404"
    NOT_ALLOWED = "405"


DENIED = {Outcome.SIGN_IN, Outcome.NOT_FOUND}


class MissingSample(AssertionError):
    """A route came without saying how it is called."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One call: who calls what how, with which object in which part of the address."""

    route: Route
    method: str
    is_partial: bool
    principal: str
    relations: tuple[tuple[str, Relation], ...]
    query: str = ""

    def __str__(self) -> str:
        parts = ", ".join(f"{name}: {relation}" for name, relation in self.relations)
        kind = f"{self.method}{' (htmx)' if self.is_partial else ''}"
        return f"{kind} {self.route.path}{self.query} as {self.principal} ({parts or 'no parts'})"

    @property
    def row(self) -> str:
        """The line of policy.txt that this call belongs to."""
        return f"{self.route.path} {self.method}"


@dataclass(frozen=True, slots=True)
class Call:
    """A cell with a world put into it: what is sent, and what must come back."""

    cell: Cell
    principal: Principal
    path: str
    form: dict[str, Any]
    half: Half | None
    parts: dict[str, Placed | None]
    expected: Outcome

    @property
    def is_open(self) -> bool:
        declared = self.cell.route.policy
        audience = declared.audience_for(self.cell.method) if declared else None
        return audience is not None and audience.is_open


def all_routes(urlconf: str | None = None) -> list[Route]:
    return sorted(routes(urlconf), key=lambda route: route.path)


def parameters(route: Route) -> list[tuple[str, str]]:
    """The parameters of an address: converter and name."""
    return PARAMETER.findall(route.path)


def sample_of(route: Route) -> Sample:
    """How a route is called; raises with a sentence that says what to add."""
    sample = SAMPLES.get(route.name, Sample(route.name))
    objects = {name for _converter, name in parameters(route)} - {NETWORK}
    where = f"tests/{route.name.partition(':')[0]}/matrix.py"
    if "(?P" in route.path:
        raise MissingSample(f"{route.path}: write the address with path(), not with re_path().")
    if missing := sorted(objects - set(sample.parts)):
        raise MissingSample(
            f"{route.path}: add to {where} what stands for {', '.join(missing)}: "
            f'sample("{route.name}", {missing[0]}="<kind of row>").'
        )
    if route.policy and route.policy.write and sample.form is None:
        raise MissingSample(
            f"{route.path}: add to {where} what its form sends: "
            f'sample("{route.name}", form={{…}}), or form={{}} if it has no fields.'
        )
    return sample


def cells_of(route: Route, world: World) -> Iterator[Cell]:
    """All calls of one route; a method that it does not know is tried on own objects only."""
    sample = sample_of(route)
    for method, is_partial in (("GET", False), ("GET", True), ("POST", False)):
        is_known = route.policy is not None and route.policy.audience_for(method) is not None
        if is_partial and not is_known:
            continue
        varied = list(substitutions(route, sample, world))
        own = tuple((name, Relation.OWN) for _converter, name in parameters(route))
        # What is sent is sent to the first of the addresses.
        queries = sample.queries if method == "GET" else sample.queries[:1]
        for principal in world.principals:
            for relations in varied if is_known else [own]:
                for query in queries:
                    yield Cell(route, method, is_partial, principal.name, relations, query)


def substitutions(
    route: Route, sample: Sample, world: World
) -> Iterator[tuple[tuple[str, Relation], ...]]:
    """Vary one part of the address at a time; with the network, also all objects with it."""
    names = [name for _converter, name in parameters(route)]
    objects = [name for name in names if name != NETWORK]
    own = dict.fromkeys(names, Relation.OWN)
    found = [own]
    for name in objects:
        placed = world.home.rows.get(sample.parts[name], {})
        found += [own | {name: relation} for relation in Relation if relation in placed]
        found += [own | {name: Relation.OTHER_NETWORK}, own | {name: Relation.NON_EXISTENT}]
    if NETWORK in names:
        found += [own | {NETWORK: Relation.OTHER_NETWORK}, own | {NETWORK: Relation.NON_EXISTENT}]
        found += [dict.fromkeys(names, Relation.OTHER_NETWORK)]
    unique = {tuple(relations.items()) for relations in found}
    yield from sorted(unique)


def call_of(cell: Cell, world: World) -> Call:
    """Put the rows of a world into a cell."""
    sample = sample_of(cell.route)
    relations = dict(cell.relations)
    half = {
        None: None,
        Relation.OWN: world.home,
        Relation.OTHER_NETWORK: world.away,
        Relation.NON_EXISTENT: None,
    }[relations.get(NETWORK)]
    parts = {
        name: placed_for(sample.parts[name], relation, world)
        for name, relation in relations.items()
        if name != NETWORK
    }
    principal = world.principal(cell.principal)
    form = sample.form
    if callable(form):
        form = form(half or world.home, principal)
    return Call(
        cell=cell,
        principal=principal,
        path=address(cell, half, parts) + cell.query,
        form=(form or {}) if cell.method == "POST" else {},
        half=half,
        parts=parts,
        expected=expected(cell, principal, sample, half=half, parts=parts),
    )


def placed_for(kind: str, relation: Relation, world: World) -> Placed | None:
    if relation == Relation.NON_EXISTENT:
        return None
    half, relation = (
        (world.away, Relation.OWN) if relation == Relation.OTHER_NETWORK else (world.home, relation)
    )
    try:
        return half.rows[kind][relation]
    except KeyError:
        raise MissingSample(
            f"no @rows puts a {kind!r} ({relation}) into its half: half.put({kind!r}, …)"
        ) from None


def address(cell: Cell, half: Half | None, parts: dict[str, Placed | None]) -> str:
    def value(match: re.Match[str]) -> str:
        converter, name = match.groups()
        if name == NETWORK:
            return half.network.slug if half else NOTHING["network"]
        placed = parts[name]
        return placed.in_address if placed else NOTHING.get(converter, NOTHING["slug"])

    return PARAMETER.sub(value, cell.route.path)


def expected(
    cell: Cell,
    principal: Principal,
    sample: Sample,
    *,
    half: Half | None,
    parts: dict[str, Placed | None],
) -> Outcome:
    """What the policy, read by a person, promises for this call."""
    declared = cell.route.policy
    audience = declared.audience_for(cell.method) if declared else None
    if declared is None:
        return Outcome.NOT_FOUND
    if audience is None:
        return Outcome.NOT_ALLOWED
    if not is_admitted(cell, principal, half):
        is_stranger = not audience.is_open and not principal.is_signed_in
        return Outcome.SIGN_IN if is_stranger else Outcome.NOT_FOUND
    existing = {name: placed for name, placed in parts.items() if placed is not None}
    is_elsewhere = declared.scope == "network" and any(
        placed.half is not half and not is_word_of(half, placed) for placed in existing.values()
    )
    if len(existing) < len(parts) or is_elsewhere:
        return Outcome.NOT_FOUND
    may = sample.may_write if cell.method == "POST" else sample.may
    return Outcome.OK if may(principal, existing) else Outcome.NOT_FOUND


def is_word_of(half: Half | None, placed: Placed) -> bool:
    """Whether an address of a network may hold a word although another network has it as well."""
    own = half.rows.values() if half and placed.word else ()
    return any(entry.word == placed.word for entries in own for entry in entries.values())


def is_admitted(cell: Cell, principal: Principal, half: Half | None) -> bool:
    """Whether the policy lets this principal in, before any object is looked for."""
    declared = cell.route.policy
    audience = declared.audience_for(cell.method) if declared else None
    if declared is None or audience is None or (declared.scope == "network" and half is None):
        return False
    return admits(audience, principal, half)


def admits(audience: Audience, principal: Principal, half: Half | None) -> bool:
    """Read an audience without the product's own words for it."""
    return (
        audience.is_open
        or (audience.is_signed_in_enough and principal.is_signed_in)
        or bool(audience.roles & principal.roles_in(half))
    )
