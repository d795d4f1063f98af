"""Official files of reference data into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from kurzweg.core import importable
from kurzweg.places import importing, relying
from kurzweg.places.errors import BadFile
from kurzweg.places.models import Kind

READS = {
    Kind.MUNICIPALITIES: "the list of municipalities of Destatis (GV100AD), or a ZIP with it",
    Kind.POSTCODES: "the postal code file of GeoNames, or a ZIP with it",
    Kind.BOUNDARIES: "outlines as GeoJSON or TopoJSON, or a ZIP with them",
}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--attribution", default="", help="what is said of the source where data are shown"
    )


def _read(kind: Kind, file: Path, options: Mapping[str, Any]) -> Iterator[str]:
    try:
        outcome = importing.from_file(kind, file, attribution=options["attribution"])
    except BadFile as bad:
        raise CommandError(f"{file.name}: {bad}. Nothing was changed.") from None
    yield outcome.report()
    yield from relying.look_again()


importable.register(
    *(importable.Kind(str(kind), READS[kind], partial(_read, kind), _arguments) for kind in Kind)
)
