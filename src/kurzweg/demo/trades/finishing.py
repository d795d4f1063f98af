"""Finishing the building: painters and roofers; drawing offices and printers of labels."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

PAINTERS = Craft(
    key="painters",
    name="Maler und Boden",
    style="craft",
    weight=0.9,
    wz=("43.34.1",),
    firms=lines("""
        Malerbetrieb {family}
        {family} Malermeister
        Maler {family} & Sohn
        {family} Bodenbeschichtung
        Malermeister {given} {family}
    """),
    things=terms("""
        floor: Industrieböden; Hallenmarkierung | Bodenbelag für die Halle; Bodenmarkierung
        office: Büroräume; Treppenhäuser | Büros streichen; Treppenhaus streichen
        facade: Fassaden; Dämmung | Fassadenanstrich; Dämmung
        steel: Stahlträger; Brandschutzanstrich | Brandschutzanstrich; Stahlträger streichen
        machine: Maschinenlackierung; Entrosten | alte Maschine neu lackieren; Maschinenanstrich
    """),
    slots=slots("""
        crew: {staff} Leute; {staff} Beschäftigte; Meister, Gesellen und zwei Lehrlinge
        wanted: über die Feiertage; abriebfest; staubarm; in einer Woche
    """),
    machines=words("Kugelstrahlgerät; Airless-Technik; Rollgerüste; Bodenschleifer"),
    leads=(5, 10, 15, 20),
    industries=words("Gewerbe; Schulen; Wohnungsbau; Kliniken"),
    neighbours=words("powder_coating; joinery"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {both}
        {thing} am Wochenende
        {thing}, {crew}
    """),
    offers=lines("""
        {things}, {crew}.
        {things}, Halle Freitag leer, Montag fertig.
        Meisterbetrieb seit {year}: {things}.
        Wir streichen nicht nur Wände: {things}.
    """),
    details=lines("""
        Auf der Baustelle: {crew}.
        Gerät: {machine}.
        Muster legen wir vorher an.
        Geruch bleibt draußen, wir arbeiten mit Absaugung.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Maler: {thing}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @floor Der Stapler hat alles zerfahren, gesucht: {thing}, {wanted}.
        Angebot bitte für {thing}, {wanted}, Besichtigung jederzeit.
    """),
)

ROOFERS = Craft(
    key="roofers",
    name="Dach und Bau",
    style="craft",
    weight=0.9,
    wz=("43.91.1", "41.20.1"),
    firms=lines("""
        Dachdecker {family}
        {family} Bedachungen
        {family} Hochbau
        Bauunternehmen {family}
        Zimmerei {family}
        {family} Tiefbau
    """),
    things=terms("""
        flat: Flachdächer; Lichtkuppeln | Flachdach abdichten; neue Lichtkuppeln
        hall: Hallendächer; Trapezblech | Hallendach sanieren; Trapezblechdach
        foundation: Maschinenfundamente; Bodenplatten | Maschinenfundament; Bodenplatte
        annexe: Anbauten; Hallenbau | Anbau an die Halle; neue Lagerhalle
        yard: Hofflächen; Kanal; Pflaster | Hof pflastern; Kanalsanierung
        wood: Holzrahmenbau; Dachstühle | Aufstockung in Holz; Dachstuhl
    """),
    slots=slots("""
        crew: {staff} Leute; {staff} Beschäftigte; {staff} Mann auf der Baustelle
        wanted: noch vor dem Frost; bei laufendem Betrieb; mit Statik; bis Sommer
    """),
    machines=words("eigener Kran; Gerüst aus dem eigenen Lager; zwei Bagger; Abbundanlage"),
    leads=(10, 20, 30, 60),
    certificates=shares("ISO 9001 8"),
    industries=words("Gewerbebau; Kommunen; Wohnungsbau; Landwirtschaft"),
    neighbours=words("metalwork; painters; joinery"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {thing} für Gewerbe
        {thing}, {crew}
        {both}
    """),
    offers=lines("""
        {things}, {crew}.
        Wir bauen für Betriebe: {things}.
        {things}, seit {year} im Raum {town}.
        Dicht ist dicht: {things}.
    """),
    details=lines("""
        Mannschaft: {crew}.
        Vorhanden: {machine}.
        Notdienst bei Sturm, auch sonntags.
        Bauantrag macht unser Architekt mit.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing}
        Baufirma für {thing}
    """),
    needs=lines("""
        @flat,hall Es tropft auf die Maschinen: {thing}, {wanted}.
        @annexe,yard,wood,foundation Wir wollen bauen, gesucht ist jemand für {thing}, {wanted}.
        @foundation Neue Presse wiegt 40 Tonnen, wir brauchen {thing}, {wanted}.
    """),
)

DESIGN = Craft(
    key="design",
    name="Konstruktion",
    style="tech",
    weight=0.8,
    wz=("71.12.2", "74.10.1"),
    firms=lines("""
        Konstruktionsbüro {family}
        {family} Konstruktion
        {family} Produktentwicklung
        Ingenieurbüro {given} {family}
        {family} & {family2} Ingenieure
    """),
    things=terms("""
        fixture: Vorrichtungskonstruktion; Betriebsmittel | Konstruktion einer Vorrichtung;
            Zeichnungen für Betriebsmittel
        fem: FEM-Berechnung; Festigkeitsnachweise | Festigkeitsrechnung; FEM
        plastic: Kunststoffkonstruktion; Moldflow | Konstruktion eines Kunststoffteils;
            Füllsimulation
        drawing: Zeichnungspflege; 2D nach 3D | alte Zeichnungen in 3D;
            Überarbeitung alter Zeichnungen
        product: Produktentwicklung; Design | Entwicklung eines neuen Produkts; Produktdesign
        patentfree: Wettbewerbsanalyse; Kostensenkung | Kostensenkung an einem Produkt; Wertanalyse
    """),
    slots=slots("""
        cad: SolidWorks und Inventor; Creo; NX; drei CAD-Systeme; CATIA
        wanted: auf Stundenbasis; zum Festpreis; für vier Wochen; mit Stückliste
    """),
    leads=(5, 10, 20, 30),
    certificates=shares("ISO 9001 20"),
    industries=words(
        "Maschinenbau; Beschlagindustrie; Medizintechnik; Fördertechnik; Hausgerätebau"
    ),
    neighbours=words("electronics_dev; toolmaking; printing3d"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} mit {cad}
        {thing} als Dienstleister
        {both}
    """),
    offers=lines("""
        {things}, gezeichnet in {cad}.
        Konstruktionsbüro mit Werkstattblick: {things}.
        {things}, wir fragen vorher den Dreher.
        {things} auf Zeit oder als Paket.
    """),
    details=lines("""
        Systeme: {cad}.
        Fertigungsgerecht heißt bei uns, dass es danach auch jemand baut.
        Daten liegen auf Ihrem Server, nicht auf unserem.
        Auch als Vertretung im Haus.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Konstrukteur für {thing}
    """),
    needs=lines("""
        Unser Konstrukteur ist in Elternzeit, wir brauchen {thing}, {wanted}.
        Wer übernimmt {thing}, {wanted}?
        @fixture,plastic,product Idee ist da, Zeichnung fehlt: {thing}, {wanted}.
    """),
)

LABELS = Craft(
    key="labels",
    name="Kennzeichnung",
    style="industry",
    weight=0.5,
    wz=("18.12.0", "25.99.3"),
    firms=lines("""
        Schilder {family}
        {family} Gravuren
        {family} Lasertechnik und Beschriftung
        Etiketten {family}
        {family} Siebdruck
    """),
    things=terms("""
        plates: Typenschilder; Maschinenschilder | Typenschilder; Leistungsschilder
        laser: Laserbeschriftung; Gravuren | Laserbeschriftung; Gravur
        labels: Etiketten; Barcode-Rollen | Etiketten; Aufkleber
        film: Frontfolien; Folientastaturen | Frontfolien; Folientastatur
        signs: Firmenschilder; Wegweiser; Fahrzeugschrift | Firmenschild; Beschriftung der Autos
    """),
    stuffs=words("aluminium; stainless; plastic"),
    slots=slots("""
        wanted: fortlaufend nummeriert; mit Datamatrix; wetterfest; nach altem Muster
    """),
    machines=words("Faserlaser mit Drehachse; Siebdruckstraße; Digitaldruck; Eloxalunterdruck"),
    lot_from=(1, 1, 10, 50),
    lot_to=(100, 1000, 10000, 100000),
    leads=(2, 3, 5, 8),
    certificates=shares("ISO 9001 32; UL 18"),
    industries=words("Maschinenbau; Schaltschrankbau; Medizintechnik; Fahrzeugbau"),
    most={"signs": 12},
    neighbours=words("anodising; marketing; packaging"),
    titles=lines("""
        {thing}
        {thing} aus {stuff}
        {thing}, ab einem Stück
        {thing} für Maschinenbauer
        {both}
    """),
    offers=lines("""
        {things} aus {stuffs}.
        Wir beschriften alles, was stillhält: {things}.
        {things}, Muster noch am selben Tag.
        {things}, seit {year} mit ruhiger Hand.
    """),
    details=lines("""
        Maschinen: {machine}.
        Daten per Excel-Liste, Schild für Schild.
        Kratzfest und lösemittelfest, mit Prüfbericht.
        Abholen geht bis 18 Uhr am Hintereingang.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Gesucht: {thing} auf {stuff}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        @plates,labels Der Zoll will eine Kennzeichnung: {thing}, {wanted}, {n} Stück.
        Wer macht {thing}, {wanted}, Menge {n}?
    """),
)

CRAFTS = (PAINTERS, ROOFERS, DESIGN, LABELS)
