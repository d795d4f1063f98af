"""What headers say, in two languages and in the spellings of many offices."""

import pytest

from kurzweg.engine.members import Field
from kurzweg.engine.members.headers import field_of


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (
            Field.NAME,
            "Firma|Firmenname|Unternehmen|Mitglied|Mitgliedsbetrieb|Name der Firma|Company",
        ),
        (Field.NUMBER, "Nr.|Mitglieds-Nr.|Mitgl.-Nr.|MitglNr|Mitgliedsnummer|lfd. Nr."),
        (Field.NUMBER, "Kd.-Nr.|Kundennummer|Member ID"),
        (Field.STREET, "Straße|Strasse|Str.|Straße/Nr.|Straße + Hausnummer|Street address"),
        (Field.POSTAL_CODE, "PLZ|Postleitzahl|Zip code|Postcode"),
        (Field.ADDRESS, "PLZ Ort|PLZ/Ort|Anschrift|Adresse|Postanschrift|Address"),
        (Field.TOWN, "Ort|Stadt|Sitz|City"),
        (Field.COUNTRY, "Land|Country|LKZ"),
        (Field.PHONE, "Telefon|Tel.|Tel.-Nr.|Telefon dienstl.|Telefon / Fax|Handy|Mobil|Phone"),
        (Field.EMAIL, "E-Mail|Email|Mail|E-Mail-Adresse|Mail privat|E-mail address"),
        (Field.WEBSITE, "Internet|Homepage|Web|www|Website|URL"),
        (Field.PERSON, "Ansprechpartner|Ansprechpartner/in|Ansprechpartner*in|GF|Inhaber|Contact"),
        (Field.GIVEN_NAME, "Vorname|First name|Ansprechpartner Vorname"),
        (Field.FAMILY_NAME, "Nachname|Zuname|Familienname|Last name|Ansprechpartner Name"),
        (Field.PERSON_EMAIL, "E-Mail Ansprechpartner|E-Mail (Ansprechpartner)|Kontakt E-Mail"),
        (Field.PERSON_PHONE, "Durchwahl|Telefon Ansprechpartner|Contact phone number"),
        (Field.POSITION, "Funktion|Position|Job title"),
        (Field.JOINED, "Mitglied seit|Eintritt|Eintrittsdatum|Beitritt am|Member since"),
        (Field.LEFT, "Austritt|Austrittsdatum|Kündigung zum|Mitglied bis|End of membership"),
        (Field.CLASS, "Beitragsklasse|Beitragsgruppe|Mitgliedsart|Membership type"),
        (Field.OFFERS, "Leistungen|Produkte|Produkte / Leistungen|Dienstleistungen|Services"),
        (Field.ACTIVITY, "WZ|WZ 2008|WZ-Code|Branche|Industry"),
        (Field.STAFF, "Mitarbeiter|Mitarbeiterzahl|Anzahl Mitarbeiter|Beschäftigte|Employees"),
        (Field.REGISTER, "HRB|HRB-Nr.|Handelsregister|Registergericht|Handelsregisternummer"),
        (Field.VAT_ID, "USt-IdNr.|USt-ID|Umsatzsteuer-ID|VAT number"),
        (Field.CONSENT, "Einwilligung Newsletter|Newsletter|DSGVO|Fotoerlaubnis|Consent"),
        (Field.SECTION, "Sektion|Fachgruppe|Arbeitskreis|Bezirk"),
        (Field.NOTE, "Bemerkung|Bemerkungen|Notiz|Notes"),
        (Field.NOTHING, "Fax|Telefax|Anrede|IBAN|Geburtstag"),
        (None, "Xyz|Beitrag 2026 (€)|Wert|*|(alt)|2026"),
    ],
)
def test_a_header_is_known_in_each_of_its_spellings(field, headings):
    found = {heading: field_of(heading) for heading in headings.split("|")}

    assert found == dict.fromkeys(headings.split("|"), field)
