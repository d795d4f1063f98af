"""Every route says who may call it with which method; what says nothing is refused.

The registry is keyed by (route, method). `policy.txt` at the root of the repository is written from
it, read by people and compared in the tests, so that a changed right is a changed line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLResolver, get_resolver

from kurzweg.core.viewer import Role, Viewer

Scope = Literal["network", "installation"]
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may call: one of these roles, anybody signed in, or whoever holds the link."""

    name: str
    roles: frozenset[Role] = frozenset()
    is_open: bool = False
    is_signed_in_enough: bool = False

    def admits(self, viewer: Viewer) -> bool:
        return (
            self.is_open
            or (self.is_signed_in_enough and viewer.is_signed_in)
            or not self.roles.isdisjoint(viewer.roles)
        )


INSIDE = frozenset(set(Role) - {Role.PUBLIC, Role.OPERATOR})
PUBLIC = Audience("public", is_open=True)
LINK_HOLDER = Audience("link holder", is_open=True)
DEMO_ONLY = Audience("anybody, in demo mode only", is_open=True)
SIGNED_IN = Audience("signed in", is_signed_in_enough=True)
MEMBERS = Audience("members", roles=INSIDE)
OFFICE = Audience("office", roles=frozenset({Role.OFFICE}))
OFFICE_AND_BOARD = Audience("office and board", roles=frozenset({Role.OFFICE, Role.BOARD}))
ACTORS = Audience(
    "acts for an organisation or office",
    roles=frozenset({Role.MEMBER, Role.ORGANISATION_ADMIN, Role.OFFICE}),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may read and who may write at one route; a method without an audience does not exist."""

    read: Audience | None = None
    write: Audience | None = None
    scope: Scope = "network"
    is_cacheable: bool = False
    is_kept: bool = False

    def audience_for(self, method: str) -> Audience | None:
        if method in READING:
            return self.read
        return self.write if method == "POST" else None

    @property
    def methods(self) -> list[str]:
        return [*(READING if self.read else ()), *(["POST"] if self.write else ())]


def policy(
    *,
    read: Audience | None = None,
    write: Audience | None = None,
    scope: Scope = "network",
    is_cacheable: bool = False,
    is_kept: bool = False,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Declare who may call a view: `read` for GET and HEAD, `write` for POST.

    Only what is the same for everybody is cacheable; all other answers forbid it. `is_kept`: what
    a stranger gets of a network is kept until something changes (`core.kept_pages`).
    """
    declared = Policy(read, write, scope, is_cacheable=is_cacheable, is_kept=is_kept)

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in declared.methods:
                return HttpResponseNotAllowed(declared.methods)
            return view(request, *args, **kwargs)

        update_wrapper(guarded, view)
        guarded.policy = declared  # type: ignore[attr-defined]  # read by policy_of
        return guarded

    return declare


# Routes of libraries, by the name of their URL. Each line was read by a person.
THIRD_PARTY: dict[str, Policy] = {
    "account_logout": Policy(read=SIGNED_IN, write=SIGNED_IN, scope="installation"),
}


def policy_of(view: Callable[..., Any], *, name: str | None) -> Policy | None:
    """Find the declared policy of a view, or None: then nobody may call it."""
    declared = getattr(view, "policy", None)
    return declared if declared is not None else THIRD_PARTY.get(name or "")


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the product, as the matrix and the start-up check see it."""

    path: str
    name: str
    view: Callable[..., Any]
    policy: Policy | None


def routes(urlconf: str | None = None) -> Iterator[Route]:
    """Walk all addresses of the product, those of libraries included."""
    yield from _walk(get_resolver(urlconf), prefix="/", namespace="")


def _walk(resolver: URLResolver, *, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, prefix=path, namespace=inner)
        else:
            name = f"{namespace}{entry.name or ''}"
            yield Route(path, name, entry.callback, policy_of(entry.callback, name=name))


def table(urlconf: str | None = None) -> str:
    """Write the registry down: a line per route and method, in the order of the addresses."""
    lines = [
        f"{route.path:<58} {method:<5} "
        f"{_audience_name(route.policy, method):<36} {_scope(route, method)}"
        for route in sorted(routes(urlconf), key=lambda route: route.path)
        for method in (route.policy.methods if route.policy else ["ANY"])
        if method != "HEAD"
    ]
    return "\n".join([*HEADER, *lines, ""])


HEADER = (
    "# Every route and method, and who may call it. Written by `kurzweg policy --write`;",
    "# a change here is a change of rights and is reviewed as one.",
)


def _audience_name(declared: Policy | None, method: str) -> str:
    audience = declared.audience_for(method) if declared else None
    return audience.name if audience else "NOBODY (undeclared)"


def _scope(route: Route, method: str) -> str:
    if route.policy is None:
        return "-"
    cacheable = ", cacheable" if route.policy.is_cacheable else ""
    kept = ", kept for strangers" if route.policy.is_kept and method == "GET" else ""
    return f"{route.policy.scope}{cacheable}{kept}"
