"""The web server of `kurzweg serve`: reads requests as they trickle in, hands over whole ones.

Nobody who sends slowly holds a thread, and what is too large is refused before it is read.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.utilities import BadRequest, Error, RequestEntityTooLarge

from kurzweg.core import in_use
from kurzweg.core.requests import application
from kurzweg.core.serving import DEMO_STAYS, LOOPBACK

LARGEST = 12 * 1024 * 1024  # files up to 10 MB, and the rest of their form
LONGEST = 300  # seconds that a request may take to come in: 12 MB over a slow line
CONNECTIONS = 1000


class TooLarge(RequestEntityTooLarge):
    """The refusal as a page, in both languages: which one is asked for was not read."""

    page = ""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, self.page.encode()


class Parser(HTTPRequestParser):
    """Reads one request; what cannot be read is the sender's mistake, never ours."""

    error: Error | None = None

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began_at = time.time()

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.error is not None:
            self.error = _as_mistake(self.error)
            self.expect_continue = False  # nobody is invited to send what was refused
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # no address, such as http://[::1/
            raise ParsingError("Request line or length is invalid") from error


def _as_mistake(error: Error) -> Error:
    if isinstance(error, RequestEntityTooLarge):
        return TooLarge(error.body)
    return BadRequest(error.body) if error.code >= 500 else error


class Channel(HTTPChannel):
    parser_class = Parser


class Server(TcpWSGIServer):
    """Closes also connections whose request never ends, a byte at a time."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.request is not None and channel.request.began_at < now - LONGEST:
                channel.will_close = True


def main(host: str, port: str, processes: str, threads: str) -> None:
    """Load everything once, share it among the processes, and serve until told to stop."""
    if settings.DEMO and host not in LOOPBACK:
        sys.exit(DEMO_STAYS)
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, int(port)))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS
    wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    in_use.hold()
    kurzweg = application()
    TooLarge.page = render_to_string("core/413.html", {"megabytes": LARGEST // 1024 // 1024})
    children = _fork(int(processes) - 1)
    server = Server(
        kurzweg,
        _sock=listening,
        bind_socket=False,
        sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        threads=int(threads),
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
        max_request_header_size=32 * 1024,
        max_request_body_size=LARGEST,
        clear_untrusted_proxy_headers=False,  # whom to trust is said in Django's settings
        log_socket_errors=False,
        ident=None,
    )
    server.run()  # until SystemExit; requests that have begun get five seconds
    for child in children:
        os.waitpid(child, 0)


def _fork(number: int) -> list[int]:
    """Make more processes that serve the same address; if one dies, all end and start anew."""
    children = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    for _ in range(number):
        child = os.fork()
        if not child:
            return []
        children.append(child)

    def stop(*_: Any) -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for child in children:
            os.kill(child, signal.SIGTERM)
        sys.exit(0)

    if children:
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGCHLD, lambda *_: os._exit(1))
    return children


if __name__ == "__main__":
    main(*sys.argv[1:])
