"""`kurzweg rank`: rank the documents of one file for the queries of another."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kurzweg.engine.arrays.storage import sync_folder
from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.embeddings import EmbeddingFailed
from kurzweg.engine.index.onnx_folder import OnnxFolder
from kurzweg.engine.match.matcher import Matcher, build_generation
from kurzweg.engine.words.vocabulary import Vocabulary, german, read_words

ANY_DAY = date.min  # the documents of a file have no term of validity


class BadInput(Exception):
    """A file cannot be used; the text says which line and field."""


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 when the run was written, 2 when the input was bad."""
    options = _parser().parse_args(argv)
    try:
        documents = list(_documents(options.corpus))
        requests = list(_requests(options.queries))
        embedder = OnnxFolder(options.embeddings) if options.embeddings else None
        known = german()
        for file in options.vocabulary:
            known |= _vocabulary(file)
        with tempfile.TemporaryDirectory(prefix="kurzweg-") as folder:
            built = build_generation(documents, Path(folder), vocabulary=known, embedder=embedder)
            matcher = Matcher(built, embedder=embedder)
            _write(options.output, _run(matcher, requests, k=options.k))
    except (BadInput, EmbeddingFailed) as problem:
        sys.stderr.write(f"kurzweg rank: {problem}\n")
        return 2
    except OSError as problem:
        reason = problem.strerror or str(problem)
        sys.stderr.write(f"kurzweg rank: {problem.filename or options.output}: {reason}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurzweg rank",
        description="Rank the documents of CORPUS for each query of QUERIES.",
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="JSONL: id, title, text")
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="JSONL: id, text")
    parser.add_argument("-k", type=_positive, default=100, help="most lines per query (100)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="RUN.tsv")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="words to split compounds with: CSV, JSONL, XML or plain text",
    )
    parser.add_argument(
        "--embeddings",
        type=Path,
        metavar="FOLDER",
        help="a language model beside the words: model.onnx and tokenizer.json",
    )
    return parser


def _positive(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise argparse.ArgumentTypeError(f"“{written}” is not a whole number from 1 on")
    return int(written)


def _documents(file: Path) -> Iterator[Document]:
    for line, row in _rows(file):
        yield Document(
            key=_identifier(row, file, line),
            title=_text(row, "title", file, line, default=""),
            text=_text(row, "text", file, line),
        )


def _requests(file: Path) -> Iterator[tuple[str, Request]]:
    for line, row in _rows(file):
        key = _identifier(row, file, line)
        yield key, Request(text=_text(row, "text", file, line), today=ANY_DAY)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSONL file with their line numbers; no id comes twice."""
    seen: dict[object, int] = {}
    with file.open("rb") as lines:
        for line, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                row = json.loads(raw.decode("utf-8-sig"))
            except UnicodeDecodeError:
                raise BadInput(f"{file}, line {line}: this is not UTF-8") from None
            except (json.JSONDecodeError, RecursionError):
                raise BadInput(f"{file}, line {line}: this is not JSON") from None
            if not isinstance(row, dict):
                raise BadInput(f'{file}, line {line}: expected an object with the field "id"')
            key = _identifier(row, file, line)
            if key in seen:
                raise BadInput(f'{file}, line {line}: field "id" repeats line {seen[key]}: {key}')
            seen[key] = line
            yield line, row


def _identifier(row: dict[str, Any], file: Path, line: int) -> str:
    key = _text(row, "id", file, line)
    if not key or any(letter in key for letter in "\t\r\n"):
        raise BadInput(f'{file}, line {line}: field "id" is empty or holds a tab or line break')
    return key


def _text(
    row: dict[str, Any], field: str, file: Path, line: int, *, default: str | None = None
) -> str:
    value = row.get(field, default)
    if value is None:
        raise BadInput(f'{file}, line {line}: field "{field}" is missing')
    if not isinstance(value, str):
        raise BadInput(f'{file}, line {line}: field "{field}" is not a text')
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadInput(f'{file}, line {line}: field "{field}" holds half a character')
    return value


def _vocabulary(file: Path) -> Vocabulary:
    try:
        return Vocabulary.of(read_words(file))
    except ValueError as problem:
        raise BadInput(f"{file}: {problem}") from None


def _run(matcher: Matcher, requests: Sequence[tuple[str, Request]], *, k: int) -> Iterator[str]:
    for query, request in requests:
        for each in matcher.search(request, k=k, explain=False).ranked:
            yield f"{query}\t{each.key}\t{each.score:.10f}\n"


def _write(file: Path, lines: Iterator[str]) -> None:
    """Write all or nothing: beside the file first, then renamed."""
    aside = file.with_name(f".{file.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as unfinished:
            unfinished.writelines(lines)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        aside.replace(file)
        sync_folder(file.parent)
    finally:
        aside.unlink(missing_ok=True)
