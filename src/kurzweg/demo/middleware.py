"""The demo's wall: nobody from another machine gets in, neither directly nor through a proxy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kurzweg.core.reach import is_from_here

SENTENCES = (
    "Im Demomodus meldet sich jeder ohne Code an. Darum antwortet er nur auf diesem Rechner und "
    "nicht über einen vorgeschalteten Server.\n\n"
    "In demo mode anybody signs in without a code. That is why it answers on this machine only, "
    "and not through a server in front of it.\n"
)


class LoopbackMiddleware:
    """Refuse in demo mode what did not come from this machine itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not is_from_here(request):
            return HttpResponse(SENTENCES, status=403, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
