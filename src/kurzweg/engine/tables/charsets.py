"""Which encoding a text has, told by the letters that come out, and which lines have another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What offices have beside Unicode: Windows, the Mac until 2001, and DOS.
SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
MOST_LINES = 5_000  # lines with other letters that are weighed
IN_DOUBT = 2.0  # points by which a line may be better in another encoding than its file has
CLEAR = 2.5  # points by which the best must be ahead; one umlaut in a word gives 3

_FOREIGN = re.compile(rb"[\x80-\xff]+")
_AROUND = re.compile(r"(?s)(?<=(.))?([^\x00-\x7f])(?=(.))?")
# Two signs as which UTF-8 shows German letters and dashes, and what else German texts hold.
_PLAUSIBLE = re.compile(r"[\x00-\x7f\u00a0-\u024f\u2010-\u2044\u20ac\u2122]*")
# ISO-8859-15 has the € where Windows-1252 has a sign of no use to anybody.
_EURO = re.compile("(?<=[0-9])([ \u00a0]?)\u00a4")
_MARKS = frozenset("„“”‚‘’–—…·•€§°²³½¼¾×®©™«»±\u00a0\u00ad")
_GERMAN = _MARKS | frozenset("äöüßÄÖÜ")
_OPENING = frozenset("„‚«")


@dataclass(frozen=True, slots=True)
class Charset:
    """How the lines of a text are encoded: most, those that are not, and whether this is clear."""

    most: str
    other: str
    is_clear: bool = True

    def decode(self, line: bytes) -> tuple[str, bool]:
        """Give a line as text, and whether its letters are in doubt."""
        if line.isascii():
            return line.decode("ascii"), False
        if self.most == "utf-8":
            try:
                return line.decode("utf-8"), False
            except UnicodeDecodeError:
                return _FOREIGN.sub(self._mended, line).decode("utf-8", "replace"), True
        if self.other == "utf-8" and _is_utf8(line):
            return line.decode("utf-8"), True
        text = _decoded(line, self.most)
        if not self.is_clear:
            return text, True
        if _score(text) > 0 and _GERMAN.issuperset(re.findall(r"[^\x00-\x7f]", text)):
            return text, False
        read = {name: _decoded(line, name) for name in SINGLE_BYTE}
        scores = {name: _score(other) for name, other in read.items()}
        best = max(scores, key=lambda name: scores[name])
        is_odd = scores[best] - scores[self.most] >= IN_DOUBT
        if is_odd and scores[self.most] <= 0 and scores[best] - scores[self.most] >= CLEAR:
            text = read[best]
        return text, is_odd or "\ufffd" in text

    def _mended(self, match: re.Match[bytes]) -> bytes:
        try:
            match[0].decode("utf-8")
        except UnicodeDecodeError:
            return match[0].decode(self.other, "replace").encode("utf-8")
        return match[0]


def find(lines: Iterable[bytes]) -> Charset:
    """Tell UTF-8, Windows-1252, Mac Roman and code page 850 apart, or say that it is not clear.

    Code page 437 has the German letters where 850 has them.
    """
    in_utf8 = others = 0
    weighed: list[bytes] = []
    for line in lines:
        if line.isascii():
            continue
        if _is_utf8(line):
            in_utf8 += 1
            continue
        others += 1
        if len(weighed) < MOST_LINES:
            weighed.append(line[:10_000])
    if not others:
        return Charset("utf-8", "cp1252")
    scores = {name: _score(_decoded(b"\n".join(weighed), name)) for name in SINGLE_BYTE}
    best, second = sorted(SINGLE_BYTE, key=lambda name: -scores[name])[:2]
    is_clear = scores[best] > 0 and scores[best] - scores[second] >= CLEAR
    if not is_clear:
        best = SINGLE_BYTE[0]
    if in_utf8 >= others:
        return Charset("utf-8", best, is_clear)
    return Charset(best, "utf-8" if in_utf8 else best, is_clear)


def _decoded(line: bytes, encoding: str) -> str:
    text = line.decode(encoding, "replace")
    return _EURO.sub(r"\1€", text) if encoding == "cp1252" else text


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line is UTF-8 and not letters that only look so (Gruß“ in Windows-1252)."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    is_plausible = _PLAUSIBLE.fullmatch(text) or sum(letter > "\x7f" for letter in text) > 2
    return bool(is_plausible) or _score(line.decode(SINGLE_BYTE[0], "replace")) <= 0


def _score(text: str) -> float:
    """Add up how well the letters beyond ASCII stand where they stand."""
    return sum(
        _weight(match[2], match[1] or " ", match[3] or " ") for match in _AROUND.finditer(text)
    )


def _weight(letter: str, before: str, after: str) -> float:
    """Weigh one letter between its neighbours: 3 for an umlaut in a word, -4 for a sign in one."""
    is_inside = before.isalpha() and after.isalpha()
    if letter in _MARKS:
        if letter in _OPENING and not after.isalnum():
            return -2.0
        return -3.0 if is_inside and letter not in "’\u00ad" else 0.5
    if not letter.isalpha():
        return -4.0
    if letter.isupper() and (before.islower() or (before.isalpha() and after.islower())):
        return -4.0
    if letter in "äöüßÄÖÜ":
        if letter.islower() and not before.isalpha():
            return 1.0 if after.islower() and letter != "ß" else -3.0
        if letter in "ÄÖÜ" and not (after.isalpha() or before.isalpha()):
            return 1.0
        return 3.0
    # Letters of neighbours: a café, Citroën, Wałęsa; German texts hold few of them.
    return 1.0 if letter in "éèêëàâçñîïóôøåùûÉÈÀÇÅØœ" and before.isalpha() else -1.0
