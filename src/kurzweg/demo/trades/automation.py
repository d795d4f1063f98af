"""Machines: automation, image processing, maintenance, safety of machines."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

AUTOMATION = Craft(
    key="automation",
    name="Automatisierung",
    style="tech",
    weight=1.0,
    wz=("28.99.0", "33.20.0"),
    firms=lines("""
        {family} Automation
        {family} Sondermaschinen
        {family} Robotik
        {short} Automation
        Sondermaschinenbau {family}
        {family} Montagetechnik
    """),
    things=terms("""
        assembly: Montageanlagen; Montageautomaten | Montageautomat; Montagelinie
        robot: Roboterzellen; Maschinenbeladung | Roboter zum Beladen; Roboterzelle
        feeding: Zuführtechnik; Vibrationsförderer | Zuführung; Sortiertopf
        gripper: Greifer; Greifsysteme | Greifer; Greiferwechsel
        test: Prüfautomaten; Prüfstände | Prüfstand; automatische Prüfung
        plc: Anlagen samt SPS-Programm; Steuerungsumbauten | SPS-Programmierung; Umbau der Steuerung
        conveyor: Förderbänder; Verkettungen | Förderband; Verkettung zweier Maschinen
    """),
    slots=slots("""
        cycle: 1,8 s; 3 s; 6 s; 12 s; unter einer Sekunde
        wanted: ohne Umbau der Halle; zum Festpreis; noch in diesem Jahr; möglichst einfach
    """),
    machines=words(
        "Montagehalle 1.200 m²; eigener Schaltschrankbau; Roboterversuchsfeld; "
        "mechanische Fertigung für Einzelteile"
    ),
    leads=(30, 60, 90, 120),
    certificates=shares("ISO 9001 58"),
    industries=words("Automobil; Schloss und Beschlag; Medizintechnik; Hausgerätebau; Kunststoff"),
    neighbours=words("switchgear; vision; maintenance"),
    additions=words("vision"),
    is_strict=True,
    titles=lines("""
        {thing}, Takt {cycle}
        {thing} für Mittelständler
        {both}
        Sondermaschinen: {thing}
    """),
    offers=lines("""
        Wir bauen {things}, Takt {cycle}.
        {things} für Betriebe mit vielen Varianten.
        {things}, vom ersten Strich bis zur Schulung der Leute.
        Wo Hände fehlen, helfen {things}.
        {things} für Hallen, in denen kein Platz mehr ist.
        Konstruktion, Bau, Steuerung im Haus: {things}.
    """),
    details=lines("""
        Taktzeit bis {cycle}, nachgewiesen bei der Vorabnahme.
        Bei uns: {machine}.
        CE samt Risikobeurteilung liefern wir mit.
        Vorversuche mit Ihren Teilen kosten nichts.
        Service aus {town}, kein Callcenter.
    """),
    need_titles=lines("""
        {thing} gesucht
        {thing}, {wanted}
        Wer baut uns {thing}?
    """),
    needs=lines("""
        @robot,assembly,feeding,gripper,conveyor Wir finden keine Leute mehr für die Maschine und
            denken an {thing}, {wanted}.
        Gesucht: {thing}, {wanted}, bitte mit Erfahrung in Metallteilen.
        Unser Automatisierer hat verkauft, wir brauchen jemanden für {thing}.
        @assembly,feeding,conveyor,test An der Linie klemmt es jeden Tag, wir wollen {thing},
            {wanted}.
    """),
)

VISION = Craft(
    key="vision",
    name="Bildverarbeitung",
    style="tech",
    weight=0.4,
    wz=("62.01.9", "26.51.1"),
    firms=lines("""
        {family} Bildverarbeitung
        {short} Vision
        {family} Kamerasysteme
        {family} Prüfsysteme
    """),
    things=terms("""
        inspection: Oberflächeninspektion; Fehlererkennung | Kameraprüfung auf Kratzer;
            optische Endkontrolle
        reading: Codelesen; Klarschrifterkennung | Lesen von Etiketten; Codelesung
        guide: Robotersehen; Griff in die Kiste | Kamera für den Roboter;
            Kamera zum Greifen aus der Kiste
        dimension: Maßprüfung im Takt; Vollständigkeitsprüfung | Vollständigkeitskontrolle;
            Maßkontrolle im Takt
        learning: lernende Bildauswertung | KI für Ausschusserkennung
    """),
    slots=slots("""
        rate: 40 Teile je Sekunde; 2.000 Teile je Stunde; 15 m Band je Minute; 600 Teile je Minute
        wanted: an bestehender Anlage; mit Datenablage; bei wechselndem Licht
    """),
    machines=words("Versuchslabor mit zwölf Beleuchtungen; Zeilenkameras; Wärmebildkamera"),
    leads=(20, 30, 45, 60),
    certificates=shares("ISO 9001 32"),
    industries=words("Automobil; Verpackung; Pharma; Metallwaren; Druck"),
    neighbours=words("automation; measuring; optical_assembly"),
    additions=words("automation"),
    is_strict=True,
    titles=lines("""
        {both}
        {thing}, {rate}
        {thing} zum Nachrüsten
        {thing} in der Linie
        Kamera statt Auge: {thing}
    """),
    offers=lines("""
        {things}, bis {rate}.
        Wir rüsten Maschinen mit Kameras aus: {things}.
        {things}, erst im Labor mit Ihren Teilen, dann in der Linie.
        Licht ist die halbe Miete: {things}.
        {things} ohne Abo und ohne Wolke.
    """),
    details=lines("""
        Leistung: {rate}.
        Labor: {machine}.
        Schlupf und Pseudofehler weisen wir mit Zahlen nach.
        Bilder bleiben bei Ihnen auf dem Rechner.
        Ein Werker lernt die Bedienung an einem Vormittag.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Wer macht {thing}?
    """),
    needs=lines("""
        @inspection,dimension,learning Uns rutschen schlechte Teile durch, wir suchen {thing},
            {wanted}.
        @inspection,dimension,learning Wir möchten {thing}, {wanted}, bisher schauen drei
            Kollegen in Schicht.
        Gesucht wird {thing}, die Teile sind verchromt und spiegeln.
    """),
)

MAINTENANCE = Craft(
    key="maintenance",
    name="Instandhaltung",
    style="craft",
    weight=1.0,
    wz=("33.12.0", "33.14.0"),
    firms=lines("""
        {family} Industrieservice
        {family} Maschinenreparatur
        {family} Maschinenservice
        Industrieservice {town}
        {family} Hydraulik
        Elektromotoren {family}
    """),
    things=terms("""
        spindle: Spindelreparaturen; Spindeltausch | Spindelreparatur; neue Spindellager
        hydraulics: Hydraulikinstandsetzung; Schlauchservice | Hydraulikreparatur;
            Zylinderreparatur
        motor: Motorwicklungen; Pumpenreparaturen | Motorreparatur; Wickelarbeiten
        move: Maschinenumzüge; Demontage und Aufstellung | Maschinenumzug; Verlagerung
        press: Pressenüberholung; Geometrieprüfung | Pressenreparatur; Überholung
        controls: Steuerungsreparaturen; Antriebstausch | Reparatur der Steuerung; Antriebsregler
        compressed: Druckluftservice; Leckageortung | Kompressorwartung; Lecksuche
    """),
    slots=slots("""
        hours: zwei Stunden; vier Stunden; einem halben Tag; 24 Stunden
        wanted: noch diese Woche; am Wochenende; in den Betriebsferien; möglichst sofort
    """),
    machines=words("drei Servicewagen; Wuchtmaschine; Laserinterferometer; Tränkerei; Prüffeld"),
    leads=(1, 2, 3, 5),
    certificates=shares("ISO 9001 30; SCC 38"),
    industries=words(
        "Metallindustrie; Kunststoffindustrie; Papier; Lebensmittelindustrie; Baustoffindustrie"
    ),
    neighbours=words("automation; electricians; welding"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}, vor Ort in {hours}
        {both}
        {thing}, auch sonntags
        {thing} aller Fabrikate
    """),
    offers=lines("""
        {things}, Monteur in {hours} bei Ihnen.
        Wir reparieren, was andere wegwerfen: {things}.
        {things} für Betriebe rund um {town}.
        Seit {year} unterwegs zwischen {town} und {near}: {things}.
        {things}, Ersatzteile oft auf dem Wagen.
    """),
    details=lines("""
        Reaktionszeit {hours}, vertraglich, wenn Sie wollen.
        Ausstattung: {machine}.
        Rufbereitschaft auch an Feiertagen.
        Alte Steuerungen sind unser Hobby.
        Wartungsplan schreiben wir nach der ersten Runde durch die Halle.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Dringend: {thing}
    """),
    needs=lines("""
        @spindle,motor,press Maschine macht Geräusche, es geht wohl um {thing}, {wanted}.
        {thing}, {wanted}, der Hersteller vertröstet uns auf in sechs Wochen.
        @press,hydraulics,controls Bei uns steht eine Presse von 1994, gesucht: {thing}, {wanted}.
        Wer kommt raus für {thing}, {wanted}?
    """),
)

MACHINE_SAFETY = Craft(
    key="machine_safety",
    name="Arbeitssicherheit",
    style="service",
    weight=0.5,
    wz=("71.12.2", "71.20.0"),
    firms=lines("""
        {family} Arbeitssicherheit
        {family} Prüfdienst
        Sicherheitsingenieure {family}
        {family} & {family2} Prüftechnik
    """),
    things=terms("""
        officer: Fachkraft für Arbeitssicherheit; Gefährdungsbeurteilungen |
            Sicherheitsfachkraft auf Stunden; Gefährdungsbeurteilung
        ce: CE-Kennzeichnung; Risikobeurteilungen | CE für eine Eigenbaumaschine; Risikobeurteilung
        dguv: Prüfung elektrischer Geräte nach DGUV V3 | E-Check; Geräteprüfung V3
        crane: Prüfung von Regalen, Leitern, Kranen | Regalprüfung; Kranprüfung
        fire: Brandschutzbeauftragter; Räumungsübungen | Betreuung im Brandschutz; Brandschutzhelfer
    """),
    slots=slots("""
        count: 80 Betriebe; 140 Betriebe; 35 Firmen; 210 Kunden; 60 Werkstätten
        wanted: ohne Papierkrieg; zügig; noch vor dem Audit; bei laufendem Betrieb
    """),
    leads=(5, 10, 15, 20),
    certificates=shares("ISO 9001 34"),
    industries=words("Metall; Handwerk; Logistik; Pflege; Verwaltung"),
    neighbours=words("electricians; training; automation"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {both}
        {thing} für Betriebe ohne eigene Fachkraft
        {thing}, betreut von {family}
    """),
    offers=lines("""
        {things}, zurzeit für {count}.
        Wir übernehmen {things}, damit Sie nachts schlafen.
        {things} im Umkreis von {town}.
        Kein Ordner für den Schrank, sondern Begehung mit Hand und Fuß: {things}.
    """),
    details=lines("""
        Wir betreuen {count}.
        Bericht kommt binnen einer Woche, auf zwei Seiten.
        Termine früh um sechs sind kein Problem.
        Wenn die Berufsgenossenschaft kommt, sind wir dabei.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer übernimmt {thing}?
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        Die BG hat uns geschrieben, es geht um {thing}, {wanted}.
        Unser bisheriger Betreuer hört auf, gesucht: {thing}, {wanted}.
    """),
)

CRAFTS = (AUTOMATION, VISION, MAINTENANCE, MACHINE_SAFETY)
