"""The one form in which names, places and cells are compared, however people write them."""

from __future__ import annotations

import re
import unicodedata

# Signs that take no room: soft hyphens, joiners, marks of direction, variants, byte order marks.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_OTHER_FORMS = re.compile("[\ufb00-\ufb06\uff01-\uff5e]+")
_NOT_SPOKEN = re.compile("[\x00'’‘‛´`′‵ʹʻʼʽˈ＇®©™℠]")  # apostrophes as people type them
# What stands for letters that are more than one with an accent.
_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "œ": "oe", "þ": "th",
        "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i",
    }
)  # fmt: skip
_AND_IN_SHORT = re.compile(r"(?<=\s)u(?:\.\s*|\s+)(?=\w)")  # "U." is an initial
_AND = re.compile(r"&|(?<=\w)\s*\+\s*(?=\w)")
_SAINT = re.compile(r"\b(?:St\.|[Ss]t\.|ST\.|St\b|Skt\b\.?|SKT\b\.?)(?=[\s-]*\w)")
_REGISTERED = re.compile(r"\be\W{0,2}([gkv])\b")  # e. G., e. K., e. V.
_INITIALS = re.compile(r"\b[^\W\d_](?:(?:\. ?| )[^\W\d_]\b)+")  # G.m.b.H., A. B. Meier
_WORD = re.compile(r"[^\W_]+")
_IN_FULL = {"and": "und", "gebr": "gebrueder", "geschw": "geschwister", "fa": "firma"}
# What stands between the two parts of a town's name: Halle an der Saale, Frankfurt a. d. Oder.
_BETWEEN = frozenset({
    "a", "ad", "am", "an", "auf", "b", "bei", "d", "dem", "den", "der", "i", "id", "im", "in", "o",
    "ob", "od", "unter", "v", "vd", "vor",
})  # fmt: skip
WORDS_BETWEEN = 2  # so many of them at most
# How umlauts become plain letters, one replacement after the other, as any database can do too;
# no umlaut stands in "auer", "euer" and "quer".
LOOSELY = (
    ("aue", "a~e"), ("eue", "e~e"), ("que", "q~e"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("~", "u"),
)  # fmt: skip


def visible(text: str) -> str:
    """Write each letter in one code (NFC) and leave out the signs that take no room.

    Ligatures and letters of full width become what they stand for, measures such as m² stay.
    """
    if text.isascii():
        return text
    seen = _OTHER_FORMS.sub(_composed, _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", seen)


def name_key(name: str) -> str:
    """Bring a name to the form under which it is compared: equal keys are one name.

    "Stüwe & Söhne GmbH & Co.KG" and "STUEWE und Soehne GmbH u. Co. KG" have the same.
    """
    written = _NOT_SPOKEN.sub("", visible(name))
    if written.isupper():
        written = written.replace(" U. ", " u. ")
    written = _SAINT.sub("Sankt ", _AND_IN_SHORT.sub("und ", written))
    folded = _REGISTERED.sub(r"e\1", _AND.sub(" und ", _folded(written)))
    joined = _INITIALS.sub(lambda run: re.sub(r"\W", "", run.group()), folded)
    words = [_IN_FULL.get(word, word) for word in _WORD.findall(joined)]
    if words[1:] and words[0] == "firma":
        del words[0]
    return " ".join(words) or folded.strip()


def place_key(name: str) -> str:
    """Bring a name of a place to the form under which it is compared.

    "Frankfurt/Oder", "Frankfurt (Oder)" and "Frankfurt a. d. Oder" have the same.
    """
    words = _WORD.findall(_folded(_NOT_SPOKEN.sub("", visible(name))))
    last = len(words) - 1
    return " ".join(
        "sankt" if word in ("st", "skt") and at < last else word
        for at, word in enumerate(words)
        if not 0 < at < last or word not in _BETWEEN
    )


def loose_key(key: str) -> str:
    """Write a key as if umlauts had no dots: "Stuwe" for "Stüwe".

    Different names may share it, so it serves where people look for something, not to tell
    whether two are the same.
    """
    for letters, others in LOOSELY:
        key = key.replace(letters, others)
    return key


def _composed(letters: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", letters.group())


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", composed)
    return "".join(part for part in parts if not unicodedata.combining(part))
