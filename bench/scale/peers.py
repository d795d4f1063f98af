"""Engines that everybody can install, as they come, with OR queries on titles and texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bm25s
import Stemmer
import tantivy

from bench.matching.peers import any_gram, four_grams, german_stems
from bench.scale import corpus
from bench.scale.ours import TEN, Answer, written
from kurzweg.engine.documents import Request

HEAP = 500_000_000  # bytes that tantivy may use while it builds
_WORD = re.compile(r"\w+")

Analyser = Callable[[], tantivy.TextAnalyzer]


def build_tantivy(file: Path, folder: Path, *, analyser: Analyser) -> None:
    """One thread and one segment; documents are lowered like queries."""
    writer = _tantivy(folder, analyser).writer(HEAP, 1)
    for number, title, text in corpus.texts(file):
        writer.add_document(tantivy.Document(number=number, title=title.lower(), text=text.lower()))
    writer.commit()
    writer.wait_merging_threads()


def by_stems(folder: Path, *, limit: int) -> Answer:
    """Tantivy with German stop words and stems."""
    index = _tantivy(folder, german_stems)
    searcher = index.searcher()

    def answer(request: Request) -> object:
        words = " ".join(_WORD.findall(written(request).lower()))
        return searcher.search(index.parse_query(words, ["title", "text"]), limit).hits

    return answer


def by_grams(folder: Path, *, limit: int) -> Answer:
    """Tantivy with its 4-gram tokenizer."""
    index = _tantivy(folder, four_grams)
    searcher = index.searcher()

    def answer(request: Request) -> object:
        query = any_gram(written(request), index.schema)
        return searcher.search(query, limit).hits if query else []

    return answer


def _tantivy(folder: Path, analyser: Analyser) -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("number", stored=True, indexed=False)
    for field in ("title", "text"):
        schema.add_text_field(field, tokenizer_name="ours", index_option="freq")
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema.build(), str(folder))
    index.register_tokenizer("ours", analyser())
    return index


def build_fts5(file: Path, folder: Path) -> None:
    """SQLite's full-text search with its own tokenizer, contentless and merged."""
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folder / "fts5.sqlite3") as database:
        database.execute("CREATE VIRTUAL TABLE found USING fts5(title, text, content='')")
        database.executemany(
            "INSERT INTO found (rowid, title, text) VALUES (?, ?, ?)",
            ((number + 1, title, text) for number, title, text in corpus.texts(file)),
        )
        database.execute("INSERT INTO found(found) VALUES ('optimize')")


def by_fts5(folder: Path) -> Answer:
    """Words in any order by bm25()."""
    database = sqlite3.connect(folder / "fts5.sqlite3")
    query = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"

    def answer(request: Request) -> object:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(written(request))))
        return database.execute(query, (words, TEN)).fetchall()

    return answer


def build_bm25s(file: Path, folder: Path) -> None:
    """The BM25 library in NumPy, with German stop words and stems."""
    index = bm25s.BM25()
    index.index(
        _tokens([f"{title} {text}" for _, title, text in corpus.texts(file)]), show_progress=False
    )
    index.save(str(folder))


def by_bm25s(folder: Path) -> Answer:
    """Its index mapped, one query at a time."""
    index = bm25s.BM25.load(str(folder), mmap=True)

    def answer(request: Request) -> object:
        return index.retrieve(_tokens([written(request)]), k=TEN, show_progress=False)

    return answer


def _tokens(texts: list[str]) -> Any:
    stem = Stemmer.Stemmer("german").stemWords
    return bm25s.tokenize(texts, stopwords="de", stemmer=stem, show_progress=False)
