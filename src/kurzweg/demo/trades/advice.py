"""Advice and people: training, energy, staff, money and law; painters and roofers live here too."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

TRAINING = Craft(
    key="training",
    name="Weiterbildung",
    style="service",
    weight=0.7,
    wz=("85.59.2", "85.59.9"),
    firms=lines("""
        {family} Seminare
        Bildungswerk {town}
        {family} Akademie
        {family} Training
        {family} Seminarhaus
    """),
    things=terms("""
        forklift: Staplerscheine; Kranscheine | Staplerschein; Kranschein
        welding: Schweißerprüfungen | Schweißerprüfung; Schweißkurs
        language: Deutsch für den Betrieb; Firmenenglisch | Deutschkurs für neue Kollegen;
            Englischkurs
        lead: Führung für Meister; Schichtleiterkurse | Schulung für junge Vorarbeiter;
            Führungsseminar
        cnc: CNC-Kurse; Programmierlehrgänge | CNC-Schulung; Programmierkurs
        apprentices: Azubi-Tage; Prüfungsvorbereitung | Prüfungsvorbereitung für Azubis;
            Azubi-Workshop
        quality: FMEA, 8D, Prüfmittel; QM-Beauftragte | Schulung zum QM-Beauftragten; 8D-Schulung
        hydraulics: Pneumatik und Hydraulik | Pneumatikkurs
    """),
    slots=slots("""
        group: 4 bis 12 Teilnehmern; höchstens acht Leuten; 6 bis 16 Personen; 3 bis 10 Leuten
        wanted: für 6 Leute; bei uns im Haus; an zwei Samstagen; für 12 Mitarbeiter
    """),
    leads=(10, 15, 20, 30),
    certificates=shares("AZAV 46; ISO 9001 26"),
    industries=words("Metall; Elektro; Logistik; Pflege; Handwerk"),
    neighbours=words("staffing; school_work; machine_safety"),
    is_strict=True,
    titles=lines("""
        {thing}
        {both}
        {thing} in kleiner Gruppe
        {thing}, auch samstags
    """),
    offers=lines("""
        {things}, in Gruppen mit {group}.
        Wir schulen Leute, die arbeiten: {things}.
        {things}, bei Ihnen im Pausenraum oder bei uns in {town}.
        {things}, Förderung über die Arbeitsagentur klären wir.
        Lehrwerkstatt mit Tradition, {things}.
        Seit {year}: {things}.
    """),
    details=lines("""
        Gelernt wird mit {group}.
        Dozenten kommen aus den Betrieben.
        Wer durchfällt, darf umsonst noch einmal.
        Schichtarbeiter kommen nach der Schicht, das geht.
        Bescheinigung gibt es am selben Tag.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer bietet {thing}?
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @forklift,language,cnc,apprentices Drei Neue fangen an, gesucht: {thing}, {wanted}.
        Wer macht {thing}, {wanted}, ohne eine Woche Ausfall?
        Wir haben zwei Plätze zu wenig für einen eigenen Kurs: {thing}, {wanted}.
    """),
)

ENERGY = Craft(
    key="energy",
    name="Energieberatung",
    style="service",
    weight=0.5,
    wz=("71.12.2", "70.22.0"),
    firms=lines("""
        {family} Energieberatung
        Energiebüro {family}
        {family} Umweltberatung
        {family} & {family2} Energiekonzepte
    """),
    things=terms("""
        audit: Energieaudits nach EN 16247 | Energieaudit
        system: ISO 50001; Energiemanagement | Begleitung zur ISO 50001;
            Einführung von Energiemanagement
        carbon: Treibhausgasbilanzen; CO2-Fußabdruck | CO2-Bilanz; Fußabdruck fürs Produkt
        funding: Fördermittel für Effizienz | Förderantrag für eine neue Anlage; Förderberatung
        air: Druckluft; Abwärmekonzepte | Druckluftanalyse; Abwärmekonzept
        purchase: Strom- und Gaseinkauf | Hilfe beim Stromeinkauf; Gasvertrag
        report: Nachhaltigkeitsberichte; Lieferkettenfragebögen | Nachhaltigkeitsbericht;
            Hilfe bei Fragebögen vom Kunden
    """),
    slots=slots("""
        saved: 12 Prozent; ein Fünftel; 90.000 kWh; 8 Prozent; 40.000 Euro
        wanted: vor Jahresende; für zwei Hallen; ohne Roman; für den Hauptkunden
    """),
    leads=(10, 20, 30, 45),
    certificates=shares("ISO 50001 14; ISO 14001 12"),
    industries=words("Gießereien; Härtereien; Kunststoff; Galvanik; Lebensmittelindustrie"),
    neighbours=words("hvac; machine_safety; digital_twin"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für energieintensive Betriebe
        {thing}, zuletzt {saved} gespart
        {both}
    """),
    offers=lines("""
        {things}, zuletzt bei einem Betrieb in {near}: {saved} gespart.
        Wir gehen mit der Wärmebildkamera durch die Halle: {things}.
        {things}, herstellerneutral und gelistet.
        {things} für Betriebe ohne Energiebeauftragten.
    """),
    details=lines("""
        Im Schnitt finden wir {saved}.
        Maßnahmen stehen nach Euro sortiert auf einer Seite.
        Anträge schreiben wir selbst, Sie unterschreiben.
        Ein zweiter Blick nach einem Jahr ist dabei.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Berater für {thing}
    """),
    needs=lines("""
        @audit,system,air,purchase Stromrechnung ist doppelt so hoch, wir suchen {thing}, {wanted}.
        @carbon,report,system Unser Kunde will Zahlen sehen: {thing}, {wanted}.
        Wer hilft mit {thing}, {wanted}?
        Wir müssen, ob wir wollen oder nicht: {thing}, {wanted}.
    """),
)

STAFFING = Craft(
    key="staffing",
    name="Personal",
    style="service",
    weight=0.7,
    wz=("78.20.0", "78.10.0"),
    firms=lines("""
        {family} Personaldienste
        {family} Zeitarbeit
        {family} & {family2} Personalberatung
        Personalbüro {family}
    """),
    things=terms("""
        helpers: Produktionshelfer; Packer | Helfer für die Montage; Packer
        skilled: Zerspaner; Schweißer; Mechatroniker | Zerspaner auf Zeit; Schweißer auf Zeit
        office: Bürokräfte; Lohnbuchhaltung | Aushilfe fürs Büro; Vertretung in der Buchhaltung
        search: Suche nach Fachkräften; Direktansprache | Suche nach einem Betriebsleiter;
            Suche nach einem Konstrukteur
        abroad: Fachkräfte aus dem Ausland; Anerkennung | Fachkräfte aus dem Ausland;
            Hilfe bei der Anerkennung
        payroll: Lohnabrechnung | Lohnabrechnung
    """),
    slots=slots("""
        pool: {staff} Leute; {staff} Stammkräfte; {staff} Beschäftigte
        wanted: ab Montag; möglichst bald; zu fairen Bedingungen; aus der Gegend
    """),
    leads=(1, 2, 3, 5, 20),
    certificates=shares("ISO 9001 28"),
    industries=words("Metall; Kunststoff; Logistik; Büro; Elektro"),
    neighbours=words("training; tax"),
    is_strict=True,
    titles=lines("""
        {thing}
        {both}
        {thing}, {pool}
        {thing}, fair bezahlt
    """),
    offers=lines("""
        {things}, im Stamm sind {pool}.
        {things}, alle aus der Gegend zwischen {town} und {near}.
        Wir schicken nur, wen wir selbst einstellen würden: {things}.
        {things}, Tarif und Wort werden gehalten.
    """),
    details=lines("""
        Mannschaft: {pool}.
        Wer passt, darf bei Ihnen bleiben, ohne Ablöse nach sechs Monaten.
        Fahrgemeinschaft organisieren wir.
        Arbeitsschuhe bringen die Leute mit.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Dringend {thing}
    """),
    needs=lines("""
        @helpers,skilled,office Krankheitswelle, wir brauchen {thing}, {wanted}.
        @search,skilled,abroad Die Anzeige läuft seit Mai ohne eine Bewerbung: {thing}, {wanted}.
        Wer kann {thing} stellen, {wanted}?
    """),
)

TAX = Craft(
    key="tax",
    name="Steuern, Recht, Nachfolge",
    style="service",
    weight=0.9,
    wz=("69.20.3", "69.10.2", "70.22.0"),
    firms=lines("""
        Steuerkanzlei {family}
        {family} & {family2} Rechtsanwälte
        {family} Unternehmensberatung
        {family} und Partner
        Kanzlei {family}
        {family} & {family2} Steuerberater
    """),
    things=terms("""
        succession: Unternehmensnachfolge; Firmenbewertung | Hilfe bei der Nachfolge;
            Bewertung der Firma
        labour: Arbeitsrecht; Betriebsvereinbarungen | Rat im Arbeitsrecht;
            Hilfe bei einer Betriebsvereinbarung
        grants: Förderanträge; Forschungszulage | Hilfe mit der Forschungszulage; Förderantrag
        patent: Patente, Marken, Lizenzen | Patentrecherche; Markenanmeldung
        contracts: Lieferverträge; Einkaufsbedingungen | Prüfung eines Liefervertrags; neue AGB
        accounts: Jahresabschlüsse; Kostenrechnung | neues Steuerbüro; Hilfe bei der Kostenrechnung
        customs: Zoll; Exportkontrolle; Lieferantenerklärungen | Hilfe beim Zoll;
            Rat zu Lieferantenerklärungen
    """),
    slots=slots("""
        team: {staff} Leute; ein Team von {staff}; {staff} Köpfe
        wanted: zum Jahreswechsel; verständlich erklärt; mit Vor-Ort-Termin; vertraulich
    """),
    leads=(3, 5, 10, 20),
    certificates=shares("ISO 9001 10"),
    industries=words("Familienunternehmen; Metallverarbeitung; Handwerk; Start-ups; Handel"),
    neighbours=words("energy; staffing"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für Familienbetriebe
        {thing}, {team}
        {both}
    """),
    offers=lines("""
        {things}, {team}.
        {things} für Betriebe, in denen der Chef noch selbst unterschreibt.
        Seit {year} in {town}: {things}.
        {things}, das erste Gespräch kostet nichts.
        Wir reden auch mit der Bank: {things}.
    """),
    details=lines("""
        Wir sind {team}.
        Rückruf am selben Tag, das ist Hausregel.
        Digital, wer will, sonst im Pendelordner.
        Auf Wunsch kommen wir abends nach Betriebsschluss.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Wer berät: {thing}
    """),
    needs=lines("""
        @succession Ich werde 63 und keiner der Kinder will, wir suchen {thing}, {wanted}.
        Gesucht wird {thing}, {wanted}.
        Wer kennt sich aus mit so etwas: {thing}, {wanted}?
        @contracts Der Großkunde schickt uns 60 Seiten Vertrag, wir brauchen {thing}.
    """),
)

CRAFTS = (TRAINING, ENERGY, STAFFING, TAX)
