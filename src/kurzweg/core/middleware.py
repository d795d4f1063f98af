"""What happens to every request: language, policy, broken rules, browser headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
    UnreadablePostError,
)
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from kurzweg.core import audit, kept_pages, links
from kurzweg.core.errors import DomainError
from kurzweg.core.languages import carry_on
from kurzweg.core.pages import PageRequest, own_address
from kurzweg.core.policy import Policy, policy_of

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
LONGEST_LENGTH = 15  # digits of a number of bytes


class PlainTextMiddleware:
    """Turn away at the door what is no text of ours: NUL, and other encodings than UTF-8.

    PostgreSQL cannot store NUL, and what is read in a wrong encoding would be kept wrong.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = (request.content_params or {}).get("charset", "utf-8")
        if named.lower() not in ("utf-8", "utf8"):
            raise BadRequest("another encoding than UTF-8")
        sent = [request.GET, _form(request)] if request.method == "POST" else [request.GET]
        values = (value for form in sent for _name, held in form.lists() for value in held)
        if "\x00" in request.path or any("\x00" in str(value) for value in values):
            raise BadRequest("NUL in an address or a form")
        return self.get_response(request)


def _form(request: HttpRequest) -> QueryDict:
    """Read the form; what breaks off or gives no number for its length is the sender's mistake."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    # What no computer counts to would be asked of a stream all the same.
    if not (length.isascii() and length.isdigit() and len(length) <= LONGEST_LENGTH):
        raise BadRequest("the length of the body is no number")
    try:
        return request.POST
    except UnreadablePostError as error:
        raise BadRequest("the body broke off") from error


class LanguageMiddleware:
    """Speak the language that was asked for: kept in the session, or carried on by the links.

    A stranger who only reads has no session, and a click on a language begins none.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.GET.get("language")
        asked = sent if sent in dict(settings.LANGUAGES) else None
        language = asked or request.session.get("language") or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if asked and request.session.is_empty():
            carry_on(response, asked)
            kept_pages.answers(request, language=asked)
        elif asked and request.session.get("language") != asked:
            request.session["language"] = asked
        return response


class BrowserHeadersMiddleware:
    """Tell the browser to trust nobody else and to keep nothing personal."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if links.is_secret(request.path):
            # Without any referrer browsers would send "Origin: null", and no form would be taken.
            response.headers["Referrer-Policy"] = "strict-origin"
        if not _may_be_kept(request, response):
            response.headers.pop("Cache-Control", None)
            add_never_cache_headers(response)
        return response


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a cache may keep an answer: its policy says so, and nobody's session is in it."""
    declared: Policy | None = getattr(request, "policy", None)
    return (
        declared is not None
        and declared.is_cacheable
        and response.status_code == 200
        and not response.cookies
    )


class PolicyMiddleware:
    """Refuse what no policy allows: a forgotten declaration is a closed door, not an open one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match and request.viewer.is_signed_in:
            audit.refused(request)  # here or by a view that found nothing visible
        return response

    def process_view(
        self, request: PageRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else None
        declared = policy_of(view, name=name)
        if declared is None:
            raise Http404
        request.policy = declared
        audience = declared.audience_for(request.method or "GET")
        if audience is None:
            return HttpResponseNotAllowed(declared.methods)
        is_network_missing = declared.scope == "network" and request.network is None
        if audience.admits(request.viewer) and not is_network_missing:
            if declared.is_kept:
                kept_pages.begin(request)
            return None
        # The same answer whether the thing exists or not: a stranger learns nothing.
        if not audience.is_open and not request.viewer.is_signed_in:
            return _to_sign_in(request)
        # Nor does a page that is refused tell by its colours that the network exists.
        request.network = None  # type: ignore[assignment]  # no view follows that would need it
        raise Http404


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return _lead_to(f"{reverse('account_login')}?{urlencode({'next': back})}", request)


def _lead_to(target: str, request: HttpRequest) -> HttpResponse:
    """Redirect; a part of a page must not be filled with a whole one, so htmx loads it anew."""
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(target)  # redirect() would look for a view of that name
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = target
    return response


class DomainErrorMiddleware:
    """Turn a broken rule into its sentence and bring the person back to where they were."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        messages.warning(request, str(error.sentence))
        return _lead_to(own_address(request.META.get("HTTP_REFERER"), request), request)
