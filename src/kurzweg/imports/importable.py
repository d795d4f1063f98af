"""Lists of members into the database, or only looked at."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils import translation

from kurzweg.core import importable
from kurzweg.core.errors import DomainError
from kurzweg.engine.members import Field, TableError
from kurzweg.imports import actions, applying, reading
from kurzweg.imports.models import MemberList, Verdict
from kurzweg.networks.models import Network

SOON = 2  # seconds


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--preview", action="store_true", help="only say what would change")
    parser.add_argument("--json", action="store_true", help="say it for programs")
    parser.add_argument("--network", metavar="SLUG", default="", help="into which network")


def _read(file: Path, options: Mapping[str, Any]) -> Iterator[str]:
    network = _network(options["network"])
    try:
        with translation.override("en"):  # as all that commands say
            told = _told(file, network, is_preview=options["preview"])
    except OSError:
        raise CommandError(f"{file} cannot be read.") from None
    except TableError as bad:
        raise CommandError(bad.sentence("en")) from None
    except DomainError as error:
        with translation.override("en"):
            raise CommandError(str(error.sentence)) from None
    yield json.dumps(told, ensure_ascii=False) if options["json"] else "\n".join(_lines(told))


def _told(file: Path, network: Network, *, is_preview: bool) -> dict[str, Any]:
    """Look at a list, take it over where that is wanted, and say what it changes."""
    reading.refuse_enormous(file.stat().st_size)
    say = _progress(time.monotonic())
    actions.discard_abandoned(network)
    member_list = actions.upload(file.read_bytes(), name=file.name, network=network, by=None)
    is_over = False
    try:
        fields = [Field(column["field"]) for column in member_list.columns]
        member_list = actions.understand(member_list, fields, in_a_job=False)
        if member_list.problem:
            raise DomainError(member_list.problem)
        told = summary(member_list)
        say(f"{member_list.total} rows are read and compared")
        if not is_preview:
            applying.apply(member_list, by=None)
            is_over = True
            say(f"{member_list.total} rows are taken over")
    finally:
        # Whatever kept it from being taken over: the next one may bring the same file.
        if not is_over:
            actions.discard(member_list, by=None)
    return told


def _progress(begun: float) -> Callable[[str], None]:
    """Say on the other channel how far a long list is; a short one is over before that is read."""

    def say(what: str) -> None:
        seconds = time.monotonic() - begun
        if seconds > SOON:
            sys.stderr.write(f"{seconds:6.1f} s  {what}\n")

    return say


def _network(slug: str) -> Network:
    networks = Network.objects.filter(slug=slug) if slug else Network.objects.order_by("pk")[:2]
    found = list(networks)
    if not found:
        raise CommandError(f"There is no network {slug}." if slug else "There is no network yet.")
    if len(found) > 1:
        raise CommandError("Several networks are here: say which one with --network SLUG.")
    return found[0]


def summary(member_list: MemberList) -> dict[str, Any]:
    """Count what a list would change, and name each value that is not taken over."""
    names = (Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.DOUBTFUL)
    lines = member_list.lines.exclude(unread=[]).order_by("row")
    rejected = [
        {"row": row, "field": each["field"], "reason": each["why"]}
        for row, unread in lines.values_list("row", "unread")
        for each in unread
    ]
    return {str(name): member_list.counts[name] for name in names} | {"rejected": rejected}


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield ", ".join(f"{told[name]} {name}" for name in ("new", "changed", "same", "doubtful"))
    for each in told["rejected"]:
        yield f"row {each['row']}, {each['field'] or 'the row'}: {each['reason']}"


importable.register(
    importable.Kind("members", "a list of members: CSV, Excel, ODS, vCard", _read, _arguments)
)
