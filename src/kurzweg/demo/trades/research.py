"""Those who search and those who help: institutes, universities, towns, chambers, schools."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms

LAB = Craft(
    key="materials_testing",
    name="Werkstoffprüfung",
    style="public",
    weight=0.0,
    wz=("72.19.0", "71.20.0"),
    firms=(),
    things=terms("""
        failure: Schadensanalysen | Klärung, warum ein Teil bricht; Schadensanalyse
        metal: Metallografie; Gefügebilder | Gefügeprüfung; Schliffbild
        fatigue: Dauerschwingversuche; Zugversuche | Dauerversuch; Zugversuch
        corrosion: Korrosionsprüfungen; Salzsprühtests | Salzsprühtest; Korrosionsprüfung
        lock: Prüfungen an Schlössern und Beschlägen | Prüfung eines Schlosses; Einbruchprüfung
        plastic: Kunststoffanalytik | Bestimmung eines Kunststoffs; Kunststoffprüfung
    """),
    slots=slots("""
        load: 5 N bis 600 kN; bis 1 MN; 1 kN bis 250 kN
        wanted: mit Gutachten; für eine Reklamation; nach Norm; vor Serienstart
    """),
    leads=(5, 10, 15, 20),
    certificates=shares("ISO 17025 80"),
    neighbours=("measuring",),
    is_strict=True,
    titles=lines("""
        {both}
        {thing}
        {thing}, {load}
        {thing} für Unternehmen der Region
    """),
    offers=lines("""
        {things} als Auftragsprüfung, {load}.
        Unser Prüffeld steht Betrieben offen: {things}.
        {things}, kleine Aufträge ausdrücklich erwünscht.
        Wissenschaftlich begleitet: {things}.
    """),
    details=lines("""
        Prüfkräfte {load}.
        Für Mitglieder der Netzwerke gilt ein eigener Satz.
        Ergebnis mit Deutung, nicht nur mit Zahlen.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @failure,metal,fatigue Beim Kunden ist etwas gebrochen, es geht um {thing}, {wanted}.
        Wer hilft mit {thing}, {wanted}, das können wir hier nicht?
    """),
)

COOPERATION = Craft(
    key="cooperation",
    name="Forschung und Hochschule",
    style="public",
    weight=0.0,
    wz=("85.42.1", "72.19.0"),
    firms=(),
    things=terms("""
        thesis: Abschlussarbeiten; Studienprojekte | Thema für eine Abschlussarbeit; Masterarbeit
        project: Verbundprojekte; Förderskizzen | Forschungspartner für einen Antrag; Verbundprojekt
        dual: duales Studium; Praxissemester | Studienplatz im dualen Studium;
            Student im Praxissemester
        light: Photonik; Lasermaterialbearbeitung | Versuche mit dem Laser; Photonik-Versuch
        production: Produktionstechnik; Prozessversuche | Prozessversuch; Fertigungsversuch
        data: maschinelles Lernen; Datenauswertung | Auswertung unserer Maschinendaten; KI-Versuch
    """),
    slots=slots("""
        chair: Lehrstuhl für Fertigung; Fachbereich Technik; Arbeitsgruppe Optik; Transferstelle;
            Labor für Antriebe
        wanted: Beginn offen; gern mit Förderung; im nächsten Semester; mit Geheimhaltung
    """),
    leads=(30, 60, 90),
    neighbours=("digital_twin", "training"),
    is_strict=True,
    titles=lines("""
        {both}
        {thing}
        {thing}, {chair}
        {thing} mit Betrieben
    """),
    offers=lines("""
        {things}, Ansprechpartner: {chair}.
        Wir suchen Aufgaben aus der Praxis: {things}.
        {things} mit kleinen und mittleren Firmen.
    """),
    details=lines("""
        Zuständig: {chair}.
        Studierende kommen zwei Tage die Woche in den Betrieb.
        Gerätezeiten vergeben wir wochenweise.
        Ergebnisse dürfen vertraulich bleiben.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir suchen {thing}, {wanted}.
        Allein kommen wir nicht weiter: {thing}, {wanted}.
        Wer hätte Interesse, {thing}, {wanted}?
    """),
)

COMMUNE = Craft(
    key="commune",
    name="Standort und Verwaltung",
    style="public",
    weight=0.0,
    wz=("84.11.0", "84.13.0"),
    firms=(),
    things=terms("""
        land: Gewerbeflächen; Leerstandsbörse | Gewerbefläche; Halle zur Miete
        guide: Lotse durch die Ämter; Baugenehmigungen | Ansprechpartner im Rathaus;
            Hilfe bei der Baugenehmigung
        founders: Gründerberatung; Coworking | Beratung zur Gründung; Büro auf Zeit
        network: Netzwerkabende; Messeauftritte | Platz auf dem Gemeinschaftsstand; Firmenbesuch
        funding: Fördermittelberatung | Rat zu Fördermitteln; Förderlotse
        workers: Fachkräfte und Wohnungen | Wohnungen für neue Mitarbeiter; Kitaplätze
    """),
    slots=slots("""
        plots: 800 bis 12.000 m²; 3,5 ha am Ring; 14 Hallen; 600 m² sofort
        wanted: möglichst bald; bis nächstes Jahr; ohne Umwege; gern kurzfristig
    """),
    leads=(3, 5, 10),
    neighbours=("warehousing", "tax"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {both}
        {thing}, {plots}
    """),
    offers=lines("""
        {things} in {town}, zurzeit {plots}.
        Rathaus ohne Umwege: {things}.
        {things}, eine Nummer für alles.
        Unser Service für Betriebe: {things}.
    """),
    details=lines("""
        Im Bestand: {plots}.
        Antwort innerhalb von drei Arbeitstagen.
        Wir kommen in den Betrieb und bringen die Bauaufsicht mit.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir suchen {thing}, {wanted}.
        @land Hier wird es uns zu eng: {thing}, {wanted}.
        An wen wendet man sich wegen so etwas: {thing}, {wanted}?
    """),
)

SCHOOL_WORK = Craft(
    key="school_work",
    name="Schule und Ausbildung",
    style="public",
    weight=0.0,
    wz=("85.32.0", "85.31.1", "94.11.0"),
    firms=(),
    things=terms("""
        interns: Praktikanten; Schnuppertage | Schülerpraktikanten; Schüler für ein Praktikum
        apprentices: Lehrstellenbörse; Ausbildungssprechtag | Azubis; Bewerber für Lehrstellen
        exam: Prüfungen; Eignungsfeststellung | Beratung zur Ausbildung; Klärung einer Prüfungsfrage
        lab: Schülerlabor; Werkstatttage | Werkstatttag mit einer Schule; Patenschaft mit Schule
        foreign: Außenwirtschaft; Ursprungszeugnisse | Ursprungszeugnis; Exportberatung
    """),
    slots=slots("""
        when: jeden ersten Donnerstag; im Februar und Juni; nach den Herbstferien; ganzjährig
        wanted: ab August; möglichst bald; ohne großen Aufwand; gern jedes Jahr
    """),
    leads=(5, 10, 20),
    neighbours=("training", "staffing"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {thing}, {when}
        {both}
    """),
    offers=lines("""
        {things}, {when}.
        Wir bringen Jugendliche in Betriebe: {things}.
        {things}, gern auch bei Ihnen vor Ort.
    """),
    details=lines("""
        Termine: {when}.
        Betriebe dürfen in den Unterricht kommen.
        Anruf genügt, Formulare machen wir.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir suchen {thing}, {wanted}.
        @interns,apprentices Seit zwei Jahren meldet sich niemand: {thing}, {wanted}.
        Wie kommen wir an {thing}, {wanted}?
    """),
)

CRAFTS = (LAB, COOPERATION, COMMUNE, SCHOOL_WORK)
