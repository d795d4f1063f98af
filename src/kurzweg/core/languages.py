"""The two languages in which pages are read, and how the links of a page carry one on."""

from __future__ import annotations

import re
import unicodedata

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

# Ways to another page of ours; style sheets and pictures have no language.
TAG = re.compile(r"<(?!link\b)[a-z][^>]*?\s(?:href|hx-get)=\"[/?][^>]*>")
ADDRESS = re.compile(r"(?<=\s)(href|hx-get)=\"(/(?!/)[^\"]*|\?[^\"]*)\"")
ASKING_FORM = re.compile(r"<form\b(?![^>]*\smethod=\"post\")[^>]*>")
# Classes of characters that run, or make others run, against the direction of our sentences.
_OTHER_WAY = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


def reading_language() -> str:
    """Say in which language somebody reads: "de" or "en"."""
    return "de" if (get_language() or "de").startswith("de") else "en"


def isolated(text: str) -> str:
    """Keep a name that runs from right to left from turning round the words beside it."""
    runs_other_way = any(unicodedata.bidirectional(each) in _OTHER_WAY for each in text)
    return f"\u2068{text}\u2069" if runs_other_way else text


def carry_on(response: HttpResponseBase, language: str) -> None:
    """Let every way that leads on from an answer of ours ask for the same language again."""
    for name in ("Location", "HX-Redirect"):
        if response.headers.get(name, "").startswith("/"):
            response.headers[name] = _with_language(response.headers[name], language, join="&")
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if not isinstance(response, HttpResponse) or not is_page:
        return
    page = response.content.decode()
    page = TAG.sub(lambda tag: _with_addresses(tag[0], language), page)
    hidden = f'<input type="hidden" name="language" value="{language}">'
    response.content = ASKING_FORM.sub(lambda form: form[0] + hidden, page).encode()
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))


def _with_addresses(tag: str, language: str) -> str:
    return ADDRESS.sub(
        lambda found: f'{found[1]}="{_with_language(found[2], language, join="&amp;")}"', tag
    )


def _with_language(address: str, language: str, *, join: str) -> str:
    page, mark, place = address.partition("#")
    if re.search(r"[?&;]language=", page):
        return address
    return f"{page}{join if '?' in page else '?'}language={language}{mark}{place}"
