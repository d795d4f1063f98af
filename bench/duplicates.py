"""Which of 100,000 organisations are one written twice, and whether the answer is right."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

from bench.table import show
from kurzweg.engine.duplicates import Party, pairs
from kurzweg.engine.words import name_key

MANY, TWICE, NEIGHBOURS, SEED = 100_000, 0.05, 0.05, 20261130
TOWNS = 400
LIKE = 90  # of rapidfuzz, out of 100: what its users take as a threshold
LETTERS = "abcdefghiklmnoprstuvwz"
SYLLABLES = [a + b + c for a in "bdfghklmnprstw" for b in ("a", "e", "i", "o", "u", "ei", "au")
             for c in ("l", "n", "r", "ck", "tz", "mann", "ert", "ing", "hof", "s")]  # fmt: skip
TRADES = (
    "Metallbau", "Holzbau", "Elektro", "Spedition", "Bäckerei", "Optik", "Gartenbau",
    "Werkzeugbau", "Software", "Druckerei", "Kunststofftechnik", "Maschinenbau", "Sanitär",
    "Dachdecker", "Autohaus", "Immobilien", "Reinigung", "Transporte", "Anlagenbau",
    "Ingenieurbüro", "Tischlerei", "Zimmerei", "Logistik", "Medien", "Beratung",
)  # fmt: skip
FORMS = ("GmbH", "GmbH & Co. KG", "KG", "AG", "UG (haftungsbeschränkt)", "e. K.", "")
Found = set[tuple[int, int]]


def measure() -> None:
    """Find the same duplicates in three ways, each in a process of its own, and say how well."""
    rows = []
    for name, way in WAYS.items():
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            seconds, megabytes, found = alone.apply(_timed, (way,))
        _parties, twins = organisations()
        right = len(found & twins)
        rows.append(
            (name, seconds, megabytes, len(found), right / max(len(found), 1), right / len(twins))
        )
    show(
        f"Duplicates among {MANY:,} invented organisations in {TOWNS} towns, {len(twins):,} of "
        "them written twice, as many beside their Verwaltungs-GmbH or a numbered neighbour "
        "(at most 60 s and 1,000 MB on one core)",
        ["", "s", "MB", "pairs", "precision", "recall"],
        rows,
    )


def _timed(way: Callable[[list[Party]], Found]) -> tuple[float, int, Found]:
    parties, _twins = organisations()
    before = time.process_time()  # on one core; others may be at work on this machine
    found = way(parties)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return time.process_time() - before, peak, found


# What is compared ------------------------------------------------------------------------------


def organisations() -> tuple[list[Party], Found]:
    """Draw firms, some of them twice with slips, some with a neighbour that is another firm."""
    random = np.random.default_rng(SEED)
    towns = [f"{name}{end}" for name in SYLLABLES[:200] for end in ("stadt", "berg")][:TOWNS]
    shares = 1 / np.arange(1, TOWNS + 1) ** 0.7
    parties: list[Party] = []
    twins: Found = set()
    while len(parties) < MANY:
        at = int(random.choice(TOWNS, p=shares / shares.sum()))
        firm = _firm(random, number=len(parties), town=towns[at].capitalize(), at=at)
        parties.append(firm)
        chance = random.random()
        if chance < TWICE:
            twins.add((firm.id, firm.id + 1))
            parties.append(_written_again(firm, random))
        elif chance < TWICE + NEIGHBOURS:
            parties.append(_neighbour(firm, random))
    return parties, twins


def _firm(random: np.random.Generator, *, number: int, town: str, at: int) -> Party:
    family = "".join(random.choice(SYLLABLES, 2)).capitalize()
    trade, form = random.choice(TRADES), random.choice(FORMS)
    own = f"{family.lower()}-{trade.lower()}.example"
    return Party(
        number,
        f"{family} {trade} {form}".strip(),
        street=f"{''.join(random.choice(SYLLABLES, 2))}straße {random.integers(1, 99)}",
        postal_code=f"{40000 + at * 10 + random.integers(10)}",
        town=town,
        website=f"https://www.{own}" if random.random() < 0.6 else "",
        phone=f"0{random.integers(200, 999)} {random.integers(10**5, 10**7)}",
        email=f"info@{own}" if random.random() < 0.5 else "",
    )


def _written_again(firm: Party, random: np.random.Generator) -> Party:
    name = firm.name
    for slip in random.choice(len(SLIPS), int(random.integers(1, 3)), replace=False):
        name = SLIPS[int(slip)](name, random)
    kept = {
        field: getattr(firm, field) if random.random() < 0.6 else ""
        for field in ("street", "postal_code", "website", "phone", "email")
    }
    return Party(firm.id + 1, name, town=firm.town, **kept)


def _letter(name: str, random: np.random.Generator) -> str:
    at = int(random.integers(1, max(2, len(name.split()[0]))))
    return name[:at] + random.choice(list(LETTERS)) + name[at + int(random.integers(2)) :]


SLIPS: tuple[Callable[[str, np.random.Generator], str], ...] = (
    _letter,
    lambda name, random: name.upper(),
    lambda name, random: name.replace("ä", "ae").replace("ü", "ue"),
    lambda name, random: name.split(" GmbH")[0].split(" KG")[0],
    lambda name, random: " ".join([*name.split()[1:2], *name.split()[:1], *name.split()[2:]]),
)


def _neighbour(firm: Party, random: np.random.Generator) -> Party:
    root = firm.name.split(" GmbH")[0].split(" KG")[0]
    name = (
        f"{root} Verwaltungs-GmbH" if random.random() < 0.5 else f"{root} {random.integers(2, 9)}"
    )
    return Party(
        firm.id + 1, name, firm.street, firm.postal_code, firm.town, phone=firm.phone,
        website=firm.website,
    )  # fmt: skip


# In which ways ---------------------------------------------------------------------------------


def ours(parties: list[Party]) -> Found:
    return {(min(pair.a, pair.b), max(pair.a, pair.b)) for pair in pairs(parties)}


def alike_in_one_town(parties: list[Party]) -> Found:
    """The plain use of rapidfuzz: names of one town whose words are alike, in any order."""
    found: Found = set()
    for rows in _blocks(parties, lambda party: party.town.casefold()):
        names = [party.name.casefold() for party in rows]
        for start in range(0, len(rows), 1000):
            some = names[start : start + 1000]
            near = process.cdist(
                some, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE, dtype=np.uint8
            )
            for a, b in np.argwhere(near):
                if b > a + start:
                    found.add((rows[a + start].id, rows[b].id))
    return found


def one_key(parties: list[Party]) -> Found:
    """What a spreadsheet does: the same name, written plainly, in the same town."""
    blocks = _blocks(parties, lambda party: f"{name_key(party.name)}|{party.town.casefold()}")
    return {(a.id, b.id) for rows in blocks for a, b in combinations(rows, 2)}


def _blocks(parties: Iterable[Party], key: Callable[[Party], str]) -> Iterator[list[Party]]:
    blocks: dict[str, list[Party]] = defaultdict(list)
    for party in parties:
        blocks[key(party)].append(party)
    yield from blocks.values()


WAYS: dict[str, Callable[[list[Party]], Found]] = {
    "kurzweg": ours,
    f"rapidfuzz, one town, {LIKE} of 100": alike_in_one_town,
    "the same name, the same town": one_key,
}
