"""What `kurzweg duplicates` says, in German and English."""

from __future__ import annotations

from collections.abc import Mapping

from kurzweg.engine.documents import Reason
from kurzweg.engine.members import Field

LABELS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "list": "Liste",
        "cards": "Visitenkarten",
        "unsure": "{names} (geraten)",
        "unused": "Nicht genutzt",
        "left_out": "Ausgelassen",
        "rows": "Zeile {rows}",
        "other_sheets": "Weitere Blätter",
        "only_first": "{names}: nicht gelesen, nur das erste Blatt mit Inhalt",
        "no_rows": "„{file}“ enthält keine Zeile mit einem Namen.",
        "failed": "Es ging nicht weiter: {problem}",
        "sure": "Zeilen {a} und {b}: eine Organisation",
        "asked": "Zeilen {a} und {b}: vielleicht eine Organisation",
        "against": "aber: {reasons}",
        "found": "{pairs} unter {rows}, davon {sure} sicher.",
        "pair": "1 Paar",
        "pairs": "{number} Paare",
        "row": "1 Zeile",
        "of_rows": "{number} Zeilen",
    },
    "en": {
        "list": "List",
        "cards": "Cards",
        "unsure": "{names} (guessed)",
        "unused": "Not used",
        "left_out": "Left out",
        "rows": "row {rows}",
        "other_sheets": "Other sheets",
        "only_first": "{names}: not read, only the first sheet that holds something",
        "no_rows": "“{file}” holds no row with a name.",
        "failed": "It could not go on: {problem}",
        "sure": "Rows {a} and {b}: one organisation",
        "asked": "Rows {a} and {b}: perhaps one organisation",
        "against": "but: {reasons}",
        "found": "{pairs} among {rows}, {sure} of them sure.",
        "pair": "1 pair",
        "pairs": "{number} pairs",
        "row": "1 row",
        "of_rows": "{number} rows",
    },
}

# By what rows are compared, and how it is called; each can be named on the command line.
COMPARED: Mapping[Field, Mapping[str, str]] = {
    Field.NAME: {"de": "Name", "en": "Name"},
    Field.LEGAL_FORM: {"de": "Rechtsform", "en": "Legal form"},
    Field.GIVEN_NAME: {"de": "Vorname", "en": "Given name"},
    Field.FAMILY_NAME: {"de": "Nachname", "en": "Family name"},
    Field.STREET: {"de": "Straße", "en": "Street"},
    Field.POSTAL_CODE: {"de": "Postleitzahl", "en": "Postcode"},
    Field.TOWN: {"de": "Ort", "en": "Town"},
    Field.ADDRESS: {"de": "Anschrift", "en": "Address"},
    Field.COUNTRY: {"de": "Land", "en": "Country"},
    Field.PHONE: {"de": "Telefon", "en": "Telephone"},
    Field.EMAIL: {"de": "Mailadresse", "en": "Mail address"},
    Field.WEBSITE: {"de": "Website", "en": "Website"},
    Field.REGISTER: {"de": "Register", "en": "Register"},
    Field.VAT_ID: {"de": "USt-IdNr.", "en": "VAT id"},
}

_REASONS: Mapping[str, Mapping[str, str]] = {
    "same_name": {"de": "derselbe Name", "en": "the same name"},
    "similar_name": {
        "de": "ähnlich geschrieben: „{one}“ und „{other}“",
        "en": "spelt alike: “{one}” and “{other}”",
    },
    "longer_name": {
        "de": "ein Name hat mehr: „{words}“",
        "en": "one name has more: “{words}”",
    },
    "former_name": {
        "de": "hieß früher „{name}“",
        "en": "was called “{name}” before",
    },
    "same_register": {
        "de": "dieselbe Registernummer: {number}",
        "en": "the same register number: {number}",
    },
    "same_vat_id": {"de": "dieselbe USt-IdNr.: {number}", "en": "the same VAT id: {number}"},
    "same_address": {"de": "dieselbe Straße: {street}", "en": "the same street: {street}"},
    "same_phone": {"de": "dasselbe Telefon: {phone}", "en": "the same telephone: {phone}"},
    "same_domain": {"de": "dieselbe Website: {domain}", "en": "the same website: {domain}"},
    "same_mail": {"de": "dieselbe Mailadresse: {email}", "en": "the same mail address: {email}"},
    "same_mail_domain": {
        "de": "Mailadressen bei {domain}",
        "en": "mail addresses at {domain}",
    },
    "same_town": {"de": "derselbe Ort: {town}", "en": "the same town: {town}"},
    "other_name": {"de": "ein anderer Name", "en": "another name"},
    "other_town": {
        "de": "ein anderer Ort: {one} und {other}",
        "en": "another town: {one} and {other}",
    },
    "other_address": {
        "de": "eine andere Straße: {one} und {other}",
        "en": "another street: {one} and {other}",
    },
    "other_form": {"de": "eine andere Rechtsform", "en": "another legal form"},
    "namesakes": {
        "de": "zwei Personen können so heißen",
        "en": "two persons may be called so",
    },
}


def said(reason: Reason, language: str) -> str:
    """Say what speaks for or against a pair."""
    return _REASONS[reason.code][language].format(**reason.params)


def counted(number: int, *, of: str, language: str) -> str:
    """Say how many "pair" or "row" there are."""
    labels = LABELS[language]
    several = {"pair": "pairs", "row": "of_rows"}[of]
    return labels[of] if number == 1 else labels[several].format(number=number)
