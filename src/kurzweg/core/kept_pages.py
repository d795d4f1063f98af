"""Pages kept for strangers: made once, and given to all who only read until something changes.

Each process keeps its own, in memory. Whether a page still holds is asked of the ledger each time,
so what is withdrawn is gone at the next request. Which routes are kept their policies say; what
belongs to somebody, or to one browser, is made anew each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kurzweg.core import ledger
from kurzweg.core.days import day_of, end_of
from kurzweg.core.policy import READING

if TYPE_CHECKING:
    from kurzweg.core.pages import PageRequest

# Who says in a header who he is, or asks for a part of a page, gets an answer of his own.
APART = ("HTTP_AUTHORIZATION", "HTTP_SIGNATURE", "HTTP_HX_")
# Of a form that posts: its token belongs to one browser.
POSTING = (b"csrfmiddlewaretoken", b'method="post"')
MEGABYTE = 1024 * 1024
AROUND = 2048  # bytes that a page takes beside its body, about

Key = tuple[str, str]

# Says when, after a moment, something that strangers see of a network next changes by itself.
Turning = Callable[[int, datetime], datetime | None]
_turnings: dict[str, Turning] = {}


def turns(name: str, next_after: Turning) -> None:
    """Say when rows that strangers see change with nobody changing them; `ready()` calls it.

    What changes with the day need not be said: at midnight every page ends.
    """
    _turnings[name] = next_after


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it was made for a stranger, and what it holds by."""

    network_id: int
    version: str
    made_at: datetime
    ends_at: datetime
    headers: dict[str, str]
    body: bytes

    def holds(self) -> bool:
        """Say whether this is still what would be made now."""
        return (
            self.made_at <= timezone.now() < self.ends_at
            and ledger.public_version(self.network_id) == self.version
        )

    def answer(self) -> HttpResponse:
        return HttpResponse(self.body, headers=self.headers)

    @property
    def size(self) -> int:
        return len(self.body) + AROUND


class Store:
    """The pages that one process keeps; whichever was longest not asked for makes room."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage, *, room: int) -> None:
        """Keep a page in place of an older one; what is larger than all the room is not kept."""
        with self._lock:
            before = self._pages.pop(key, None)
            self.size -= before.size if before else 0
            if page.size > room:
                return
            self._pages[key] = page
            self.size += page.size
            while self.size > room:
                _key, oldest = self._pages.popitem(last=False)
                self.size -= oldest.size

    def empty(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0


STORE = Store()


@dataclass(slots=True)
class Making:
    """A page that is being made for a stranger, and what is known by now of keeping it."""

    made_at: datetime
    network_id: int = 0
    version: str = ""
    ends_at: datetime | None = None  # none: no policy said that this route is kept
    answered: set[str] = field(default_factory=set)


def key_of(request: HttpRequest) -> Key | None:
    """Name what a stranger asks for; None: it is not a stranger who asks, or not for a page."""
    sent = request.META
    if (
        request.method not in READING
        or settings.SESSION_COOKIE_NAME in sent.get("HTTP_COOKIE", "")
        or any(name.startswith(APART) for name in sent)
    ):
        return None
    request.get_host()  # refuses a name that we do not answer to
    return request.path, sent.get("QUERY_STRING", "")


def begin(request: PageRequest) -> None:
    """Ask by which version a page will be known, before anything of it is read."""
    making: Making | None = getattr(request, "making", None)
    network: Any = request.network
    if making is None or network is None:
        return
    making.network_id = network.pk
    making.version = ledger.public_version(network.pk)
    network.refresh_from_db()  # it was read before the question, and could be older
    if network.today() != request.viewer.today:  # its time zone changed between the two
        return
    zones = {network.time_zone, settings.TIME_ZONE}
    midnights = [end_of(day_of(making.made_at, zone), zone) for zone in zones]
    moments = [next_after(network.pk, making.made_at) for next_after in _turnings.values()]
    making.ends_at = min(midnights + [each for each in moments if each is not None])


def answers(request: HttpRequest, **parameters: object) -> None:
    """Say what of its address a page answers to: with anything else in it, it is not kept.

    So nobody fills the room with addresses that all show the same.
    """
    making: Making | None = getattr(request, "making", None)
    if making is not None:
        making.answered |= {f"{name}={value}" for name, value in parameters.items()}


class KeptPagesMiddleware:
    """Answer strangers from what is kept, and keep what was made for one of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        room = settings.KEPT_PAGES * MEGABYTE
        key = key_of(request) if room else None
        if key is None:
            return self.get_response(request)
        page = STORE.find(key)
        if page is not None and page.holds():
            return page.answer()
        request.making = making = Making(timezone.now())
        response = self.get_response(request)
        if making.ends_at is not None and is_for_everybody(request, response):
            page = KeptPage(
                network_id=making.network_id,
                version=making.version,
                made_at=making.made_at,
                ends_at=making.ends_at,
                headers=dict(response.headers),
                body=response.content,
            )
            STORE.put(key, page, room=room)
        return response


def is_for_everybody(request: PageRequest, response: HttpResponse) -> bool:
    """Say whether an answer is a whole page with nothing in it of whoever asked."""
    query = request.META.get("QUERY_STRING", "")
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and sorted(query.split("&") if query else []) == sorted(request.making.answered)
        and not request.viewer.is_signed_in
        # A session has begun, or a form's token was drawn: that is for one browser.
        and not response.cookies
        and not request.session.modified
        and request.session.is_empty()
        and "CSRF_COOKIE" not in request.META
        and not any(mark in response.content for mark in POSTING)
        # Whatever name of ours somebody called: nobody else is led there.
        and f"//{request.get_host()}".encode() not in response.content
    )
