"""PostgreSQL as a peer, where a server is at hand: its German search, and pg_trgm."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bench.matching.tasks import Run, Task

VARIABLE = "KURZWEG_TEST_DATABASE_URL"  # the one that the tests use
_RANKED = """
    SELECT id FROM found, (
        SELECT replace(plainto_tsquery('german', %(text)s)::text, '&', '|')::tsquery AS wanted
    ) AS query
    WHERE words @@ wanted ORDER BY ts_rank(words, wanted) DESC, id LIMIT %(most)s
"""
_ALIKE = "SELECT id FROM found ORDER BY %(text)s <<-> text LIMIT %(most)s"


def is_at_hand() -> bool:
    """Tell whether a server is named."""
    return VARIABLE in os.environ


def german(task: Task) -> Run:
    """Full-text search with the German configuration, any of the words, ranked by ts_rank."""
    return _run(task, _RANKED)


def trigrams(task: Task) -> Run:
    """The distance of pg_trgm between the query and the most similar stretch of a text."""
    return _run(task, _ALIKE)


def _run(task: Task, statement: str) -> Run:
    with _filled(task) as cursor:
        return {
            query["id"]: [
                row[0]
                for row in cursor.execute(statement, {"text": query["text"], "most": task.depth})
            ]
            for query in task.queries
        }


@contextmanager
def _filled(task: Task) -> Iterator[psycopg.Cursor]:
    """A table of this connection alone; whatever was made is rolled back."""
    with psycopg.connect(os.environ[VARIABLE]) as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE TEMPORARY TABLE found (id text, text text, words tsvector)")
        cursor.executemany(
            "INSERT INTO found VALUES (%(id)s, %(title)s || ' ' || %(text)s,"
            " setweight(to_tsvector('german', %(title)s), 'A') ||"
            " setweight(to_tsvector('german', %(text)s), 'B'))",
            [{name: each[name] for name in ("id", "title", "text")} for each in task.documents],
        )
        cursor.execute("CREATE INDEX ON found USING gin (words)")
        cursor.execute("CREATE INDEX ON found USING gist (text gist_trgm_ops)")
        cursor.execute("ANALYZE found")
        yield cursor
        connection.rollback()
