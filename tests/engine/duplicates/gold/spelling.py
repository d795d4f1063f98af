"""How offices write one name a second time: pure operations on a text.

Positions count letters or words of the text as it stands when the operation is applied; a position
past the end changes nothing, so that an operation never fails on a shorter text.
"""

import re
import unicodedata
from collections.abc import Callable

_PARTNER = r"(?:\s*(?:&|\+|u\.|und)\s*Co\b\.?,?(?:\s*(?:oHG|KG|Kommanditgesellschaft)\b\.?)?)?"
_LIMITED = (
    r"(?:g|gem\.\s?)?(?:GmbH\b|G\.m\.b\.H\.|mbH\b|Gesellschaft mit beschränkter Haftung\b)\.?"
)
FORM = re.compile(
    rf",?\s*(?<![\wäöüß.])(?:{_LIMITED}{_PARTNER}|AG\b{_PARTNER}|UG\s*\(haftungsbeschränkt\)|"
    r"e\.\s?V\.|eV\b|e\.\s?K\.|oHG\b|KG\b\.?|Kommanditgesellschaft\b)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"[\s-]*(?:Vermögens)?(?:verwaltungs?|beteiligungs?|holding|geschäftsführungs)"
    r"(?:gesellschaft)?-?(?!\w)",
    re.IGNORECASE,
)
STYLES: dict[str, tuple[tuple[str, str], ...]] = {
    "long": (
        (r"gGmbH", "gemeinnützige Gesellschaft mit beschränkter Haftung"),
        (r"GmbH", "Gesellschaft mit beschränkter Haftung"),
        (r"\bKG\b\.?", "Kommanditgesellschaft"),
        (r"\boHG\b", "offene Handelsgesellschaft"),
        (r"e\.\s?V\.", "eingetragener Verein"),
        (r"\bAG\b", "Aktiengesellschaft"),
    ),
    "dots": ((r"GmbH", "G.m.b.H."), (r"\bKG\b\.?", "K.G."), (r"mbH", "m.b.H.")),
    "tight": ((r"\s*(?:&|\+|u\.|und)\s*Co\b\.?,?\s*", "&Co."), (r"e\.\s?V\.", "eV")),
    "loose": (
        (r"e\.\s?V\.", "e. V."),
        (r"GmbH", "Gmb H"),
        (r"&\s*Co\b\.?\s*", "& Co "),
    ),
    "und": ((r"\s*(?:&|\+|u\.)\s*Co\b", " und Co"), (r"e\.\s?V\.", "EV")),
    "plus": ((r"\s*(?:&|u\.|und)\s*Co\b\.?", " + Co"), (r"e\.\s?V\.", "e.V")),
    "partnership": ((r"^.*Co\b\.?,?\s*", " "), (r"Kommanditgesellschaft", "KG")),
    "company": ((r"\s*(?:&|\+|u\.|und)\s*Co\b.*$", ""),),
}
ABBREVIATIONS = (
    ("Gesellschaft", "Ges."), ("gesellschaft", "ges."), ("Verwaltung", "Verw."),
    ("verwaltung", "verw."), ("Maschinen", "Masch."), ("Maschinenbau", "Masch.bau"),
    ("Deutschland", "Dtld."), ("Deutsche", "Dt."), ("Förderverein", "FV"), (" und ", " u. "),
    (" für ", " f. "), ("Ingenieurbüro", "Ing.-Büro"), ("Bauunternehmung", "Bauuntern."),
    ("Freiwillige Feuerwehr", "FFW"), ("Kommanditgesellschaft", "KG"), ("Beteiligung", "Bet."),
    ("Verein", "Ver."), ("verein", "ver."), ("Technik", "Techn."), ("technik", "techn."),
    ("Elektro", "El."), ("Grundschule", "GS"), ("Gebrüder", "Gebr."), ("Service", "Serv."),
    ("Sankt", "St."), ("Arbeitsgemeinschaft", "AG"), ("Interessengemeinschaft", "IG"),
    ("Autohaus", "AH"), ("handel", "hdl."), ("Handel", "Hdl."), ("Immobilien", "Immob."),
    ("Transporte", "Transp."), ("der ", "d. "), ("Westfalen", "Westf."), ("International", "Int."),
)  # fmt: skip
FIRST_NAMES = (
    "Achim", "Bodo", "Cordula", "Detlev", "Egon", "Frauke", "Gisbert", "Hinrich", "Ingrid",
    "Jochen", "Knut", "Liselotte", "Meinolf", "Norma", "Ottmar", "Petra", "Reimund", "Silke",
    "Thilo", "Uschi", "Veit", "Wencke", "Xaver", "Yvonne",
)  # fmt: skip
NEW_NAMES = (
    "Alvero Technik", "Nordquell Dienste", "Brückmoor Handel", "Tavira Werke", "Lindenstein Bau",
    "Ostrava Kontor", "Quellwind Energie", "Marsilio Druck", "Haselpfad Pflege", "Zentaurus Logik",
    "Kupferweg Partner", "Felderhain Forum",
)  # fmt: skip


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,")


def _at(text: str, position: int, change: Callable[[str], str]) -> str:
    if not 0 <= position < len(text):
        return text
    return text[:position] + change(text[position]) + text[position + 1 :]


def _words(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return " ".join(change(text.split()))


def drop_form(text: str) -> str:
    return _tidy(FORM.sub(" ", text)) or text


def restyle_form(text: str, style: str) -> str:
    def restyled(match: re.Match[str]) -> str:
        form = match[0]
        for pattern, replacement in STYLES[style]:
            form = re.sub(pattern, replacement, form, flags=re.IGNORECASE)
        return form

    return FORM.sub(restyled, text)


def lower_form(text: str) -> str:
    return FORM.sub(lambda match: match[0].lower(), text)


def form_first(text: str) -> str:
    match = FORM.search(text)
    return f"{match[0].strip(' ,')} {drop_form(text)}" if match else text


def ascii_umlauts(text: str) -> str:
    for letter, written in zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True):
        text = text.replace(letter, written)
    return text


def lose_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("ß", "s"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def misread_encoding(text: str) -> str:
    return text.encode().decode("cp1252", errors="replace")


def swap(text: str, position: int) -> str:
    pair = text[position : position + 2]
    return text[:position] + pair[::-1] + text[position + 2 :]


def double(text: str, position: int) -> str:
    return _at(text, position, lambda letter: letter * 2)


def miss(text: str, position: int) -> str:
    return _at(text, position, lambda _: "")


def press(text: str, position: int, letter: str) -> str:
    return _at(text, position, lambda _: letter)


def drop_word(text: str, index: int) -> str:
    return _tidy(_words(text, lambda words: words[:index] + words[index + 1 :]))


def keep_words(text: str, start: int, stop: int) -> str:
    return _tidy(_words(text, lambda words: words[start:stop])) or text


def move_word(text: str, index: int, to: int) -> str:
    def moved(words: list[str]) -> list[str]:
        rest = words[:index] + words[index + 1 :]
        return rest[:to] + words[index : index + 1] + rest[to:]

    return _words(text, moved)


def surname_first(text: str, index: int) -> str:
    def turned(words: list[str]) -> list[str]:
        if index + 1 >= len(words):
            return words
        return [*words[:index], words[index + 1] + ",", words[index], *words[index + 2 :]]

    return _words(text, turned)


def join_words(text: str, index: int, sign: str = "") -> str:
    def joined(words: list[str]) -> list[str]:
        return [*words[:index], sign.join(words[index : index + 2]), *words[index + 2 :]]

    return _words(text, joined)


def split_word(text: str, index: int, position: int, sign: str = " ") -> str:
    def split(word: str) -> str:
        return word[:position].rstrip("-") + sign + word[position:].lstrip("-")

    return _words(text, lambda words: [*words[:index], *map(split, words[index : index + 1]),
                                       *words[index + 1 :]])  # fmt: skip


def initial(text: str, index: int) -> str:
    return cut_word(text, index, 1)


def cut_word(text: str, index: int, length: int) -> str:
    def cut(words: list[str]) -> list[str]:
        shortened = [word[:length] + "." for word in words[index : index + 1]]
        return words[:index] + shortened + words[index + 1 :]

    return _words(text, cut)


def abbreviate(text: str, most: int) -> str:
    """Write up to so many of the usual abbreviations."""
    for word, short in ABBREVIATIONS:
        end = "" if word.endswith(" ") else r"(?:s(?=[\s-]))?(?![a-zäöüß])"
        if most:
            text, done = re.subn(re.escape(word) + end, short, text, count=1)
            most -= done
    return text


def acronym(text: str) -> str:
    letters = [word[0] for word in re.findall(r"\w+", drop_form(text)) if word[0].isupper()]
    return "".join(letters)


def change_ampersand(text: str, sign: str) -> str:
    return re.sub(r"\s*(?:&|\+|\bund\b|\bu\.)(?!\s*Co\b)\s*", f" {sign} ", text)


def before(text: str, address: str) -> str:
    return f"{address} {text}"


def lose_punctuation(text: str) -> str:
    return _tidy(re.sub(r"[-–/\"'`´,.:;()&+!]", " ", text))


def lose_hyphens(text: str) -> str:
    return _tidy(re.sub(r"\s*-\s*", " ", text))


def lose_quotes(text: str) -> str:
    return _tidy(re.sub(r"[\"'`´<>]", "", text))


def lose_brackets(text: str) -> str:
    return _tidy(re.sub(r"\([^)]*\)", " ", text)) or text


def bracket_word(text: str, index: int) -> str:
    return _words(text, lambda words: [*words[:index], *(f"({word})" for word in
                                       words[index : index + 1]), *words[index + 1 :]])  # fmt: skip


def spread_blanks(text: str) -> str:
    return text.replace(" ", "  ", 1) + "\u00a0"


def renamed(text: str, new: int, remark: str) -> str:
    return f"{NEW_NAMES[new]} ({remark} {text})"


def renamed_outright(text: str, new: int) -> str:
    """Give a firm a new name of the same form; only its register number tells it from others."""
    form = FORM.search(text)
    return f"{NEW_NAMES[new]}{form[0] if form else ''}"


def first_name(text: str, index: int, number: int) -> str:
    return _words(text, lambda words: [*words[:index], FIRST_NAMES[number], *words[index + 1 :]])


def sibling(text: str, suffix: str) -> str:
    """Name another firm of the house: the name without its form, then another form."""
    core = _tidy(_PURPOSE.sub("", drop_form(text))).rstrip("-")
    return f"{core or drop_form(text)} {suffix}"


OPERATIONS: dict[str, Callable[..., str]] = {
    operation.__name__: operation
    for operation in (
        drop_form, restyle_form, lower_form, form_first, ascii_umlauts, lose_accents,
        misread_encoding, swap, double, miss, press, drop_word, keep_words, move_word,
        surname_first, join_words, split_word, initial, cut_word, abbreviate, acronym,
        change_ampersand, before, lose_punctuation, lose_hyphens, lose_quotes, lose_brackets,
        bracket_word, spread_blanks, renamed, renamed_outright,
        first_name, sibling,
    )
} | {"upper": str.upper, "lower": str.lower, "title": str.title}  # fmt: skip
