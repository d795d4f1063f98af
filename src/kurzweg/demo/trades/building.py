"""Building trades: electricians, metal construction, joinery, heating and air."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

ELECTRICIANS = Craft(
    key="electricians",
    name="Elektroinstallation",
    style="craft",
    weight=1.5,
    wz=("43.21.0", "33.20.0"),
    firms=lines("""
        Elektro {family}
        {family} Elektrotechnik
        Elektromeister {given} {family}
        Elektroanlagen {family}
        {family} & {family2} Elektro
        Elektro {family} & Sohn
    """),
    things=terms("""
        hall: Hallenbeleuchtung; LED-Umrüstung | neue Hallenbeleuchtung; Umstellung auf LED
        solar: Photovoltaik; Speicher | Photovoltaik aufs Hallendach; Batteriespeicher
        charging: Ladesäulen; Wallboxen | Ladepunkte; Wallboxen
        install: Maschinenanschlüsse; Hallenverkabelung | Anschluss einer Maschine; Kraftstrom
        network: Netzwerkverkabelung; Glasfaser im Haus | Netzwerkdosen; Glasfaseranschluss im Haus
        alarm: Brandmeldeanlagen; Einbruchmelder | Brandmeldeanlage; Alarmanlage
        check: E-Check; Wiederholungsprüfungen | Prüfung der Anlage; E-Check
    """),
    slots=slots("""
        kw: bis 250 A; bis 630 A; bis 1.000 A; bis 400 A
        wanted: im laufenden Betrieb; bis zur Eröffnung; mit Dokumentation; samt Wartung
    """),
    machines=words("zwei Steiger; eigenes Gerüst; Messwagen; Kernbohrgerät"),
    leads=(3, 5, 10, 15, 20, 30),
    certificates=shares("DIN 14675 18; ISO 9001 14"),
    industries=words("Gewerbehallen; Schulen; Praxen; Metallindustrie; Wohnungsbau"),
    neighbours=words("switchgear; hvac; itservice"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}
        {both}
        {thing}, {kw}
        {thing} und alles, was Strom führt
        Meisterbetrieb: {thing}
    """),
    offers=lines("""
        Elektro-Meisterbetrieb, {things}, {kw}.
        {things} für Gewerbe und Industrie im Raum {town}.
        {things}, Notdienst rund um die Uhr.
        Wir machen Strom, wo er fehlt: {things}.
        Seit {year} in {town} am Netz: {things}.
        {staff} Leute, ein Notdienst: {things}.
    """),
    details=lines("""
        Anlagen {kw}, Anmeldung beim Netzbetreiber machen wir.
        Ausgerüstet mit: {machine}.
        Wochenendarbeit geht, wenn die Halle dann leer ist.
        Angebot nach Begehung, nicht nach Gefühl.
        Thermografie vom Verteiler gibt es dazu.
    """),
    need_titles=lines("""
        {thing} gesucht
        {thing}, {wanted}
        Elektriker für {thing}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @install,check Neue Maschine kommt, wer macht uns {thing}, {wanted}?
        Unser Hauselektriker hat keine Leute, es geht um {thing}, {wanted}.
        @solar,charging,hall Der Vermieter ist einverstanden, jetzt suchen wir jemanden für {thing}.
    """),
)

METALWORK = Craft(
    key="metalwork",
    name="Metallbau",
    style="craft",
    weight=1.0,
    wz=("25.12.0", "25.11.0", "43.32.0"),
    firms=lines("""
        Metallbau {family}
        Schlosserei {family}
        {family} Metallbau
        {family} Torbau
        Bauschlosserei {family}
    """),
    things=terms("""
        railing: Geländer; Handläufe | Geländer; Handläufe
        stairs: Stahltreppen; Fluchttreppen | Außentreppe; Fluchttreppe
        gate: Tore; Schiebetore; Zaunanlagen | Hoftor; Zaun mit Tor
        door: Stahltüren; Brandschutztüren | Brandschutztüren; Stahltüren
        canopy: Vordächer; Carports | Vordach; Unterstand
        facade: Glasfassaden; Pfosten-Riegel | Glasfront; Fassade
    """),
    stuffs=words("steel; stainless; aluminium"),
    own_stuffs=terms("""
        steel: S235; Baustahl; S355 | Stahl; Schwarzstahl
    """),
    slots=slots("""
        wanted: mit Montage; feuerverzinkt; passend zum Bestand; nach Aufmaß
    """),
    machines=words("Richtbank 6 m; Schmiedefeuer; eigener Kranwagen; Rohrbiegemaschine"),
    lot_from=(1,),
    lot_to=(10, 30, 100),
    leads=(15, 20, 30, 40, 60),
    certificates=shares("EN 1090 80; ISO 3834 12"),
    industries=words("Gewerbebau; Wohnungsbau; Kommunen; Schulen; Gastronomie"),
    most={"stairs": 3, "gate": 3, "canopy": 3, "facade": 2, "door": 20, "railing": 12},
    neighbours=words("welding; sheet_metal; locks"),
    additions=words("powder_coating"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing} aus {stuff}
        {thing} mit Montage
        Schlosserei: {thing}
        {both}
    """),
    offers=lines("""
        {things}, aufgemessen, gebaut, montiert.
        Schlosserei mit Schmiede, {things}.
        {things} aus {stuffs}, für Gewerbe und Kommunen.
        Bei uns hat noch jeder Geselle gelernt: {things}.
        {things}, seit {year} in {town}.
    """),
    details=lines("""
        Werkstatt: {machine}.
        Statik kommt vom Büro um die Ecke.
        Verzinken und Pulvern organisieren wir.
        Aufmaß kostet nichts, wenn wir den Auftrag bekommen.
        Reparaturen nehmen wir dazwischen.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        Gesucht: {thing} aus {stuff}
        Schlosser für {thing}
    """),
    needs=lines("""
        Für unsere Halle brauchen wir {thing}, {wanted}.
        @stairs,door,railing Bauamt verlangt {thing}, {wanted}, so schnell es geht.
        @gate,canopy,railing,door Ein Lkw hat es umgefahren: {thing}, {stuff}, {wanted}.
        Wer baut {thing}, {stuff}, {wanted}?
    """),
)

JOINERY = Craft(
    key="joinery",
    name="Tischlerei und Innenausbau",
    style="craft",
    weight=1.0,
    wz=("43.32.0", "31.09.9"),
    firms=lines("""
        Tischlerei {family}
        Schreinerei {family}
        {family} Innenausbau
        {family} Möbelwerkstatt
        {family} & {family2} Ladenbau
        Tischlermeister {given} {family}
    """),
    things=terms("""
        office: Büromöbel; Einbauschränke | Büroeinrichtung; Einbauschränke
        counter: Theken; Empfangstresen | Empfangstheke; Tresen
        shop: Ladenbau; Ausstellungsräume | Ladeneinrichtung; Ausstellungsraum
        door: Türen; Schallschutztüren | Bürotüren; Schallschutztüren
        fair: Messestände; Podeste | Messestand; Messemöbel
        workbench: Werkbänke; Packtische | Packtische; Werkbänke
        windows: Fenster; Fensterreparaturen | neue Fenster; Fensterreparatur
    """),
    slots=slots("""
        wood: Eiche; Buche und Multiplex; Esche; Nadelholz aus der Gegend; Schichtstoff
        wanted: samt Einbau; nach unseren Maßen; in Eiche; pflegeleicht
    """),
    machines=words("CNC-Nesting; Plattensäge; Furnierpresse; Lackierraum; 5-Achs-Zentrum"),
    leads=(15, 20, 30, 40),
    certificates=shares("PEFC 16"),
    industries=words("Büros; Praxen; Läden; Schulen; Gastronomie; Messebau"),
    neighbours=words("packaging; painters; metalwork"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing} in {wood}
        {thing} nach Maß
        {both}
        {thing}, gezeichnet und eingebaut
    """),
    offers=lines("""
        {things} aus {wood}, eingebaut von den eigenen Leuten.
        Wir tischlern {things}.
        {things} für Büro, Praxis und Werkstatt.
        Zeichnung, Muster, Einbau: {things}.
        {things}, massiv oder furniert, seit {year}.
    """),
    details=lines("""
        Holz: {wood}.
        Maschinensaal: {machine}.
        Einbau auch nachts, wenn morgens wieder Kunden kommen.
        Späne heizen die Werkstatt.
        Zwei Lehrlinge hat hier jeder Jahrgang.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        Tischler für {thing}
        {thing} gesucht
    """),
    needs=lines("""
        @office,counter,shop,door,workbench Wir ziehen um und brauchen {thing}, {wanted}.
        @counter,shop,office Kunden sollen es schöner haben, gesucht: {thing}, {wanted}.
        Wer baut {thing}, {wanted}, ohne ein halbes Jahr Wartezeit?
        @fair Im Frühjahr ist Messe, wir suchen jemanden für {thing}, {wanted}.
    """),
)

HVAC = Craft(
    key="hvac",
    name="Heizung, Lüftung, Klima",
    style="craft",
    weight=1.1,
    wz=("43.22.0",),
    firms=lines("""
        {family} Haustechnik
        {family} Heizung und Sanitär
        {family} Kältetechnik
        Lüftungsbau {family}
        {family} Gebäudetechnik
        Installateurmeister {given} {family}
    """),
    things=terms("""
        heatpump: Wärmepumpen; Hallenheizungen | Wärmepumpe; neue Hallenheizung
        cooling: Klimageräte; Maschinenkühlung | Kühlung fürs Büro; Kaltwasser für Maschinen
        extraction: Absauganlagen; Lüftungskanäle | Absaugung; Abluft für Schweißplätze
        recovery: Wärmerückgewinnung; Abwärmenutzung | Nutzung der Kompressorabwärme;
            Wärmerückgewinnung
        sanitary: Sanitärräume; Sozialräume | neue Waschräume; Duschen für die Schicht
        sprinkler: Sprinkleranlagen; Löschwasser | Sprinkler; Löschwasserleitung
    """),
    slots=slots("""
        kw: 5 bis 400 kW; bis 1,2 MW; 3 bis 80 kW; 20 bis 250 kW
        wanted: vor dem Winter; mit Förderantrag; bei laufender Produktion; wartungsarm
    """),
    machines=words("Kanalfertigung; Kältelabor; Notdienstwagen; Rohrpresswerkzeug bis 108 mm"),
    leads=(5, 10, 20, 30, 60),
    certificates=shares("ISO 9001 12; Kälteschein Kat. I 45"),
    industries=words("Metallindustrie; Verwaltung; Schulen; Kliniken; Lebensmittelindustrie"),
    neighbours=words("electricians; energy"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing} vom Meisterbetrieb
        {thing} für Betriebe
        {both}
        {thing} und Wartung
    """),
    offers=lines("""
        {things}, geplant und gebaut seit {year}.
        Wir planen und bauen {things} für Betriebe.
        {things}, Wartung inbegriffen, im Raum {town}.
        Warm im Winter, kühl im Sommer: {things}.
        {staff} Leute, {things}.
    """),
    details=lines("""
        Anlagen mit {kw} haben wir oft gebaut.
        Ausstattung: {machine}.
        Förderantrag füllen wir mit aus.
        Störung gemeldet, am selben Tag jemand da.
        Abwärme rechnet sich öfter, als man denkt.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Angebot für {thing}
    """),
    needs=lines("""
        @cooling Im Büro sind es im Juli 34 Grad, wir brauchen {thing}, {wanted}.
        @heatpump Gaskessel ist am Ende, gesucht: {thing}, {wanted}.
        Wer rechnet und baut uns {thing}, {wanted}?
        @extraction,cooling Die Leute beschweren sich über die Luft, es geht um {thing}.
    """),
)

CRAFTS = (ELECTRICIANS, METALWORK, JOINERY, HVAC)
