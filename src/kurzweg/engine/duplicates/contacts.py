"""Addresses, numbers and domains in the form in which two of them are the same."""

from __future__ import annotations

import re

from kurzweg.engine.words.names import name_key

# Mail domains and hosts where anybody gets an address: sharing one of them proves nothing.
_FREE_MAIL = """
    1und1.de alice-dsl.net alice.de aol.com aol.de arcor.de compuserve.de directbox.com
    dokom.net email.de ewetel.net freenet.de freenetmail.de gelsennet.de gmail.com gmx.at
    gmx.ch gmx.com gmx.de gmx.eu gmx.net gmx.org googlemail.com helimail.de hotmail.com
    hotmail.de htp-tel.de icloud.com kabelmail.de live.com live.de mac.com magenta.de
    mail.de mailbox.org me.com msn.com netcologne.de o2mail.de o2online.de online.de
    osnanet.de outlook.com outlook.de posteo.de posteo.net proton.me protonmail.com
    rocketmail.com t-online.de teleos-web.de tonline.de tuta.com tuta.io tutanota.com
    tutanota.de unity-mail.de unitybox.de unitymedia.de versanet.de versatel.de vodafone.de
    vodafonemail.de web.de wtnet.de yahoo.com yahoo.de ymail.com
"""
_SHARED_HOSTS = """
    11880.com amazon.de beepworld.de blogspot.com business.site chayns.site dasoertliche.de
    de.tl ebay.de etsy.com facebook.com fb.com gelbeseiten.de github.io google.com google.de
    homepage-baukasten.de hwk.de ihk.de instagram.com jimdo.com jimdofree.com jimdosite.com
    linkedin.com linktr.ee localbook.de mein-verein.de meinestadt.de myshopify.com npage.de
    one.com page.tl pinterest.com sites.google.com squarespace.com strato.de tiktok.com
    tripadvisor.de twitter.com vereinsbuch.de vistaprint.de webador.de webnode.com
    webnode.de webnode.page weebly.com wikipedia.org wix.com wixsite.com wordpress.com x.com
    xing.com youtube.com
"""
NOBODYS = frozenset((_FREE_MAIL + _SHARED_HOSTS).split())
_OF_A_COURT = frozenset(
    ["amtsgericht", "ag", "registergericht", "hra", "hrb", "gnr", "gsr", "pr", "vr", "gur", "nr"]
)
_TWO_PARTS = frozenset({"co", "com", "org", "net", "ac", "gov"})  # of "co.uk", before two letters

_HOST = re.compile(r"^\s*(?:[a-z][a-z+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_LAND = re.compile(r"^(?:\+|00)\s*49")
_OTHER_LAND = re.compile(r"^(?:\+|00)\s*(?=[1-9])")
_LABEL = re.compile(r"^[^0-9+(]+")  # "Tel.:"
_EXTENSION = re.compile(r"\s?-\s?[0-9]{1,3}$")
_NOT_A_DIGIT = re.compile(r"\D")
_STREET = re.compile(r"str\b|strasse\b")
_HOUSE = re.compile(r"^(?P<street>.*?\D)[\s,]*(?P<number>[0-9]{1,4}\s?[a-z]?)\b(?P<rest>.*)$")
_CARE_OF = re.compile(r"(?:c\s?/\s?o|z\.?\s?h(?:d|\.)|bei|im hause)\b", re.IGNORECASE)
_REGISTER = re.compile(r"(?P<kind>hra|hrb|gnr|gsr|pr|vr|gur)?\W*0*(?P<number>[0-9]{1,7})\b")
LONGEST_EXTENSION = 3  # digits
FEWEST_DIGITS = 6  # a number of fewer is an extension or a typing error


def domain(website: str) -> str:
    """Give the domain of a website that is somebody's own, else ""."""
    found = _HOST.match(website.casefold())
    if not found or "." not in found[1]:
        return ""
    return _own(found[1])


def mail(address: str) -> str:
    """Give a mail address as it is compared, "" for what is none."""
    local, at, host = address.strip().casefold().removeprefix("mailto:").partition("@")
    return f"{local}@{host}" if at and local and "." in host else ""


def mail_domain(address: str) -> str:
    """Give the domain of a mail address that is somebody's own, else ""."""
    return _own(mail(address).partition("@")[2])


def _own(host: str) -> str:
    labels = host.strip(".").split(".")
    at_least = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _TWO_PARTS else 2
    own = ".".join(labels[-at_least:])
    return "" if own in NOBODYS or ".".join(labels[-3:]) in NOBODYS or len(labels) < 2 else own


def phones(number: str) -> tuple[str, ...]:
    """Write a telephone number as digits with its country, and again without its extension.

    +49 (0)2 31/12 34-56 is 49231123456, and 492311234 at the switchboard.
    """
    written = number.replace("(0)", "").strip()
    trunk = _EXTENSION.sub("", written)
    both = (_digits(written), _digits(trunk) if trunk != written else "")
    return tuple(each for each in both if len(each) >= FEWEST_DIGITS + 2)


def are_one_line(one: str, other: str) -> bool:
    """Whether two numbers ring in one house: no number begins with that of another subscriber.

    What follows is an extension, also where the hyphen before it was lost.
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= LONGEST_EXTENSION


def _digits(written: str) -> str:
    written = _LABEL.sub("", written)
    if _LAND.match(written):
        return "49" + _NOT_A_DIGIT.sub("", _LAND.sub("", written)).lstrip("0")
    if _OTHER_LAND.match(written):
        return _NOT_A_DIGIT.sub("", written).removeprefix("00")
    return "49" + _NOT_A_DIGIT.sub("", written).lstrip("0")


def vat_id(written: str) -> str:
    """Write a VAT id without what stands between its signs; "" for what is too short to be one."""
    plain = re.sub(r"[^A-Z0-9]", "", written.upper())
    return plain if len(plain) > 7 and any(sign.isdigit() for sign in plain) else ""


def register(written: str) -> tuple[str, str]:
    """Part "HRB 1234 B" into its register and its number; both "" where there is no number."""
    found = _REGISTER.search(written.casefold())
    return ((found["kind"] or ""), found["number"]) if found else ("", "")


def court(written: str) -> tuple[str, ...]:
    """Give the words of a court's town: those of "Amtsgericht Bad Homburg v.d.H., HRB 12"."""
    return tuple(
        word
        for word in name_key(written).split()
        if word.isalpha() and len(word) > 1 and word not in _OF_A_COURT
    )


def street(written: str) -> tuple[str, str]:
    """Part a street from its house number: ("riedstrasse", "2"), without "c/o"."""
    parts = [part.strip(" .") for part in written.split(",")]
    own = [part for part in parts if not _CARE_OF.match(part)]
    best = next((part for part in own if any(sign.isdigit() for sign in part)), None)
    key = name_key(best or (own or [""])[0])
    found = _HOUSE.match(key)
    name, number = (found["street"], found["number"]) if found else (key, "")
    return _STREET.sub("strasse", name).replace(" ", ""), number.replace(" ", "")
