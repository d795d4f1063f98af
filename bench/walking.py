"""Walks through an installation as somebody, by the links of its pages."""

from __future__ import annotations

import re
import statistics
import time
from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
TIMES = 7
MOST_OPENED = 400  # a page of a kind that was seen is opened only while there are few


def walk(client: Client, start: str) -> Iterator[tuple[str, int, float, float]]:
    """Give route, queries, milliseconds and kilobytes of one page of each kind, as it is met."""
    seen, queue, opened = set(), deque([start]), {start}
    while queue:
        path = queue.popleft()
        name = route_of(path)
        if not name or name in seen or name == "account_logout":
            continue
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        seen.add(name)
        yield name, *measured(client, path)
        for link in links_of(answer, path):
            if link not in opened and len(opened) < MOST_OPENED:
                opened.add(link)
                queue.append(link)


def route_of(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def links_of(answer: HttpResponse, path: str) -> list[str]:
    found = LINK.findall(answer.content.decode())
    links = [urldefrag(urljoin(path, link.replace("&amp;", "&"))).url for link in found]
    return [link for link in links if link.startswith("/")]


def measured(client: Client, path: str) -> tuple[int, float, float]:
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(path).content)
    queries, took = len(asked), []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - began) * 1000)
    return queries, statistics.median(took), size / 1000
