"""Builds the labelled lists: real names from the register file, disturbances from this folder."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.engine.duplicates.gold import disturbing, facts
from tests.engine.duplicates.gold.facts import Entry

HERE = Path(__file__).parent
# Beside the repository or its worktree, as other real data; never inside it.
SOURCE = next(
    (
        place
        for above in HERE.parents
        if (place := above / "shared/data/companies/offeneregister_nrw_hessen.csv").is_file()
    ),
    Path("offeneregister_nrw_hessen.csv"),
)
SOURCE_SHA256 = "27a9416ab42ea70d7c0b05ab61cbd748b8cec88d747239b7ed6a27b5b0207f4a"
MISSING = f"the real register names ({SOURCE.name}) are not beside the repository"
THIRDS = ("learning", "checking", "aside")
LISTS = {"learning": 3, "checking": 3, "aside": 2}
Pair = frozenset[str]


@dataclass(frozen=True)
class Listing:
    """One list to be searched, and what is known about its pairs of keys."""

    third: str
    number: int
    entries: tuple[Entry, ...]
    same: Mapping[Pair, str]  # true pairs that can be told, and how hard they are
    doubtful: frozenset[Pair]  # true pairs that nobody could tell from the two entries
    different: Mapping[Pair, str] = field(default_factory=dict)  # named pitfalls, by kind


def is_there() -> bool:
    return SOURCE.is_file()


def pair(first: str, second: str) -> Pair:
    return frozenset((first, second))


@cache
def records(name: str) -> tuple[dict[str, Any], ...]:
    """Read one of the files of this folder: pairs, siblings or neighbours."""
    return tuple(map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()))


@cache
def source_rows() -> tuple[dict[str, str], ...]:
    """Read the register file, and refuse another edition: row numbers would mean other firms."""
    content = SOURCE.read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCE_SHA256:
        raise ValueError(f"{SOURCE.name} is not the edition whose rows were labelled")
    return tuple(csv.DictReader(content.decode("utf-8").splitlines()))


@cache
def thirds_of_rows() -> Mapping[int, str]:
    """Say to which third a row belongs; a row that no record names falls where its number does."""
    named = {row: record["third"] for name in ("neighbours", "siblings", "pairs")
             for record in records(name) for row in record["rows"]}  # fmt: skip
    return {
        row: named.get(row, THIRDS[facts.number(row, "third", 3)])
        for row in range(len(source_rows()))
    }


def _address(row: Mapping[str, str]) -> tuple[str, str, str]:
    found = re.match(r"([^,]+), (\d{5}) ([^.]+(?:\. ?[^.]+)*?)\.?(?:Bestellt|$)",
                     row["registered_address"])  # fmt: skip
    return (found[1], found[2], found[3]) if found else ("", "", row["registered_office"])


@cache
def _domains() -> tuple[str, ...]:
    labels = [facts.domain_label(row["name"]) for row in source_rows()]
    often = {label for label, times in Counter(labels).items() if times > 1}
    return tuple(
        f"{label}-{number}.example" if label in often else f"{label}.example"
        for number, label in enumerate(labels)
    )


@cache
def _postcodes() -> Mapping[str, str]:
    return {town: code for _, code, town in map(_address, source_rows()) if code}


def _from_register(number: int) -> Entry:
    """What an office's first list holds of a firm; which facts it lacks depends on the row."""
    row = source_rows()[number]
    street, code, town = _address(row)
    if not street and facts.happens(number, "has street", 65):
        street, code = facts.street(number), _postcodes().get(town, "")
    host = _domains()[number]
    box = ("info", "kontakt", "mail", "buero")[facts.number(number, "box", 4)]
    if facts.happens(number, "shares a host", 15):
        shared_host = facts.SHARED_HOSTS[facts.number(number, "which host", 4)]
        mail = f"{host.removesuffix('.example')}@{shared_host}"
    else:
        mail = f"{box}@{host}"
    known = {
        "phone": facts.phone(number, row["registrar"]), "mail": mail, "web": host,
        "person": facts.person(facts.number(number, "person", 1_900)),
        "register_number": f"{row['_registerArt']} {row['_registerNummer']}",
    }  # fmt: skip
    shares = {"phone": 70, "mail": 65, "web": 45, "person": 60, "register_number": 35}
    known = {name: fact for name, fact in known.items()
             if facts.happens(number, f"has {name}", shares[name])}  # fmt: skip
    if "register_number" in known:
        known["register_court"] = row["registrar"]
    return Entry(str(number), row["name"], street, code, town, **known)


@cache
def originals() -> tuple[Entry, ...]:
    """Build the entries of all rows, neighbours holding the facts that they share."""
    entries = [_from_register(number) for number in range(len(source_rows()))]
    for record in records("neighbours"):
        if "share" in record:
            first, second = record["rows"]
            entries[second] = disturbing.shared(entries[second], entries[first], record["share"])
    return tuple(entries)


def derived(record: Mapping[str, Any], mark: str) -> Entry:
    """Build the second entry of a record: `+` is the same firm once more, `~` another firm."""
    (row,) = record["rows"]
    entry = disturbing.disturbed(originals()[row], record["operations"], originals())
    return replace(entry, key=f"{row}{mark}")


@cache
def listing(third: str, number: int) -> Listing:
    """Build one list: all rows that this third may see, and second entries for one in twenty.

    Rows of the third put aside are in no other third's lists."""
    seen = [
        entry
        for entry, its_third in zip(originals(), thirds_of_rows().values(), strict=True)
        if third == "aside" or its_third != "aside"
    ]
    copies = [copy for copy in records("pairs") if (copy["third"], copy["list"]) == (third, number)]
    others = [
        other for other in records("siblings") if (other["third"], other["list"]) == (third, number)
    ]
    entries = [*seen, *(derived(copy, "+") for copy in copies),
               *(derived(other, "~") for other in others)]  # fmt: skip
    # Second entries stand anywhere, as they would in a list sorted by another column.
    entries.sort(key=lambda entry: hashlib.sha256(entry.key.encode()).digest())
    twins = {pair(str(copy["rows"][0]), f"{copy['rows'][0]}+"): copy for copy in copies}
    return Listing(
        third,
        number,
        tuple(entries),
        same={both: copy["kind"] for both, copy in twins.items() if copy["kind"] != "doubtful"},
        doubtful=frozenset(both for both, copy in twins.items() if copy["kind"] == "doubtful"),
        different=_pitfalls({entry.key for entry in entries}, others),
    )


def _pitfalls(keys: set[str], others: list[dict[str, Any]]) -> dict[Pair, str]:
    """Name the pairs of these keys that look alike and are not the same firm."""
    kinds = {}
    for other in others:
        (row,) = other["rows"]
        kinds |= {pair(f"{row}{mark}", f"{row}~"): other["kind"] for mark in ("", "+")}
    for neighbour in records("neighbours"):
        first, second = neighbour["rows"]
        kinds |= {
            pair(f"{first}{mark}", f"{second}{other_mark}"): neighbour["kind"]
            for mark in ("", "+", "~")
            for other_mark in ("", "+", "~")
        }
    return {both: kind for both, kind in kinds.items() if both <= keys}


def listings(third: str) -> tuple[Listing, ...]:
    return tuple(listing(third, number) for number in range(1, LISTS[third] + 1))
