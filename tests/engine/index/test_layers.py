"""Layers: what changed bit by bit answers as if it had changed at once."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.documents import Delta, Document, Request
from kurzweg.engine.index import Layers, in_memory
from kurzweg.engine.match import Matcher
from kurzweg.engine.words import german

WORDS = ("Drehteile", "Sägewerk", "Brot", "Blech", "Lack")
TODAY = date(2026, 5, 4)


def document(number: int, word: str) -> Document:
    return Document(
        key=f"offer:{number}",
        kind="offer",
        title=f"{word} nach Zeichnung",
        text=f"Wir liefern {word} und {WORDS[number % len(WORDS)]}.",
        owner=f"organisation:{number}",
        audiences=frozenset({"1:public"}),
    )


GENERATION = in_memory([document(n, WORDS[n % 5]) for n in range(8)], vocabulary=german())


def answers(matcher: Matcher) -> list[list[tuple[str, float]]]:
    asked = [Request(text=word, today=TODAY, audiences=frozenset({"1:public"})) for word in WORDS]
    return [
        [(each.key, each.score) for each in matcher.search(request, k=20, explain=False).ranked]
        for request in asked
    ]


# A step changes or adds a document, or takes it away (None).
steps = st.lists(
    st.tuples(st.integers(0, 12), st.none() | st.sampled_from(WORDS)), min_size=1, max_size=20
)


@settings(deadline=None, max_examples=25)
@given(steps)
def test_bit_by_bit_is_as_at_once(taken):
    layers, known = Layers.of(GENERATION), {}
    for number, word in taken:
        key = f"offer:{number}"
        known[key] = document(number, word) if word else None
        step = (known[key],) if known[key] else ()
        layers = layers.after(Delta(changed=step, gone=frozenset() if step else frozenset({key})))

    at_once = Delta(
        changed=tuple(each for each in known.values() if each),
        gone=frozenset(key for key, each in known.items() if not each),
    )
    assert answers(Matcher(GENERATION, layers=layers)) == answers(
        Matcher(GENERATION, delta=at_once)
    )


def test_many_changes_make_few_layers_and_few_are_indexed_again():
    layers, indexed = Layers.of(GENERATION), 0
    for number in range(127):
        before = layers.above
        layers = layers.after(Delta(changed=(document(100 + number, "Brot"),)))
        new = [layer for layer in layers.above if all(layer is not each for each in before)]
        indexed += sum(len(layer.documents) for layer in new)

    assert [len(layer.documents) for layer in layers.above] == [64, 32, 16, 8, 4, 2, 1]
    assert indexed <= 127 * 7
