"""What the columns of a member list are called, in German and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurzweg.engine.members.records import Field
from kurzweg.engine.tables import Column
from kurzweg.engine.words import name_key

_OF_PERSON = (
    r"(?:ansprechpartner|ansprechperson|kontaktperson|kontakt|person|gf|geschaeftsfuehr\w+|inhaber"
    r"|vertreter|contact|contact person)(?: in| innen)?"
)
_DAY = r"(?: ?(?:datum|am|seit|zum|date|on|ab|jahr))?"

# The form of a name is that of `name_key`: "Straße/Nr." is "strasse nr". Earlier fields win.
_CALLED: Mapping[Field, str] = {
    Field.PERSON_EMAIL: rf"(?:e ?mail|mail)(?: adresse)? {_OF_PERSON}"
    rf"|{_OF_PERSON} (?:e ?mail|mail)(?: adresse| address)?",
    Field.PERSON_PHONE: rf"(?:tel|telefon|durchwahl|mobil|handy|phone)\w* {_OF_PERSON}"
    rf"|{_OF_PERSON} (?:tel|telefon|durchwahl|mobil|handy|phone)(?: ?nr| ?nummer| ?number)?"
    r"|durchwahl|(?:direct|direct dial)",
    Field.EMAIL: r"(?:firmen ?|zentrale ?|allgemeine ?)?(?:e ?mail|mail|email)"
    r"(?: ?adressen?| ?address| 1| firma| zentrale| allgemein| privat| dienstl\w*| geschaeftl\w*)?"
    r"|electronic mail",
    Field.WEBSITE: r"(?:web|home ?page|internet|www|url|web ?site|web ?seite|internet ?adresse"
    r"|internet ?seite|web ?adresse|domain)",
    Field.VAT_ID: r"ust ?id(?: ?nr| ?nummer)?|umsatzsteuer ?id\w*(?: ?nr| ?nummer)?"
    r"|umsatzsteuer ?identifikations ?(?:nr|nummer)|uid(?: ?nr| ?nummer)?|vat(?: ?id)?(?: ?no"
    r"| ?number)?",
    Field.REGISTER: r"hr[ab]?(?: ?nr| ?nummer)?|(?:handels|vereins)?register(?: ?nr| ?nummer"
    r"| ?eintrag| number)?|register ?gericht|amtsgericht|hrb hra|hra hrb|vr(?: ?nr)?",
    Field.POSTAL_CODE: r"plz|postleitzahl|zip(?: ?code)?|post(?:al)? ?code",
    Field.ADDRESS: r"(?:plz|postleitzahl|zip) (?:und )?(?:ort|stadt|town|city)|ort plz"
    r"|(?:post ?|firmen ?)?(?:anschrift|adresse)|(?:postal |mailing )?address|plz ort strasse"
    r"|strasse (?:nr |hausnummer )?plz ort|sitz anschrift",
    Field.STREET: r"(?:strasse?|str)(?: (?:und )?(?:nr|no|haus ?nr|haus ?nummer|nummer))?"
    r"|street(?: address)?|strasse postfach|address line 1|haus ?(?:nr|nummer)",
    Field.TOWN: r"ort|stadt|sitz|standort|wohnort|firmensitz|gemeinde|town|city|place|ortschaft",
    Field.COUNTRY: r"land|staat|country|laender ?(?:code|kennzeichen)|lkz|nation",
    Field.LEGAL_FORM: r"rechts ?form|gesellschafts ?form|legal form|unternehmensform",
    Field.JOINED: rf"(?:mitglied|member|dabei|beigetreten|eingetreten) (?:seit|since|am)"
    rf"|(?:eintritts?|beitritts?|aufnahme|beginn)(?: ?mitgliedschaft)?{_DAY}"
    r"|eintritts ?jahr|beitritts ?jahr|mitgliedschaft (?:seit|ab|beginn)|beginn der mitgliedschaft"
    r"|(?:start|begin) of membership|membership start|joined(?: on)?"
    r"|(?:join|start|entry|joining|admission) date|member since|since|seit",
    Field.LEFT: rf"(?:austritts?|ausgetreten|kuendigungs?|ende)(?: ?mitgliedschaft)?{_DAY}"
    r"|mitgliedschaft (?:bis|ende)|ende der mitgliedschaft|gekuendigt (?:am|zum|per)"
    r"|end of membership|membership end|mitglied bis|left(?: on)?"
    r"|(?:end|leaving|exit|leave) date|member until|until",
    Field.CLASS: r"beitrags ?(?:klasse|gruppe|stufe|kategorie|art)|mitglieds ?(?:art|klasse|typ"
    r"|kategorie|gruppe|status)|mitgliedschafts ?(?:art|typ|klasse)|art der mitgliedschaft"
    r"|mitgliedschaft|membership(?: class| type| category)?|member type|klasse|class",
    Field.NUMBER: r"(?:mitgl(?:ieds?)?|kd|kunden|debitoren|adress|member(?:ship)?|customer|lfd"
    r"|laufende)"
    r" ?(?:nr|nummer|no|number|id)|nr|nummer|no|number|id|lfd",
    Field.GIVEN_NAME: rf"vor ?name(?: {_OF_PERSON})?|{_OF_PERSON} vor ?name|ruf ?name"
    r"|(?:first|given) ?name",
    Field.FAMILY_NAME: rf"(?:nach|zu|familien) ?name(?: {_OF_PERSON})?"
    rf"|{_OF_PERSON} (?:nach ?|familien ?)?name|(?:last|family|sur) ?name|surname",
    Field.PERSON_TITLE: rf"(?:akad(?:emischer)? ?)?titel|title|akademischer grad"
    rf"|{_OF_PERSON} titel|titel {_OF_PERSON}",
    Field.POSITION: r"(?:funktion|position|stellung|rolle|job ?title|role|aufgabe|amt)"
    rf"(?: {_OF_PERSON})?|{_OF_PERSON} (?:funktion|position)",
    Field.PERSON: rf"{_OF_PERSON}(?: [0-9])?|ansprechpartner innen|ansprech ?partner(?: in)?"
    r"|ansprech ?personen|geschaeftsfuehr\w*|geschaeftsleitung|inhaber(?: in)?|vorstand|prokurist"
    r"|managing director|ceo|owner|contact(?: name| person)?|personen|zu haenden|z ?hd",
    Field.OFFERS: r"leistungen?|produkte?(?: (?:und |u )?(?:dienst)?leistungen)?"
    r"|leistungen (?:und )?produkte|dienst ?leistungen?|angebote?|kompetenzen?|leistungs ?spektrum"
    r"|produkt ?(?:programm|palette)|portfolio|products?(?: (?:und )?services)?|services?|offers?"
    r"|wir bieten|was wir koennen|das koennen wir|schwerpunkte?",
    Field.ACTIVITY: r"wz(?: ?(?:20)?(?:08|25|03))?(?: ?(?:code|nr|nummer|schluessel))?|branchen?"
    r"(?: ?(?:code|schluessel))?|wirtschaftszweig|taetigkeits? ?(?:feld|bereich)?|gewerbe"
    r"|industry|sector|nace(?: code)?",
    Field.STAFF: r"(?:anzahl |zahl der )?(?:mitarbeiter|mitarbeitenden?|beschaeftigten?|ma)"
    r"(?: (?:in|innen))?(?: ?(?:zahl|anzahl))?|mitarbeiterzahl|beschaeftigtenzahl|personalstaerke"
    r"|anzahl ma|(?:number of )?(?:employees|staff)|staff(?: size| count)?|headcount|groesse",
    Field.SECTION: r"(?:sektion|fachgruppe|arbeitskreis|gruppe|bezirk|regionalgruppe|abteilung"
    r"|section|group|ak|ag|region|verteiler)e?n?|bereiche|sections",
    Field.CONSENT: r".*(?:einwilligung|einverstaendnis|zustimmung|dsgvo|datenschutz|consent|opt in"
    r"|foto ?erlaubnis|foto ?freigabe|newsletter).*",
    Field.NOTE: r"bemerkung(?:en)?|notiz(?:en)?|anmerkung(?:en)?|kommentar|hinweis(?:e)?|notes?"
    r"|comments?|remarks?|sonstiges|info|infos|freitext",
    Field.PHONE: r"(?:tel|telefon|fon|phone|telephone|ruf ?nummer|mobil|handy|mobile|zentrale"
    r"|mobil ?telefon|telefon ?mobil|festnetz)(?: ?(?:nr|nummer|number|no))?(?: ?(?:firma|zentrale"
    r"|privat|dienstl|geschaeftl|fax|(?:u |und )?(?:tele)?fax"
    r"|buero|geschaeftlich|dienstlich|mobil|festnetz|[0-9]))?",
    Field.NAME: r"(?:firm(?:a|en)|unternehmens?|mitglieds?|organisations?|betriebs?|vereins?"
    r"|instituts?|kunden|company|member|organi[sz]ation|business)"
    r"(?: ?(?:name|bezeichnung|firma|unternehmen|betrieb|1))?"
    r"|(?:name|bezeichnung)(?: (?:der |des )?(?:firma|unternehmens?|organisation|mitglieds?"
    r"|betriebs?|vereins?|einrichtung))?|(?:legal|full) name|einrichtung"
    r"|institution|fa|name 1|verein|mitglieder",
    Field.NOTHING: r"(?:tele)?fax(?: ?(?:nr|nummer))?|anrede|salutation|brief ?anrede|geschlecht"
    r"|geburts ?(?:tag|datum)|iban|bic|konto(?: ?nummer)?|bank|beitrag(?: in eur| eur)?",
}  # fmt: skip
_PATTERNS = [(field, re.compile(pattern)) for field, pattern in _CALLED.items()]
_WRAPPED = re.compile(r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])")  # "Mitglieds-⏎nummer"
_BESIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def field_of(heading: str) -> Field | None:
    """Say what a column with this header holds; None when the header is not known."""
    whole = _WRAPPED.sub("", " ".join(heading.split()))
    for written in dict.fromkeys((whole, _BESIDE.sub("", whole))):
        key = name_key(written.strip(" *:?!.#")) if written.strip() else ""
        if not key:
            continue
        for field, pattern in _PATTERNS:
            if pattern.fullmatch(key):
                return field
    return None


def whole_heading(column: Column) -> str:
    """Give the header of a column with what stands over it: "Ansprechpartner Name"."""
    return f"{column.over} {column.heading}".strip()
