"""A button pressed twice acts once, and the second press hears the first one's answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from kurzweg.core.errors import SameKeyOtherContent
from kurzweg.core.models import UsedKey
from kurzweg.core.pages import PageRequest

FIELD = "once"
_NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a form with a `{% once %}` field have one effect, however often it arrives."""

    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get(FIELD, "")[:64]
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            used, is_first = _claim(request, key=key)
            if not is_first:
                return _same_answer(used, request=request)
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                # Nothing happened: the person mends the entry and sends the form again.
                used.delete()
            else:
                _keep_answer(used, response=response)
            return response

    return update_wrapper(guarded, view)


def _claim(request: PageRequest, *, key: str) -> tuple[UsedKey, bool]:
    # On PostgreSQL the second insert waits for the first transaction; SQLite is serial anyway.
    return UsedKey.objects.get_or_create(
        key=key,
        account_id=request.viewer.account_id or 0,
        defaults={"path": request.path[:300], "content_hash": _content_hash(request)},
    )


def _content_hash(request: HttpRequest) -> str:
    content = sorted(
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_CONTENT
        for value in values
    )
    files = sorted(
        (name, str(file.name), file.size or 0)
        for name, sent in request.FILES.lists()
        for file in sent
    )
    return hashlib.sha256(repr((request.path, content, files)).encode()).hexdigest()


def _same_answer(used: UsedKey, *, request: HttpRequest) -> HttpResponse:
    if used.content_hash != _content_hash(request):
        raise SameKeyOtherContent
    response = HttpResponse(used.body, status=used.status)
    if used.location:
        response.headers["Location"] = used.location
    return response


def _keep_answer(used: UsedKey, *, response: HttpResponse) -> None:
    used.status = response.status_code
    used.location = response.headers.get("Location", "")
    used.body = "" if used.location else response.content.decode(response.charset)
    used.save(update_fields=["status", "location", "body"])
