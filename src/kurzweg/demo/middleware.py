"""The demo's wall: nobody from another machine gets in, neither directly nor through a proxy."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from kurzweg.core.checks import LOOPBACK

SENTENCES = (
    "Im Demomodus meldet sich jeder ohne Code an. Darum antwortet er nur auf diesem Rechner und "
    "nicht über einen vorgeschalteten Server.\n\n"
    "In demo mode anybody signs in without a code. That is why it answers on this machine only, "
    "and not through a server in front of it.\n"
)
# Whatever a proxy says about whom it speaks for.
FORWARDING = ("HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_X_ORIGINAL")
FORWARDED = {"HTTP_FORWARDED", "HTTP_VIA", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP"}


class LoopbackMiddleware:
    """Refuse in demo mode what did not come from this machine itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not is_from_here(request):
            return HttpResponse(SENTENCES, status=403, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a browser on this machine asks this machine, with nobody in between."""
    is_forwarded = any(name in FORWARDED or name.startswith(FORWARDING) for name in request.META)
    host, _port = split_domain_port(request.get_host())
    return not is_forwarded and _is_loopback(request.META) and host in LOOPBACK


def _is_loopback(meta: dict[str, str]) -> bool:
    try:
        return ip_address(meta.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:  # a socket in the file system: whoever opened it is not known
        return False
