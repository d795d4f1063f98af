"""Countries, as addresses name them."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from kurzweg.engine.words import name_key

HERE = "DE"
_SIGNED = re.compile(r"([A-Z]{1,3})[-\s](?=.*\d)(.+)")
# Signs of addresses and number plates that are not those of ISO 3166.
_SIGNS = {
    "D": "DE", "A": "AT", "B": "BE", "E": "ES", "F": "FR", "H": "HU", "I": "IT", "L": "LU",
    "N": "NO", "P": "PT", "S": "SE", "V": "VA", "AUT": "AT", "BEL": "BE", "CHE": "CH", "CZE": "CZ",
    "DEU": "DE", "DNK": "DK", "ESP": "ES", "FIN": "FI", "FRA": "FR", "GBR": "GB", "HRV": "HR",
    "HUN": "HU", "IRL": "IE", "ITA": "IT", "LUX": "LU", "NLD": "NL", "NOR": "NO", "POL": "PL",
    "PRT": "PT", "ROU": "RO", "SLO": "SI", "SVK": "SK", "SVN": "SI", "SWE": "SE", "TUR": "TR",
    "UKR": "UA", "USA": "US",
}  # fmt: skip


# As lists of addresses say it, beside the names that the languages have.
_ALSO_CALLED = {"brd": "DE", "england": "GB", "holland": "NL", "uk": "GB", "tschechien": "CZ"}


@cache
def _by_name() -> dict[str, str]:
    """Say how countries are called in German and English."""
    found = dict(_ALSO_CALLED)
    for language in ("en", "de"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[name_key(name)] = code
    return found


def country_named(written: str) -> str:
    """Read a country by its name, its sign or its code; "" where nobody knows it."""
    by_name, sign = _by_name(), written.strip().rstrip(".").upper()
    code = _SIGNS.get(sign, sign)
    return code if code in by_name.values() else by_name.get(name_key(written), "")


def country_of(postal_code: str, country: str = HERE) -> tuple[str, str]:
    """Tell the sign before a postcode from it: "CH-8112" is 8112 in Switzerland."""
    signed = _SIGNED.fullmatch(postal_code.strip().upper())
    if signed is None:
        return postal_code.strip(), (country or HERE).upper()
    return signed[2].strip(), _SIGNS.get(signed[1], signed[1])
