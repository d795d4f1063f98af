"""What fits and what is missing, in the reader's language, from the codes a match keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from kurzweg.core.languages import reading_language
from kurzweg.core.templatetags.display import number, plain_day
from kurzweg.engine.documents import Ranked, Reason
from kurzweg.engine.match import SIGNAL_OF, sentences
from kurzweg.market.models import Offer

LONGEST_LINE = 180
# A full stop ends a sentence only where a new one begins: "ca. 500 Stück" goes on.
SENTENCE = re.compile(r".+?[.!?](?= [A-ZÄÖÜ])|.+")

WORDS = frozenset(code for code, signal in SIGNAL_OF.items() if signal == "words")
FACTS = frozenset({"certificate_valid", "lot_fits", "measure_fits", "norm_named", "same_activity"})
SIZE = "small_firm"
SIGNALS = {
    "words": gettext_lazy("Description"),
    "certificates": gettext_lazy("Certificates"),
    "capacity": gettext_lazy("Quantity"),
    "distance": gettext_lazy("Proximity"),
}
ALWAYS = frozenset({"words", "distance"})  # elsewhere nothing means "not stated"

Written = Mapping[str, Any]  # a reason as a match keeps it: code, params, points


def fitting(written: Iterable[Written]) -> list[str]:
    """Say what fits, the words first; nearness and age have their own place on the page."""
    reasons = read(written)
    words = _in_one_line([reason for reason in reasons if reason.code in WORDS])
    facts = [sentences.sentence(each, reading_language()) for each in reasons if each.code in FACTS]
    return [*([words] if words else []), *facts]


def first_by_size() -> str:
    """Say why a small firm stands before one that fits as well."""
    return sentences.sentence(Reason(SIZE), reading_language())


def missing(written: Iterable[Written]) -> list[str]:
    """Say what is missing, each in one phrase; side business has its own place on the page."""
    return [
        sentences.sentence(reason, reading_language())
        for reason in read(written, is_missing=True)
        if reason.code not in ("words_missing", "supplementary")
    ]


def unsaid(written: Iterable[Written]) -> str:
    """Say about which wanted words the firm says nothing."""
    reasons = read(written, is_missing=True)
    return _in_one_line([reason for reason in reasons if reason.code == "words_missing"])


def excluded(written: Iterable[Written]) -> str:
    """Say in one honest line why a firm that would have fitted is not in the list."""
    reasons = read(written, is_missing=True)
    return "; ".join(sentences.sentence(reason, reading_language()) for reason in reasons)


def change(written: Mapping[str, Any]) -> str:
    """Say what would have to be different for a firm to stand among the first ten."""
    if not written:
        return ""
    return sentences.change(read(written["steps"]), written["place"], reading_language())


def own_words(offer: Offer, written: Iterable[Written]) -> str:
    """Quote the sentence of the firm in which most of the wanted words stand."""
    words = {
        str(each.params["offer"]).casefold() for each in read(written) if "offer" in each.params
    }
    said = SENTENCE.findall(" ".join(offer.text.split())) or [offer.title]
    best = max(said, key=lambda sentence: sum(word in sentence.casefold() for word in words))
    return Truncator(best.strip()).chars(LONGEST_LINE)


def bars(signals: Mapping[str, float], *, asked: Iterable[str]) -> list[tuple[str, float]]:
    """Name the signals that a need asks for, with their values between 0 and 1."""
    return [
        (str(SIGNALS[name]), signals.get(name, 0.0))
        for name in asked
        if name in ALWAYS or signals.get(name)
    ]


def read(written: Iterable[Written], *, is_missing: bool = False) -> list[Reason]:
    """Turn stored reasons into those of the engine again."""
    return [
        Reason(each["code"], each["params"], each["points"], is_missing=is_missing)
        for each in written
    ]


def fact(value: list[str] | date | float | None) -> str:
    """Write the value of a fact within a sentence."""
    if not value:
        return gettext("nothing")
    if isinstance(value, list):
        return ", ".join(value)
    return plain_day(value) if isinstance(value, date) else number(value)


def _in_one_line(reasons: list[Reason]) -> str:
    return sentences.summary(Ranked("", 0.0, {}, tuple(reasons)), reading_language())
