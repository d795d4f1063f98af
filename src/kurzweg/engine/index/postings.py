"""Which documents say a term, how strongly, and the best of them for a weighted sum of terms.

A term's postings stand in runs, one for each block of documents in which it occurs, so that a
posting takes three bytes: its place in the block and its strength. A query adds up block after
block into one array that the processor keeps at hand, those first that could hold the best, and
leaves out every block whose highest possible sum would come too late (Ding & Suel 2011, "Faster
top-k document retrieval using block-max indexes"). Sums are whole numbers, so the result is the
same to the last digit in whatever order they are made, and equal sums are in the order of rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled

BLOCK = 16_384  # documents; their sums take 64 KB
FULL = 255  # the strength 1 as a byte
_STRIDE = 64  # sums that are looked at together
_LAST_ROW = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of t terms in n documents, in r runs; p postings in all.

    The runs of a term stand between two `ends` (t + 1); each has its `blocks` number (r), its
    highest strength `peaks` (r) and its postings between two `starts` (r + 1): `places` (p) in
    the block and `strengths` (p), 1 to 255.
    """

    ends: NDArray[np.int64]
    blocks: NDArray[np.int32]
    peaks: NDArray[np.uint8]
    starts: NDArray[np.int64]
    places: NDArray[np.uint16]
    strengths: NDArray[np.uint8]

    @classmethod
    def of(
        cls,
        ends: NDArray[np.int64],
        terms: NDArray[np.int32],
        strengths: NDArray[np.uint8],
        *,
        width: int,
    ) -> Postings:
        """Turn documents around: between two `ends` (n + 1) the different `terms` of one."""
        runs, postings = _sizes(ends, terms, width)
        turned = cls(
            ends=runs,
            blocks=np.zeros(runs[-1], dtype=np.int32),
            peaks=np.zeros(runs[-1], dtype=np.uint8),
            starts=np.full(runs[-1] + 1, postings[-1]),
            places=np.zeros(postings[-1], dtype=np.uint16),
            strengths=np.zeros(postings[-1], dtype=np.uint8),
        )
        _turn(
            ends, terms, strengths, runs, postings,
            turned.blocks, turned.peaks, turned.starts, turned.places, turned.strengths,
        )  # fmt: skip
        return turned

    def best(
        self,
        terms: NDArray[np.int64],
        weights: NDArray[np.int64],
        *,
        allowed: NDArray[np.bool_],
        limit: int,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The allowed rows (n flags) with the highest Σ weight × strength above 0, and these sums.

        Best first, of equal ones by row, at most `limit`. `terms` are numbers and differ, `weights`
        are whole ones from 1; a sum stays below 2**31.
        """
        keys = _best(
            terms, weights, allowed, limit,
            self.ends, self.blocks, self.peaks, self.starts, self.places, self.strengths,
        )  # fmt: skip
        keys = np.sort(keys[keys > 0])[::-1]
        return _LAST_ROW - (keys & _LAST_ROW), keys >> 32


@compiled
def _sizes(
    ends: NDArray[np.int64], terms: NDArray[np.int32], width: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the runs and where the postings of each term end, 0 first."""
    runs = np.zeros(width + 1, np.int64)
    postings = np.zeros(width + 1, np.int64)
    last_block = np.full(width, -1, np.int64)
    for row in range(len(ends) - 1):
        for place in range(ends[row], ends[row + 1]):
            term = terms[place]
            postings[term + 1] += 1
            if last_block[term] != row // BLOCK:
                last_block[term] = row // BLOCK
                runs[term + 1] += 1
    return np.cumsum(runs), np.cumsum(postings)


@compiled
def _turn(
    ends: NDArray[np.int64],
    terms: NDArray[np.int32],
    strengths: NDArray[np.uint8],
    runs: NDArray[np.int64],
    postings: NDArray[np.int64],
    run_blocks: NDArray[np.int32],
    run_peaks: NDArray[np.uint8],
    run_starts: NDArray[np.int64],
    places: NDArray[np.uint16],
    turned: NDArray[np.uint8],
) -> None:
    """Write each posting of each document to its term."""
    next_run, next_posting = runs[:-1].copy(), postings[:-1].copy()
    for row in range(len(ends) - 1):
        block = row // BLOCK
        for place in range(ends[row], ends[row + 1]):
            term = terms[place]
            run, posting = next_run[term] - 1, next_posting[term]
            if run < runs[term] or run_blocks[run] != block:
                run += 1
                next_run[term] = run + 1
                run_blocks[run] = block
                run_starts[run] = posting
            run_peaks[run] = max(run_peaks[run], strengths[place])
            places[posting] = row - block * BLOCK
            turned[posting] = strengths[place]
            next_posting[term] = posting + 1


@compiled
def _best(
    terms: NDArray[np.int64],
    weights: NDArray[np.int64],
    allowed: NDArray[np.bool_],
    limit: int,
    ends: NDArray[np.int64],
    blocks: NDArray[np.int32],
    peaks: NDArray[np.uint8],
    starts: NDArray[np.int64],
    places: NDArray[np.uint16],
    strengths: NDArray[np.uint8],
) -> NDArray[np.int64]:
    """The keys of the best rows as a heap, the least one first; 0 where there are fewer."""
    keys = np.zeros(limit, np.int64)
    runs = np.full((len(allowed) // BLOCK + 1, len(terms)), -1, np.int64)
    bounds = np.zeros(len(runs), np.int64)
    for number in range(len(terms)):
        for run in range(ends[terms[number]], ends[terms[number] + 1]):
            runs[blocks[run], number] = run
            bounds[blocks[run]] += weights[number] * peaks[run]
    sums = np.zeros(min(BLOCK, (len(allowed) // _STRIDE + 1) * _STRIDE), np.int32)
    for block in np.argsort(-bounds):
        first = block * BLOCK
        if bounds[block] == 0 or _key(bounds[block], first) <= keys[0]:
            continue
        if not _any(allowed, first):
            continue
        for number in range(len(terms)):
            run = runs[block, number]
            if run >= 0:
                weight = np.int32(weights[number])
                for posting in range(starts[run], starts[run + 1]):
                    sums[places[posting]] += weight * np.int32(strengths[posting])
        _keep_best(keys, sums, allowed, first)
        sums[:] = 0
    return keys


@compiled
def _key(total: int, row: int) -> int:
    """One number for a sum and its row: a higher sum is higher, of equal ones an earlier row."""
    return int((np.int64(total) << 32) | (_LAST_ROW - row))


@compiled
def _any(allowed: NDArray[np.bool_], first: int) -> bool:
    """Whether any row of a block is allowed."""
    row, last = first, min(first + BLOCK, len(allowed))
    while row < last and not allowed[row]:
        row += 1
    return row < last


@compiled
def _keep_best(
    keys: NDArray[np.int64], sums: NDArray[np.int32], allowed: NDArray[np.bool_], first: int
) -> None:
    """Let the rows of a block into the heap that are better than its least one."""
    least = max(1, keys[0] >> 32)
    for start in range(0, len(sums), _STRIDE):
        if _highest(sums, start) < least:
            continue
        for place in range(start, start + _STRIDE):
            if sums[place] >= least:
                key = _key(sums[place], first + place)
                if key > keys[0] and allowed[first + place]:
                    _replace_least(keys, key)
                    least = max(1, keys[0] >> 32)


@compiled
def _highest(sums: NDArray[np.int32], start: int) -> int:
    """The highest of a few sums, in a loop that the compiler turns into a handful of steps."""
    highest = sums[start]
    for place in range(start, start + _STRIDE):
        highest = max(highest, sums[place])
    return int(highest)


@compiled
def _replace_least(keys: NDArray[np.int64], key: int) -> None:
    """Put a key into a heap instead of its least one (Williams 1964, heapsort)."""
    place = 0
    while True:
        child = 2 * place + 1
        if child >= len(keys):
            break
        if child + 1 < len(keys) and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[place] = keys[child]
        place = child
    keys[place] = key
