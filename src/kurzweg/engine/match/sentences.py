"""Reasons as sentences, in German and English, as a colleague would say them on the phone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kurzweg.engine.documents import Excluded, Ranked, Reason
from kurzweg.engine.facts import notation

Params = Mapping[str, str | int | float]

# One template for each code of `engine.reasons`; some have variants, told by `_variant`.
TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "word_match": {
        "de": "{says} „{offer}“ – das passt zu „{need}“",
        "en": "{says} “{offer}” – which matches “{need}”",
    },
    "word_match.same": {"de": "{says} „{offer}“", "en": "{says} “{offer}”"},
    "compound_part": {
        "de": "{says} „{offer}“ – das hat „{part}“ mit „{need}“ gemeinsam",
        "en": "{says} “{offer}” – shares “{part}” with “{need}”",
    },
    "compound_part.in_offer": {
        "de": "{says} „{offer}“ – darin steckt „{need}“",
        "en": "{says} “{offer}” – which contains “{need}”",
    },
    "compound_part.in_need": {
        "de": "{says} „{offer}“ – das steckt in „{need}“",
        "en": "{says} “{offer}” – which is part of “{need}”",
    },
    "similar_word": {
        "de": "{says} „{offer}“ – ähnlich wie „{need}“",
        "en": "{says} “{offer}” – similar to “{need}”",
    },
    "other_word": {
        "de": "{says} „{offer}“ – ein anderes Wort für „{need}“",
        "en": "{says} “{offer}” – another word for “{need}”",
    },
    "other_word.part": {
        "de": "{says} „{offer}“ – anders gesagt für „{part}“ in „{need}“",
        "en": "{says} “{offer}” – another word for “{part}” in “{need}”",
    },
    "same_topic": {
        "de": "der Text handelt insgesamt vom gleichen Thema",
        "en": "the text as a whole is about the same subject",
    },
    "heading": {
        "de": "steht als Überschrift über anderen",
        "en": "is a heading above other entries",
    },
    "same_meaning": {
        "de": "ein Sprachmodell hält den Text für sinnverwandt",
        "en": "a language model finds the text similar in meaning",
    },
    "other_words": {
        "de": "weitere Wörter im Text passen",
        "en": "other words in the text match",
    },
    "same_activity": {
        "de": "verwandte Branche ({other}, gesucht {code})",
        "en": "related line of business ({other}, looking for {code})",
    },
    "same_activity.same": {
        "de": "gleiche Branche ({code})",
        "en": "same line of business ({code})",
    },
    "core": {"de": "gehört zum Kerngeschäft", "en": "part of the core business"},
    "certificate_valid": {
        "de": "hat {scheme}, gültig bis {until}",
        "en": "holds {scheme}, valid until {until}",
    },
    "certificate_valid.open": {"de": "hat {scheme}", "en": "holds {scheme}"},
    "lot_fits": {
        "de": "Menge passt: {quantity} Stück",
        "en": "quantity fits: {quantity} pieces",
    },
    "lot_fits.range": {
        "de": "Menge passt: {quantity} Stück (von {lot_min} bis {lot_max})",
        "en": "quantity fits: {quantity} pieces (from {lot_min} to {lot_max})",
    },
    "lot_fits.from": {
        "de": "Menge passt: {quantity} Stück (ab {lot_min})",
        "en": "quantity fits: {quantity} pieces (from {lot_min})",
    },
    "lot_fits.to": {
        "de": "Menge passt: {quantity} Stück (bis {lot_max})",
        "en": "quantity fits: {quantity} pieces (up to {lot_max})",
    },
    "near": {"de": "{km} km entfernt", "en": "{km} km away"},
    "near.here": {"de": "im selben Ort", "en": "in the same town"},
    "fresh": {"de": "Angaben vom {on}", "en": "details as of {on}"},
    "small_firm": {
        "de": "gleich passend; kleinere Firma zuerst",
        "en": "an equally good fit; the smaller firm comes first",
    },
    "words_missing": {
        "de": "steht nicht in den Angaben: {words}",
        "en": "not mentioned: {words}",
    },
    "certificate_expired": {
        "de": "fehlt: Zertifikat {scheme}, abgelaufen am {on}",
        "en": "missing: {scheme} certificate, expired on {on}",
    },
    "certificate_missing": {
        "de": "fehlt: Zertifikat {scheme}",
        "en": "missing: {scheme} certificate",
    },
    "supplementary": {"de": "nicht das Kerngeschäft", "en": "not the core business"},
    "place_unknown": {"de": "Entfernung nicht bekannt", "en": "distance unknown"},
    "too_far": {
        "de": "zu weit: {km} km statt höchstens {radius} km",
        "en": "too far: {km} km, but at most {radius} km wanted",
    },
    "lot_too_small": {
        "de": "zu wenig: {quantity} Stück statt mindestens {lot_min}",
        "en": "too few: {quantity} pieces, but at least {lot_min} per order",
    },
    "lot_too_large": {
        "de": "zu viel: {quantity} Stück statt höchstens {lot_max}",
        "en": "too many: {quantity} pieces, but at most {lot_max} per order",
    },
    "deadline_too_short": {
        "de": "braucht {lead_days}, bis zum Termin {days}",
        "en": "needs {lead_days}, but {days} before the deadline",
    },
    "deadline_too_short.over": {"de": "der Termin ist vorbei", "en": "the deadline has passed"},
    "measure_fits": {
        "de": "{measure} passt: nennt {stated}",
        "en": "{measure} fits: offers {stated}",
    },
    "norm_named": {"de": "nennt {norm}", "en": "mentions {norm}"},
    "measure_outside": {
        "de": "{measure} passt nicht: nennt {stated}",
        "en": "{measure} does not fit: offers {stated}",
    },
}
# One for each step of `engine.changes`, said after one another in one sentence.
STEPS: Mapping[str, Mapping[str, str]] = {
    "with_radius": {
        "de": "mit einem Umkreis von {radius} statt {asked} km",
        "en": "with a radius of {radius} instead of {asked} km",
    },
    "with_quantity": {
        "de": "mit {quantity} statt {asked} Stück",
        "en": "with {quantity} instead of {asked} pieces",
    },
    "with_deadline": {
        "de": "mit dem Termin {on} statt {asked_on}",
        "en": "with the deadline {on} instead of {asked_on}",
    },
    "without_certificate": {
        "de": "ohne das verlangte Zertifikat {scheme}",
        "en": "without asking for the {scheme} certificate",
    },
    "as_core": {"de": "als Kerngeschäft", "en": "with this as part of its core business"},
    "with_lot_min": {
        "de": "schon ab {quantity} statt {stated} Stück",
        "en": "if it took orders starting at {quantity} instead of {stated} pieces",
    },
    "with_lot_max": {
        "de": "bis {quantity} statt {stated} Stück",
        "en": "if it took up to {quantity} instead of {stated} pieces",
    },
    "with_lot_max.unstated": {
        "de": "mit der Angabe „bis {quantity} Stück“",
        "en": "with “up to {quantity} pieces” in its entry",
    },
    "with_lead_days": {
        "de": "mit {within} statt {stated} Tagen Lieferzeit",
        "en": "with a lead time of {within} instead of {stated} days",
    },
    "with_own_radius": {
        "de": "mit einem eigenen Umkreis von {radius} statt {stated} km",
        "en": "with its own radius at {radius} instead of {stated} km",
    },
    "with_certificate": {
        "de": "mit gültigem Zertifikat {scheme}",
        "en": "with a valid {scheme} certificate",
    },
    "with_word": {"de": "mit „{word}“ in den Angaben", "en": "with “{word}” in its entry"},
    "with_place": {
        "de": "mit einem Standort in höchstens {km} km Entfernung",
        "en": "with a site at most {km} km away",
    },
}
_STANDS = {
    "de": "{steps} stünde die Firma auf Platz {place}",
    "en": "{steps}, the firm would rank number {place}",
}
MONTHS: Mapping[str, Sequence[str]] = {
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
# One day, several, none: how long a firm needs, and what is left of the time.
_DAYS = {"de": ("{} Tag", "{} Tage"), "en": ("{} day", "{} days")}
_DAYS_LEFT = {
    "de": ("bleibt kein Tag", "bleibt {} Tag", "bleiben {} Tage"),
    "en": ("no day is left", "only {} day is left", "only {} days are left"),
}
_SAYS = {"de": ("macht", "nennt"), "en": ("offers", "mentions")}
_AND = {"de": " und ", "en": " and "}
_FAINT = {"de": "nur einzelne Wörter im Text passen", "en": "only a few words in the text match"}
_UNSAID = {"de": "keine Angabe zu {words}", "en": "says nothing about {words}"}

_BEFORE_UNIT = re.compile(r"(?<=\d) (?=km\b)")

# What a firm does ("Eloxieren", "Beschichtung"), as against what it makes or works with.
_DOING = re.compile(
    r"\w*(?:ieren|drehen|fräsen|bohren|schweißen|schneiden|stanzen|biegen|kanten|gießen|schmieden"
    r"|härten|schleifen|lackieren|beschichten|drucken|lasern|löten|kleben|reinigen|nähen|schleudern"
    r"|programmieren|prüfen|warten|ung(?:en)?)",
    re.IGNORECASE,
)
_WORD_CODES = ("word_match", "compound_part", "similar_word", "other_word")
MOST_WORDS_SAID = 3


def sentence(reason: Reason, language: str = "de") -> str:
    """Say one reason as part of a sentence, without a full stop."""
    params = _written(reason.params, language)
    says = _SAYS[language][not _DOING.fullmatch(str(reason.params.get("offer", "")))]
    return _set(TEMPLATES[_variant(reason)][language].format(says=says, **params))


def summary(found: Ranked | Excluded, language: str = "de") -> str:
    """Say a match in one line, what fits before what is missing."""
    fits = [*_words_said(found.reasons, language), *_facts_said(found.reasons, language)]
    lacks = [_lack(reason, language) for reason in found.reasons if reason.is_missing]
    line = " – ".join(filter(None, (", ".join(fits), "; ".join(filter(None, lacks)))))
    return line[:1].upper() + line[1:]


def change(steps: Sequence[Reason], place: int, language: str = "de") -> str:
    """Say what would have to be different for a firm to stand at a place, without a full stop."""
    said = [
        STEPS[_variant(step)][language].format(**_written(step.params, language)) for step in steps
    ]
    line = _STANDS[language].format(steps=_AND[language].join(said), place=place)
    return _set(line[:1].upper() + line[1:])


def day(on: date, language: str = "de") -> str:
    """Write a day as "18. November 2026" or "18 November 2026"."""
    point = "." if language == "de" else ""
    return f"{on.day}{point} {MONTHS[language][on.month - 1]} {on.year}"


def number(amount: float, language: str = "de", *, decimals: int = 1) -> str:
    """Write a number as "1.200" or "1,200", with at most so many decimals."""
    written = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.{decimals}f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "de" else written


def _set(text: str) -> str:
    """Set a number and its unit with a narrow blank that no line breaks at: "58 km"."""
    return _BEFORE_UNIT.sub(notation.NARROW, text)


def _variant(reason: Reason) -> str:
    """Choose the template of a reason."""
    params = {name: str(value).casefold() for name, value in reason.params.items()}
    match reason.code:
        case "word_match" if params["need"] == params["offer"]:
            return "word_match.same"
        case "compound_part" if params["part"] == params["need"]:
            return "compound_part.in_offer"
        case "compound_part" if params["part"] == params["offer"]:
            return "compound_part.in_need"
        case "other_word" if "part" in params:
            return "other_word.part"
        case "same_activity" if params["code"] == params["other"]:
            return "same_activity.same"
        case "certificate_valid" if not params["until"]:
            return "certificate_valid.open"
        case "with_lot_max" if float(params["stated"]) < 0:
            return "with_lot_max.unstated"
        case "deadline_too_short" if float(params["days"]) < 0:
            return "deadline_too_short.over"
        case "near" if float(params["km"]) < 1:
            return "near.here"
        case "lot_fits":
            has = (float(params["lot_min"]) > 0, float(params["lot_max"]) > 0)
            bounds = {(True, True): ".range", (True, False): ".from", (False, True): ".to"}
            return "lot_fits" + bounds.get(has, "")
    return reason.code


def _written(params: Params, language: str) -> dict[str, str]:
    """Write parameters for the reader: days, numbers, codes, words in quotation marks."""
    texts: dict[str, str] = {}
    for name, value in params.items():
        if name == "lead_days":
            texts[name] = _DAYS[language][value != 1].format(number(float(value), language))
        elif name == "days":
            forms = _DAYS_LEFT[language]
            texts[name] = forms[min(max(int(value), 0), 2)].format(number(float(value), language))
        elif isinstance(value, int | float):
            texts[name] = _in_full(value, language)
        elif name in ("on", "asked_on", "until"):
            texts[name] = day(date.fromisoformat(value), language) if value else ""
        elif name in ("measure", "stated"):
            texts[name] = notation.written(notation.of_note(value), language)
        elif name in ("code", "other"):
            texts[name] = _code(value)
        elif name == "words":
            texts[name] = ", ".join(_quoted(value.split(", "), language))
        elif name == "part":
            texts[name] = value[:1].upper() + value[1:]
        else:
            texts[name] = value
    return texts


def _in_full(amount: float, language: str) -> str:
    """Write a number so that it differs from another one beside it: "15,04 statt 15 km"."""
    rounded = round(amount, 6)
    written = number(rounded, language, decimals=6)
    return written.rstrip("0") if rounded % 1 else written


def _code(code: str) -> str:
    """Write "wz2008:25.61" as "WZ 25.61", "cpv:44316500" as "CPV 44316500"."""
    scheme, _, bare = code.rpartition(":")
    return " ".join(filter(None, (scheme.rstrip("0123456789").upper(), bare)))


def _quoted(words: Sequence[str], language: str) -> list[str]:
    return [f"„{word}“" if language == "de" else f"“{word}”" for word in words]


def _words_said(reasons: Sequence[Reason], language: str) -> list[str]:
    """Name the words of the offer that fit best: "macht Eloxieren und Gravur"."""
    offers: dict[str, str] = {}
    for reason in reasons:
        if reason.code in _WORD_CODES:
            word = str(reason.params["offer"])
            if word.isdigit():
                continue
            offers.setdefault(word.casefold(), word)
    words = list(offers.values())[:MOST_WORDS_SAID]
    if not words:
        if any(reason.code == "same_meaning" for reason in reasons):
            return [TEMPLATES["same_meaning"][language]]
        is_faint = any(reason.code == "other_words" for reason in reasons)
        return [_FAINT[language]] if is_faint else []
    says = _SAYS[language][not all(_DOING.fullmatch(word) for word in words)]
    quoted = _quoted(words, language)
    named = _AND[language].join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
    return [f"{says} {named}"]


def _facts_said(reasons: Sequence[Reason], language: str) -> list[str]:
    said = ("certificate_valid", "near", "lot_fits", "measure_fits", "norm_named", "same_activity")
    return [sentence(reason, language) for reason in reasons if reason.code in said]


def _lack(reason: Reason, language: str) -> str:
    """Say what is missing; of words not covered the first two, of side business nothing."""
    if reason.code == "supplementary":
        return ""
    if reason.code != "words_missing":
        return sentence(reason, language)
    words = _quoted(str(reason.params["words"]).split(", ")[:2], language)
    return _UNSAID[language].format(words=_AND[language].join(words))
