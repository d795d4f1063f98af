"""The engines that ours is compared with: OR queries, and everything else as it comes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

import bm25s
import Stemmer
import tantivy

from bench.matching.tasks import Run, Task

_WORD = re.compile(r"\w+")


def fts5(task: Task) -> Run:
    """SQLite's full-text search with its own tokenizer and bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, title, text)")
    database.executemany("INSERT INTO found VALUES (:id, :title, :text)", task.documents)

    def search(text: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(text)))
        query = "SELECT id FROM found WHERE found MATCH ? ORDER BY rank, id LIMIT ?"
        return [row[0] for row in database.execute(query, (words, task.depth))] if words else []

    return {query["id"]: search(query["text"]) for query in task.queries}


def tantivy_german(task: Task) -> Run:
    """Tantivy with German stop words and stems."""
    index = _indexed(task, german_stems())
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        words = " ".join(_WORD.findall(text.lower()))
        return _keys(searcher, index.parse_query(words, ["title", "text"]), task) if words else []

    return {query["id"]: search(query["text"]) for query in task.queries}


def tantivy_grams(task: Task) -> Run:
    """Tantivy with its 4-gram tokenizer, what a clever user would build: the strongest peer."""
    index = _indexed(task, four_grams())
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        query = any_gram(text, index.schema)
        return _keys(searcher, query, task) if query else []

    return {query["id"]: search(query["text"]) for query in task.queries}


def bm25s_german(task: Task) -> Run:
    """bm25s with German stop words and Snowball's stems."""
    analysis: dict[str, Any] = {
        "stopwords": "de",
        "stemmer": Stemmer.Stemmer("german"),
        "show_progress": False,
    }
    index = bm25s.BM25()
    texts = [f"{document['title']} {document['text']}" for document in task.documents]
    index.index(bm25s.tokenize(texts, **analysis), show_progress=False)
    keys = [document["id"] for document in task.documents]
    most = min(task.depth, len(keys))

    def search(text: str) -> list[str]:
        words = bm25s.tokenize([text], return_ids=False, **analysis)
        if not words[0]:
            return []
        rows, scores = index.retrieve(words, k=most, show_progress=False)
        return [keys[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    return {query["id"]: search(query["text"]) for query in task.queries}


PEERS: Mapping[str, Callable[[Task], Run]] = {
    "SQLite FTS5": fts5,
    "tantivy, German stems": tantivy_german,
    "tantivy, 4-grams": tantivy_grams,
    "bm25s, German stems": bm25s_german,
}


def german_stems() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("german"))
        .filter(tantivy.Filter.stemmer("german"))
        .build()
    )


def four_grams() -> tantivy.TextAnalyzer:
    tokenizer = tantivy.Tokenizer.ngram(4, 4, False)
    return tantivy.TextAnalyzerBuilder(tokenizer).filter(tantivy.Filter.lowercase()).build()


def any_gram(text: str, schema: tantivy.Schema) -> tantivy.Query | None:
    """Ask for every 4-gram of a text, in title or text."""
    words = " ".join(_WORD.findall(text.lower()))
    grams = dict.fromkeys(words[start : start + 4] for start in range(len(words) - 3))
    clauses = [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, gram))
        for gram in grams
        for field in ("title", "text")
    ]
    return tantivy.Query.boolean_query(clauses) if clauses else None


def _indexed(task: Task, analyser: tantivy.TextAnalyzer) -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("title", "text"):
        schema.add_text_field(field, tokenizer_name="ours")
    index = tantivy.Index(schema.build())
    index.register_tokenizer("ours", analyser)
    writer = index.writer(100_000_000, 1)
    for document in task.documents:
        # Queries are lowered by Python; so are the documents, by the same rule for all letters.
        fields = {name: document[name].lower() for name in ("title", "text")}
        writer.add_document(tantivy.Document(id=document["id"], **fields))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _keys(searcher: tantivy.Searcher, query: tantivy.Query, task: Task) -> list[str]:
    hits = searcher.search(query, task.depth).hits
    return [searcher.doc(address)["id"][0] for _score, address in hits]
