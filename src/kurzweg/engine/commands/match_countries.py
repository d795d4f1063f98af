"""Which country a cell names: Germany, another one, or none that is known."""

from __future__ import annotations

import re

from kurzweg.engine.facts.words import word_list
from kurzweg.engine.words.names import name_key

HERE, FOREIGN, UNKNOWN = "here", "foreign", "no country"

_HERE = frozenset(
    map(
        name_key,
        word_list(
            "d de deu ger brd deutschland germany allemagne duitsland niemcy inland bundesrepublik"
            " 49 0049 276 bw by bb hb hh he mv ni nw nrw rp sl sn st sh th bayern berlin"
            " brandenburg bremen hamburg hessen mecklenburg vorpommern niedersachsen nordrhein"
            " westfalen rheinland pfalz saarland sachsen anhalt schleswig holstein thüringen baden"
            " württemberg bavaria saxony hesse thuringia lower north rhine westphalia palatinate"
        ),
    )
)
_COUNTRIES = frozenset(
    map(
        name_key,
        word_list(
            "schweiz suisse svizzera switzerland österreich austria liechtenstein luxemburg"
            " luxembourg frankreich france niederlande niederlanden nederland netherlands holland"
            " belgien belgium belgique belgië dänemark denmark danmark polen poland polska"
            " tschechien czechia tschechische tschechoslowakei czech italien italy italia spanien"
            " spain españa portugal großbritannien england schottland wales britain vereinigtes"
            " united irland ireland schweden sweden sverige norwegen norway norge finnland finland"
            " island iceland ungarn hungary slowakei slowakische slovakia slowenien slovenia"
            " kroatien croatia serbien serbia bosnien bosnia herzegowina montenegro mazedonien"
            " nordmazedonien macedonia albanien albania kosovo griechenland greece zypern cyprus"
            " malta rumänien romania bulgarien bulgaria moldau moldawien moldova ukraine russland"
            " russia russische weißrussland belarus estland estonia lettland latvia litauen"
            " lithuania türkei turkey türkiye georgien armenien aserbaidschan kasachstan usa"
            " amerika america kanada canada mexiko mexico brasilien brazil argentinien argentina"
            " chile kolumbien peru china volksrepublik taiwan japan korea südkorea indien india"
            " vietnam thailand malaysia singapur singapore indonesien indonesia philippinen"
            " philippines bangladesch bangladesh pakistan iran irak israel jordanien libanon syrien"
            " saudi saudiarabien arabien emirate emirates katar kuwait ägypten egypt marokko"
            " morocco tunesien tunisia algerien libyen nigeria ghana kenia südafrika äthiopien"
            " helvetia helvetica österr oesterr oesterreich niederl"
            " australien australia neuseeland ausland abroad"
        ),
    )
)
_CODES = frozenset(
    word_list(
        "ch cz at li lu fr nl dk pl it gb uk us es se no fi hu sk si hr rs ba bg ro gr tr ua ru ee"
        " lv lt ie is pt cn jp kr in br mx ca au"
        " che cze aut lie lux fra nld ned dnk pol ita gbr esp swe nor fin hun svk svn hrv srb bih"
        " bgr rou grc tur ukr rus est lva ltu irl isl prt bel chn jpn kor ind bra mex can aus twn"
        " sui ned den por gre cro bul lat slo rsa nir eng sco wal irn isr tun mar egy uae sgp hkg"
    )
)
_SIGNS = frozenset(word_list("a b e f fl h i l n p s rus slo"))  # as on cars
_STATES = frozenset(  # of the United States, as they stand behind a town
    word_list(
        "al ak az ar ca co ct fl ga id il ia ks ky la me ma mi mn mo mt ne nv nh nj nm ny nc nd oh"
        " ok or pa ri sc tn tx ut vt va wa wv wi wy"
    )
)
_FILLING = frozenset(
    word_list(
        "the der die das den des of und and republik republic rep rép kgr königreich koenigreich"
        " kingdom federal freistaat freie hansestadt land bundesland staat states staaten"
        " vereinigte arabische fürstentum grossherzogtum bundesrep"
    )
)
_PARTS = re.compile(r"[,;/()|\n\[\]]|\s[-–—]\s")
_NOTHING = re.compile(r"[-–—./?*\s]*|k\. ?a\.?|n\. ?a\.?", re.IGNORECASE)
_LANDSCAPE = re.compile(r"\w+(?:sche|isch)n? Schweiz$", re.IGNORECASE)  # Sächsische Schweiz
# CH-Baden
_BEFORE = re.compile(r"(?:CHE?|AT|AUT|A|NL|PL|CZ|FL|LI|DK)\s?[-–]\s?[A-ZÄÖÜ][a-zäöüß]")
_CODED = re.compile(r"\s([A-Z]{2,3})$")


def of_column(written: str) -> str:
    """Tell what a column for the country says; "" when it says nothing.

    What nobody knows is not Germany.
    """
    if _NOTHING.fullmatch(written.strip()):
        return ""
    words = set(name_key(written.replace("/", " ").replace("-", " ")).split())
    words -= _FILLING
    is_here = bool(words & _HERE)
    if words & (_COUNTRIES | _CODES | (set() if is_here else _SIGNS)):
        return UNKNOWN if is_here else FOREIGN
    return HERE if is_here and words <= _HERE | {"+49"} else UNKNOWN


def of_town(written: str) -> str:
    """Tell whether behind a town stands another country: "Soest, Niederlande", "Dresden, OH"."""
    parts = [part.strip() for part in _PARTS.split(written) if part.strip()]
    for at, part in enumerate(parts):
        words = [word for word in name_key(part).split() if word not in _FILLING]
        is_code = len(words) == 1 and part.isupper() and words[0] not in _HERE and at > 0
        if is_code and words[0] in _CODES | _STATES | {"a", "usa"}:
            return FOREIGN
        if (words and set(words) <= _COUNTRIES) or _BEFORE.match(part):
            return FOREIGN
    last = parts[-1] if parts else ""
    if (match := _CODED.search(last)) and match[1].casefold() in _CODES | {"usa"}:
        return FOREIGN
    ends_so = name_key(last).rpartition(" ")[2] in _COUNTRIES
    return FOREIGN if ends_so and not _LANDSCAPE.search(last) else ""
