"""Countries, as addresses name them."""

from __future__ import annotations

import re

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


def country_of(postal_code: str, country: str = HERE) -> tuple[str, str]:
    """Tell the sign before a postcode from it: "CH-8112" is 8112 in Switzerland."""
    signed = _SIGNED.fullmatch(postal_code.strip().upper())
    if signed is None:
        return postal_code.strip(), (country or HERE).upper()
    return signed[2].strip(), _SIGNS.get(signed[1], signed[1])
