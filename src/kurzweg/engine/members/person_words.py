"""What stands around the names of persons: salutations, titles, positions, and marks."""

from __future__ import annotations

import re

SALUTATION = re.compile(
    r"^(?:(?:sehr geehrte[rn]?\s)?"
    r"(?:herrn?|frau|hr|fr|mr|mrs|ms|z\.\s?hd\.?|zu händen|fam(?:ilie)?)\b\.?(?:\s|$))+",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:prof\.?|professor(?:in)?|dr\.?|ddr\.?|dipl\.?|mag\.?|ing\.?|bacc\.?|pd|priv\.-doz\.?"
    r"|dr\.-ing\.?|h\.\s?c\.?|univ\.|\((?:fh|th|uni|ba)\)"
    r"|(?:rer|med|jur|iur|phil|nat|pol|oec|habil|vet|dent|theol|sc|mult)\.?(?=[\s.]|$)"
    r"|dipl\.?\s?-?\s?(?:ing|kfm|kffr|kauffrau|kaufmann|betriebsw|betriebswirt(?:in)?|inf|phys|chem"
    r"|biol|math|volksw|des|päd|psych|oec|wirt\.?-?ing|wi\.?-?ing|sozialpäd)\.?(?:in)?)"
)
TITLES = re.compile(rf"^(?:{_TITLE}(?:\s+|(?<=\.)(?=\w)|$))+", re.IGNORECASE)
DEGREE = re.compile(
    r"^(?:m\.\s?a\.?|b\.\s?a\.?|m\.\s?sc\.?|b\.\s?sc\.?|b\.\s?eng\.?|m\.\s?eng\.?|ll\.?\s?m\.?|mba"
    r"|ph\.?\s?d\.?|dipl\.?-?(?:ing|kfm|kffr)\.?(?: ?\(fh\))?|jr\.?|sen\.?|jun\.?)$",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"(?:gf|gfin|ppa\.?|ceo|cfo|cto|coo|cmo|cio|chro|hr|it|edv|qm|qs|pr|chef(?:in)?|office)"
    r"|.*(?:geschäftsf|geschaeftsf|geschäftsleit|inhaber|prokur|vorstand|vorsitz|vertrieb|einkauf"
    r"|(?:(?<=\w)|^)leiter|leitung|assisten|sekretär|sekretariat|marketing|personal(?!\s?trainer)"
    r"|buchhalt|präsident|schatzmeister|sachbearb|direktor|technik|technisch|kaufmänn|qualität"
    r"|produktion|verwaltung|zentrale|empfang|finanzen|controlling|entwicklung|logistik|versand"
    r"|manager|managing|director|owner|sales|head of|partner(?:in)?$|gesellschafter|beauftragt"
    r"|referent|bürgermeister|ausbild|service|disposition|projekt|key account|stellv|rechnung|büro"
    r").*",
    re.IGNORECASE | re.DOTALL,
)
# A header of which anybody may stand below: it names no position.
ANYBODY = re.compile(r"ansprech|kontakt|contact|person(?!al)", re.IGNORECASE)
NOBODY = re.compile(
    r"[-–—.?*/ ]+|n\. ?n\.?|k\. ?a\.?|keine?r?|vakant|unbekannt|offen|s\. ?o\.?|dito|none|n/a|nn",
    re.IGNORECASE,
)
TELEPHONE = re.compile(
    r"(?:tel(?:efon)?|fon|mobil|handy|durchwahl|dw|e-?mail|mail|fax)\b\.?:?|[<>]"
    r"|[+(]?[0-9][0-9 ()/.+-]{3,}",
    re.IGNORECASE,
)

PARTICLES = (
    r"(?:von(?:\s(?:der|den|dem))?|vom|zu(?:r|m)?|van(?:\s(?:der|den|de))?|de(?:\s(?:la|los))?"
    r"|del|della|di|da|dos|el|al|ten|ter)"
)
NAME = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?"
FULL = re.compile(
    rf"(?P<given>{NAME}(?:\s{NAME}){{0,3}}?)\s"
    rf"(?P<family>(?:{PARTICLES}\s)*{NAME}(?:\s(?:Jr|jun|sen|II|III)\.?)?)"
)
FAMILY = re.compile(rf"(?:{PARTICLES}\s)*{NAME}", re.IGNORECASE)
WITH_PARTICLE = re.compile(rf"{NAME}(?:\s{NAME}){{0,2}}\s{PARTICLES}\s{NAME}")
GIVEN = re.compile(rf"{NAME}(?:\s{NAME})?(?:\s{PARTICLES})?")
