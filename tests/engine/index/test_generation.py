"""Generations replace one another whole, whatever happens on the way."""

import os
import threading
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from kurzweg.engine.arrays.storage import flatten
from kurzweg.engine.documents import Delta, Document, digest
from kurzweg.engine.index import generation
from kurzweg.engine.index.generation import Generation, build_generation, current_id
from kurzweg.engine.match.matcher import Matcher

DOCUMENTS = [
    Document("1", title="Eloxalbetrieb", text="Wir eloxieren Aluminium", topics=("Oberfläche",)),
    Document("2", title="Steuerberatung", text="Wir machen den Jahresabschluss"),
    Document("3", title="", text=""),
]


def keys(mapped):
    names = mapped.segment.columns.keys
    return [names[row] for row in range(len(names))]


def test_a_generation_is_found_by_its_folder_and_by_its_own_path(tmp_path, known):
    built = build_generation(DOCUMENTS, tmp_path, vocabulary=known, base=7)

    opened = [Generation.open(tmp_path), Generation.open(tmp_path / built.id)]

    assert [(each.id, each.base, keys(each)) for each in opened] == [
        (built.id, 7, ["1", "2", "3"]),
        (built.id, 7, ["1", "2", "3"]),
    ]


def test_the_same_documents_in_any_order_make_the_same_arrays(tmp_path, known):
    one = build_generation(DOCUMENTS, tmp_path / "one", vocabulary=known)
    two = build_generation(reversed(DOCUMENTS), tmp_path / "two", vocabulary=known)

    first, second = flatten(one.segment), flatten(two.segment)
    assert one.id == two.id
    assert [
        name
        for name in first
        if not np.array_equal(first[name], second[name], equal_nan=first[name].dtype.kind == "f")
    ] == []


def test_a_second_build_has_a_new_name_and_the_same_contents(tmp_path, known):
    first = build_generation(DOCUMENTS, tmp_path, vocabulary=known)
    second = build_generation(DOCUMENTS, tmp_path, vocabulary=known)

    assert current_id(tmp_path) == second.id
    assert (first.id[:6], second.id[:6]) == ("000001", "000002")
    assert first.id[6:] == second.id[6:]


def test_the_generation_before_stays_for_those_who_are_opening_it(tmp_path, known):
    built = [build_generation(DOCUMENTS, tmp_path, vocabulary=known).id for _ in range(3)]

    left = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())

    assert left == built[1:]


def test_an_index_may_be_empty(tmp_path, known):
    assert keys(build_generation([], tmp_path, vocabulary=known)) == []


def test_a_document_may_come_to_an_empty_index(tmp_path, known, ask):
    empty = build_generation([], tmp_path, vocabulary=known)

    answer = ask(Matcher(empty, delta=Delta(changed=tuple(DOCUMENTS))))

    assert [each.key for each in answer.ranked] == ["1"]


def test_two_documents_with_one_key_are_refused_and_change_nothing(tmp_path, known):
    before = build_generation(DOCUMENTS, tmp_path, vocabulary=known)

    with pytest.raises(ValueError, match="two documents have the key '1'"):
        build_generation([*DOCUMENTS, Document("1")], tmp_path, vocabulary=known)

    assert current_id(tmp_path) == before.id


def test_without_a_generation_nothing_is_opened(tmp_path):
    assert current_id(tmp_path) is None
    with pytest.raises(FileNotFoundError):
        Generation.open(tmp_path)


def test_what_other_code_has_written_is_not_opened(tmp_path, known, monkeypatch):
    build_generation(DOCUMENTS, tmp_path, vocabulary=known)
    monkeypatch.setattr(generation, "_LAYOUT", generation._LAYOUT + 1)

    with pytest.raises(FileNotFoundError):
        Generation.open(tmp_path)


def test_half_a_generation_is_not_opened(tmp_path, known):
    built = build_generation(DOCUMENTS, tmp_path, vocabulary=known)
    (tmp_path / built.id / "segment.index.words.ends.npy").unlink()

    with pytest.raises(FileNotFoundError, match=r"lacks 'segment\.index\.words\.ends'"):
        Generation.open(tmp_path)


def test_a_reader_follows_when_a_generation_is_swept_away_under_it(tmp_path, known, monkeypatch):
    build_generation([], tmp_path, vocabulary=known)
    stale = iter([build_generation([], tmp_path, vocabulary=known).id])
    for _ in range(2):
        newest = build_generation(DOCUMENTS, tmp_path, vocabulary=known)
    real = generation.current_id
    monkeypatch.setattr(generation, "current_id", lambda folder: next(stale, real(folder)))

    assert Generation.open(tmp_path).id == newest.id


def test_readers_always_see_one_whole_generation(tmp_path, known):
    versions = [
        [Document(str(number), text=f"Eloxal {version}") for number in range(version + 1)]
        for version in range(12)
    ]
    build_generation(versions[0], tmp_path, vocabulary=known)
    seen, is_over = [], threading.Event()

    def read():
        while not is_over.is_set():
            opened = Generation.open(tmp_path)
            seen.append((int(opened.id[:6]), len(keys(opened))))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for documents in versions[1:]:
        build_generation(documents, tmp_path, vocabulary=known)
    is_over.set()
    for reader in readers:
        reader.join()

    assert [pair for pair in seen if pair[0] != pair[1]] == []


def test_builders_wait_for_one_another(tmp_path, known):
    builders = [
        threading.Thread(
            target=build_generation, args=(DOCUMENTS, tmp_path), kwargs={"vocabulary": known}
        )
        for _ in range(4)
    ]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()

    assert current_id(tmp_path)[:6] == "000004"


def test_a_builder_opens_what_it_built_before_others_may_sweep_it_away(
    tmp_path, known, monkeypatch
):
    def build():
        return build_generation(DOCUMENTS, tmp_path, vocabulary=known)

    others = [threading.Thread(target=build) for _ in range(2)]
    map_arrays = generation.map_arrays

    def map_late(folder):
        monkeypatch.setattr(generation, "map_arrays", map_arrays)
        for other in others:
            other.start()
        others[0].join(timeout=1)  # as long as they would need if nobody kept them waiting
        others[1].join(timeout=1)
        return map_arrays(folder)

    monkeypatch.setattr(generation, "map_arrays", map_late)
    built = build()

    assert (built.id[:6], keys(built)) == ("000001", ["1", "2", "3"])
    for other in others:
        other.join()
    assert current_id(tmp_path)[:6] == "000003"


def test_a_mapped_generation_outlives_its_files(tmp_path, known, ask):
    matcher = Matcher(build_generation(DOCUMENTS, tmp_path, vocabulary=known))
    for _ in range(3):
        build_generation([], tmp_path, vocabulary=known)

    assert [each.key for each in ask(matcher).ranked] == ["1"]


def test_processes_share_the_pages_of_a_generation(tmp_path, known):
    built = build_generation(DOCUMENTS, tmp_path, vocabulary=known)

    mapped = flatten(built.segment)

    assert [name for name, array in mapped.items() if array.ndim and array.flags.owndata] == []
    assert all(os.path.getsize(path) for path in (tmp_path / built.id).iterdir())
    assert all(first <= second for first, second in pairwise(keys(built)))


def test_a_digest_tells_documents_apart_and_knows_no_order_of_audiences(tmp_path, known):
    one, two = (replace(DOCUMENTS[0], audiences=frozenset(each)) for each in ("abc", "cba"))
    others = [replace(one, text=f"{one.text}."), replace(one, lot_min=3), replace(one, key="x")]
    built = build_generation(DOCUMENTS, tmp_path, vocabulary=known)

    assert digest(one) == digest(two)
    assert len({digest(each) for each in (one, *others)}) == 4
    assert built.segment.columns.digests.tolist() == [digest(each) for each in DOCUMENTS]
