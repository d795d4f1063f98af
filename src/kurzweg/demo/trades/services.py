"""Services around the firm: marketing, translation, cleaning, catering."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

MARKETING = Craft(
    key="marketing",
    name="Werbung und Gestaltung",
    style="service",
    weight=1.2,
    wz=("73.11.0", "62.01.1"),
    firms=lines("""
        {family} Werbeagentur
        Agentur {family}
        {family} & {family2} Kommunikation
        {family} Grafik
        Büro {family}
        {family} Medien
        Werbetechnik {family}
    """),
    things=terms("""
        web: Internetseiten; Karriereseiten | neue Internetseite; Karriereseite
        film: Firmenfilme; Drohnenaufnahmen | Firmenfilm; Drohnenfilm
        photo: Produktfotos; Mitarbeiterporträts | Fotos vom Produkt; Fotos vom Team
        print: Kataloge; Prospekte; Preislisten | Katalog; Faltblätter
        fair: Messegrafik; Messeauftritte | Grafik für die Messe; Auftritt auf der Messe
        text: Pressetexte; Technische Texte | Pressearbeit; Texte für die Internetseite
        brand: Firmenzeichen; Erscheinungsbild | neues Firmenzeichen; einheitlicher Auftritt
    """),
    slots=slots("""
        crew: mit {staff} Leuten; in einer alten Weberei; unter einem Dach; ohne Großraumbüro
        wanted: nicht zu modern; für technische Produkte; bis zur Messe; zum Festpreis
    """),
    leads=(5, 10, 20, 30, 40),
    certificates=shares("FSC 6"),
    industries=words("Mittelstand; Handwerk; Metallwaren; Technik; Kommunen"),
    neighbours=words("translation; software; joinery"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für technische Produkte
        {both}
        {thing}, {crew}
        {thing} für Handwerk und Industrie
    """),
    offers=lines("""
        {things}, {crew}.
        Wir machen {things} für Leute, die lieber arbeiten als werben.
        {things} für erklärungsbedürftige Technik.
        Kein Blabla, dafür {things}.
        {things}, gestaltet in {town}.
        Seit {year}: {things}.
    """),
    details=lines("""
        Gearbeitet wird {crew}.
        Korrekturschleifen sind eingepreist.
        Wir kommen in die Halle und ziehen auch die Sicherheitsschuhe an.
        Gedruckt wird zehn Kilometer weiter.
        Ein Ansprechpartner, eine Rechnung.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Agentur für {thing}
    """),
    needs=lines("""
        @web,film,text,brand,photo Wir sind seit vierzig Jahren am Markt und keiner kennt uns:
            {thing}, {wanted}.
        @web,film,photo,text Wir finden keine Azubis, deshalb brauchen wir {thing}, {wanted}.
        Gesucht: {thing}, {wanted}, unsere alte Agentur gibt es nicht mehr.
        Wer macht uns {thing}, {wanted}?
    """),
)

TRANSLATION = Craft(
    key="translation",
    name="Übersetzung und Doku",
    style="service",
    weight=0.6,
    wz=("74.30.1",),
    firms=lines("""
        {family} Übersetzungen
        Übersetzungsbüro {family}
        {family} Technische Dokumentation
        {family} & {family2} Fachübersetzer
        Sprachendienst {family}
    """),
    things=terms("""
        en: Englisch | Übersetzung ins Englische
        fr: Französisch und Italienisch | Übersetzung ins Französische; Übersetzung ins Italienische
        pl: Polnisch und Tschechisch | Übersetzung ins Polnische; Übersetzung ins Tschechische
        zh: Chinesisch und Japanisch | Übersetzung ins Chinesische
        manual: Betriebsanleitungen; Technische Redaktion | Betriebsanleitung; Bedienungsanleitung
        interpreter: Dolmetschen; Werksführungen | Dolmetscher für einen Besuch; Dolmetscher
        contract: Verträge; beglaubigte Urkunden | beglaubigte Übersetzung; Vertragsübersetzung
    """),
    slots=slots("""
        pages: 20 Seiten am Tag; 200 Seiten im Monat; auch Kurzes; ganze Kataloge
        wanted: Maschinenbau; mit Fachwörterliste; kurzfristig; für einen Stammkunden
    """),
    leads=(2, 3, 5, 10, 15),
    certificates=shares("ISO 17100 38"),
    industries=words("Maschinenbau; Medizintechnik; Recht; Optik; Beschlagindustrie"),
    neighbours=words("marketing; training"),
    is_strict=True,
    titles=lines("""
        {both}
        Fachübersetzungen: {thing}
        {thing} für Technik
        {thing}, {pages}
        {thing}, beeidigt
        Sprachen: {thing}
    """),
    offers=lines("""
        Fachübersetzungen {things}, {pages}.
        {things}, übersetzt von Leuten, die eine Drehbank gesehen haben.
        {things}, mit gepflegter Wortliste je Kunde.
        Technik und Recht: {things}.
        {things}, Vier-Augen-Prinzip, seit {year}.
    """),
    details=lines("""
        Umfang: {pages}.
        Muttersprachler übersetzen, wir prüfen.
        Layout bleibt erhalten, auch in InDesign.
        Maschinelle Vorübersetzung nur, wenn Sie zustimmen.
        Eiliges am selben Abend, ehrlich gerechnet.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Wer liefert {thing}?
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @manual,en,fr,pl,zh Maschine ist fertig, Papier fehlt: {thing}, {wanted}.
        Gesucht: {thing}, {wanted}, die letzte war unbrauchbar.
        @interpreter,en,zh Delegation kommt, wir brauchen vorher noch {thing}.
    """),
)

CLEANING = Craft(
    key="cleaning",
    name="Gebäudedienste",
    style="craft",
    weight=1.0,
    wz=("81.21.0", "81.10.0"),
    firms=lines("""
        {family} Gebäudereinigung
        {family} Gebäudedienste
        Glasreinigung {family}
        Hausmeisterservice {family}
        {family} Garten und Winterdienst
    """),
    things=terms("""
        office: Büroreinigung; Unterhaltsreinigung | Büroreinigung; Putzdienst
        hall: Hallenreinigung; Maschinenreinigung | Hallenreinigung; Maschinenreinigung
        glass: Glasreinigung; Fassaden | Fensterputzen; Fassadenreinigung
        winter: Winterdienst; Kehrarbeiten | Winterdienst; Räumdienst
        green: Grünpflege; Baumschnitt | Pflege der Außenanlagen; Heckenschnitt
        caretaker: Hausmeister; Kleinreparaturen | Hausmeister auf Stunden; Kleinreparaturen
        solar: Reinigung von Solaranlagen | Reinigung der Solarmodule
    """),
    slots=slots("""
        crew: {staff} Leute; {staff} Kräfte; {staff} Festangestellte
        wanted: nach Absprache; ab nächstem Monat; vor der Hausmesse; mit eigenem Gerät
    """),
    machines=words("Scheuersaugmaschine; Hubsteiger 27 m; Trockeneisgerät; drei Räumfahrzeuge"),
    leads=(2, 3, 5, 10),
    certificates=shares("ISO 9001 18; ISO 14001 10"),
    industries=words("Büros; Lagerhallen; Schulen; Praxen; Autohandel"),
    neighbours=words("recycling; hvac"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {both}
        {thing}, {crew}
        {thing} für Betriebe
    """),
    offers=lines("""
        {things}, {crew}, alle bei uns angestellt.
        {things} im Raum {town}.
        Sauber, pünktlich, immer dieselben Gesichter: {things}.
        {things}, auf Wunsch schon vor der Frühschicht.
        Meisterbetrieb: {things}.
    """),
    details=lines("""
        Personal: {crew}.
        Eigene Geräte: {machine}.
        Schlüssel sind bei uns versichert.
        Ein Objektleiter, den man auch sieht.
        Preise nach Fläche, nicht nach Nase.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer macht {thing}?
    """),
    needs=lines("""
        Wir suchen {thing}, {wanted}.
        Unsere Reinigungskraft hört auf, gesucht: {thing}, {wanted}.
        @hall,glass,office,green Besuch vom Kunden steht an, wir brauchen {thing}, {wanted}.
        Wer übernimmt {thing}, {wanted}, in {town}?
    """),
)

CATERING = Craft(
    key="catering",
    name="Verpflegung",
    style="craft",
    weight=0.8,
    wz=("56.21.0", "56.29.0"),
    firms=lines("""
        {family} Partyservice
        Metzgerei {family}
        Bäckerei {family}
        {family} Catering
        Landküche {family}
        {family} Kantinen
    """),
    things=terms("""
        breakfast: Unternehmerfrühstück; belegte Brötchen | Frühstück; belegte Brötchen
        canteen: Kantinen; Mittagstisch auf Rädern | Mittagessen für die Belegschaft; Kantine
        party: Betriebsfeste; Jubiläen | Essen fürs Firmenjubiläum; Betriebsfest
        conference: Tagungsverpflegung; Fingerfood | Verpflegung einer Tagung; Fingerfood
        grill: Grillwagen; Spanferkel | Grillwagen; Grillabend
        vending: Automaten; Kaffeemaschinen | Kaffeeautomat; Verpflegungsautomat
    """),
    slots=slots("""
        guests: 15 bis 400 Gäste; 20 bis 150 Personen; bis 1.200 Essen am Tag; ab 10 Personen
        wanted: für 70 Leute; für 120 Gäste; unkompliziert; zu vernünftigem Preis
    """),
    leads=(2, 3, 5, 10),
    certificates=shares("Bio 16"),
    industries=words("Industrie; Gastgewerbe; Schulen; Kommunen; Messen"),
    neighbours=words("cleaning; marketing"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}, {guests}
        {both}
        {thing} für Betriebe
        {thing}, alles selbst gemacht
    """),
    offers=lines("""
        {things}, {guests}.
        Wir kochen für Betriebe: {things}.
        {things}, Fleisch vom Hof bei {near}.
        {things}, geliefert, aufgebaut, wieder abgeholt.
        Küche mit Herz und Kühlwagen: {things}.
    """),
    details=lines("""
        Von {guests} ist alles machbar.
        Vegan können wir auch, und zwar so, dass es schmeckt.
        Geschirr, Stehtische, Personal aus einer Hand.
        Bestellt bis Mittwoch, gedeckt am Freitag.
        Allergene stehen auf jedem Schild.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer kocht: {thing}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @canteen,vending Die Kantine macht dicht, gesucht: {thing}, {wanted}.
        Wer übernimmt {thing} in {town}, {wanted}?
        @party,grill Hundert Jahre Firma, das muss gefeiert werden: {thing}, {wanted}.
    """),
)

CRAFTS = (MARKETING, TRANSLATION, CLEANING, CATERING)
