"""Where people reach this installation: links in mails begin with KURZWEG_BASE_URL."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from kurzweg.core.checks import LOOPBACK
from kurzweg.core.findings import Finding, Mark

# Whatever a proxy says about whom it speaks for.
FORWARDING = (
    "FORWARDED", "CLIENT_IP", "REAL_IP", "CONNECTING_IP", "PROXY", "X_ORIGINAL", "ENVOY",
    "HTTP_VIA",
)  # fmt: skip
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - what somebody may have asked for


def is_from_here(request: HttpRequest) -> bool:
    """Whether a browser on this machine asks this machine, with nobody in between."""
    meta = request.META
    headers = [name for name in meta if name.startswith("HTTP_")]
    is_forwarded = any(sign in name for name in headers for sign in FORWARDING)
    # A proxy that says nothing of itself asks in an old way, or lets through where browsers are.
    is_forwarded |= meta.get("SERVER_PROTOCOL") == "HTTP/1.0"
    is_forwarded |= meta.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin")
    sources = filter(None, map(meta.get, ("HTTP_ORIGIN", "HTTP_REFERER")))
    is_forwarded |= not all(map(_is_on_this_machine, sources))
    host, _port = split_domain_port(request.get_host())
    return not is_forwarded and _is_this_machine(meta) and host in LOOPBACK


def address_of_server(*, host: str, port: int) -> str:
    """Write the address of a server that listens there, as a browser opens it."""
    if host in ANYWHERE:
        named = [name for name in settings.ALLOWED_HOSTS if name[:1] not in (".", "*")]
        host = next((name for name in named if name not in LOOPBACK), "127.0.0.1")
    return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{port}/"


def leads_elsewhere(address: str) -> str:
    """Say why links in mails do not lead to a server on this machine; nothing when all is well."""
    linked, served = _read(settings.BASE_URL), urlsplit(address)
    if linked and _is_loopback(linked) and linked.port != served.port:
        return (
            f"Links in mails lead to {settings.BASE_URL}/, not to {address}: "
            "unset KURZWEG_BASE_URL, or set it to the address that people type."
        )
    return ""


def examine() -> Iterator[Finding]:
    """Examine whether whoever gets a mail reaches this installation with the links in it."""
    base = _read(settings.BASE_URL)
    if base is None:
        says = f"{settings.BASE_URL!r} is none: KURZWEG_BASE_URL is https:// and a host name"
        yield Finding("address", says, Mark.ILL)
        return
    if not validate_host(str(base.hostname), settings.ALLOWED_HOSTS):
        says = f"links in mails lead to {base.hostname}, which is refused: add it to KURZWEG_HOSTS"
        yield Finding("address", says, Mark.ILL)
    elif _is_loopback(base):
        says = f"links in mails lead to {settings.BASE_URL}, which only this machine reaches"
        yield Finding("address", f"{says}: set KURZWEG_BASE_URL", Mark.WARNING)
    elif not settings.IS_HTTPS:
        says = f"{settings.BASE_URL} is not https: codes and sessions can be read on the way"
        yield Finding("address", says, Mark.WARNING)
    else:
        yield Finding("address", f"links in mails lead to {settings.BASE_URL}")
    if not _answers(base):
        says = f"Kurzweg does not answer at {settings.BASE_URL}: is it running, is that its port?"
        yield Finding("reach", says, Mark.WARNING)
    else:
        yield Finding("reach", f"Kurzweg answers at {settings.BASE_URL}")


def _read(address: str) -> SplitResult | None:
    """Take an address apart; None when a browser would not open it, or only below a path."""
    try:
        base = urlsplit(address)
        is_whole = bool(base.hostname) and base.port != 0
    except ValueError:
        return None
    is_plain = not (base.path or base.query or base.fragment)
    return base if base.scheme in ("http", "https") and is_whole and is_plain else None


def _is_loopback(address: SplitResult) -> bool:
    host = address.hostname or ""
    return host in LOOPBACK or f"[{host}]" in LOOPBACK


def _is_on_this_machine(address: str) -> bool:
    try:
        return _is_loopback(urlsplit(address))
    except ValueError:
        return False


def _answers(base: SplitResult) -> bool:
    is_safe = base.scheme == "https"
    kind = http.client.HTTPSConnection if is_safe else http.client.HTTPConnection
    connection = kind(base.hostname or "", base.port, timeout=5)
    with (
        contextlib.closing(connection),
        contextlib.suppress(OSError, ValueError, http.client.HTTPException),
    ):
        connection.request("GET", "/health/")
        return bool(json.load(connection.getresponse()) == {"status": "ok"})
    return False


def _is_this_machine(meta: dict[str, str]) -> bool:
    try:
        return ip_address(meta.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:  # a socket in the file system: whoever opened it is not known
        return False
