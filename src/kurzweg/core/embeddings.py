"""The language model that the operator has set up, if any: a folder or an address.

An address gets every text that can be found and every search, so it is the operator's to choose;
docs/running/language-model.md says what leaves the house. Without the setting nothing does.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Sequence
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from kurzweg.engine.index import Embedder, EmbeddingFailed, OnnxFolder, Remembering

TIMEOUT = 10.0  # seconds in which an address has to answer
PAUSE = 60.0  # seconds for which one that failed is not asked again
AT_ONCE = 64  # texts in one request to an address
LONGEST = 8_000  # letters of a text that an address gets
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

logger = logging.getLogger(__name__)


class _NoRedirect(HTTPRedirectHandler):
    """The key goes to the address that was set up, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Address:
    """A service that speaks OpenAI's protocol: POST {address}/embeddings.

    After a failure it is left alone for a minute: people do not wait for it again and again.
    """

    def __init__(
        self, url: str, *, model: str, key: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._url, self._name, self._key = url.rstrip("/"), model, key
        self._clock, self._rests_until = clock, -np.inf
        self._opener = build_opener(_NoRedirect)

    @property
    def model(self) -> str:
        return f"{self._url} {self._name}".strip()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of n texts, of shape (n, d)."""
        if self._clock() < self._rests_until:
            raise EmbeddingFailed(f"{self._url} failed less than a minute ago")
        try:
            parts = [
                self._answer(texts[start : start + AT_ONCE])
                for start in range(0, len(texts), AT_ONCE)
            ]
            return np.array([vector for part in parts for vector in part], dtype=np.float32)
        except HTTPError as error:
            failure = f"{self._url} answers {error.code} {error.reason}"
        except (OSError, HTTPException) as error:
            failure = f"{self._url} does not answer ({type(error).__name__})"
        except (ValueError, TypeError, KeyError):
            failure = f"{self._url} answers something else than vectors"
        self._rests_until = self._clock() + PAUSE
        raise EmbeddingFailed(failure)

    def _answer(self, texts: Sequence[str]) -> list[list[float]]:
        wanted = {"model": self._name, "input": [text[:LONGEST] for text in texts]}
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = Request(  # noqa: S310 - from_settings lets http and https through
            f"{self._url}/embeddings", json.dumps(wanted).encode(), headers
        )
        with self._opener.open(request, timeout=TIMEOUT) as answer:
            rows = sorted(json.load(answer)["data"], key=lambda row: row["index"])
        if [row["index"] for row in rows] != list(range(len(texts))):
            raise ValueError
        return [row["embedding"] for row in rows]


def configured() -> Embedder | None:
    """The language model to ask, None when it is off or, as the log then says, unusable."""
    # A loaded model has threads, which a fork would lose: each process loads its own.
    return _loaded(
        os.getpid(), settings.EMBEDDINGS, settings.EMBEDDINGS_MODEL, settings.EMBEDDINGS_KEY
    )


@cache
def _loaded(*_process_and_settings: int | str) -> Embedder | None:
    try:
        found = from_settings()
    except EmbeddingFailed as failure:
        logger.warning("no language model is asked: %s", failure)
        return None
    return Remembering(found) if found else None


def from_settings() -> Embedder | None:
    """Load the language model of the settings, None when it is off. Raises EmbeddingFailed."""
    where = settings.EMBEDDINGS
    if not where:
        return None
    if "://" not in where:
        return OnnxFolder(Path(where))
    if urlsplit(where).scheme not in ("http", "https"):
        raise EmbeddingFailed("KURZWEG_EMBEDDINGS must be a folder or an address with http(s)://")
    return Address(where, model=settings.EMBEDDINGS_MODEL, key=settings.EMBEDDINGS_KEY)


def leaves_this_machine(where: str) -> bool:
    """Whether texts are sent to another machine."""
    return "://" in where and urlsplit(where).hostname not in LOOPBACK
