"""Electronics: assembled boards, development, cables, switchgear."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

EMS = Craft(
    key="ems",
    name="Leiterplattenbestückung",
    style="tech",
    weight=1.0,
    wz=("26.12.0", "26.11.9"),
    firms=lines("""
        {family} Elektronik
        {family} EMS
        Elektronikfertigung {family}
        {short} Electronic
        {family} Systemelektronik
        {family} Baugruppen
    """),
    things=terms("""
        smd: SMD-Baugruppen; bestückte Leiterplatten | bestückte Platinen; SMD-Platinen
        tht: THT-Baugruppen; Mischbestückung | Platinen mit bedrahteten Teilen; THT-Platinen
        device: Komplettgeräte; Gerätemontage | fertige Geräte; Elektronikgeräte
        led: LED-Module; Lichtplatinen | LED-Platinen; Leuchtplatinen
        prototype: Prototypen; Nullserien | Musterplatinen; Platinen für die Nullserie
        repair: Reparaturen an Baugruppen; Rework | Platinen zum Umbau; defekte Platinen
    """),
    slots=slots("""
        small: 01005; 0201; 0402; BGA und QFN; Feinraster 0,4 mm
        test: AOI; Röntgen; Flying Probe; In-Circuit-Test; Funktionstest nach Ihrer Vorschrift
        wanted: Bauteile stellen wir bei; mit Materialbeschaffung; lackiert; mit Funktionstest
    """),
    machines=words(
        "drei SMD-Linien; Selektivlötanlage; Dampfphase; AOI nach jedem Schritt; "
        "Röntgengerät; Lackieranlage; Reinigungsanlage"
    ),
    lot_from=(1, 1, 10, 50, 100),
    lot_to=(200, 1000, 5000, 50000),
    leads=(5, 8, 10, 15, 20, 30),
    certificates=shares("ISO 9001 82; ISO 13485 28; ISO 14001 30; IATF 16949 8"),
    industries=words("Medizintechnik; Messtechnik; Bahn; Beleuchtung; Gebäudetechnik"),
    neighbours=words("electronics_dev; cables; switchgear"),
    additions=words("electronics_dev"),
    titles=lines("""
        Bestückung: {thing}
        {thing}, ab {small}
        EMS: {thing} mit {test}
        {both}
        Elektronikfertigung, {test}
    """),
    offers=lines("""
        Wir bestücken ab {small}: {things}.
        {things} mit {test}, alles in einem Haus.
        Elektronik aus Lohnfertigung, {things}.
        {things}, Einkauf der Bauteile übernehmen wir.
        Vom Muster bis zur Serie: {things}.
        EMS-Dienstleister mit {machine}.
        Bei uns löten Menschen und Maschinen {things}.
    """),
    details=lines("""
        Bauform ab {small}, geprüft durch {test}.
        Linien: {machine}.
        Abgekündigte Bauteile melden wir, bevor es brennt.
        IPC-A-610 Klasse 2, auf Wunsch Klasse 3.
        Rückverfolgbar bis auf die Rolle.
        Verguss und Schutzlack im eigenen Raum.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Bestücker gesucht: {n} {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        Unser Bestücker hat zwanzig Wochen Lieferzeit, wir brauchen {n} {thing}, {wanted}.
        Wer lötet uns {thing}, Gerberdaten und Stückliste sind da, {n} Stück?
        Wir starten ein Gerät und suchen jemanden für {thing}, erstes Los {n}, {wanted}.
        Nachserie: {n} {thing}, das Layout ist zehn Jahre alt.
    """),
)

ELECTRONICS_DEV = Craft(
    key="electronics_dev",
    name="Elektronikentwicklung",
    style="tech",
    weight=0.7,
    wz=("71.12.2", "62.01.9"),
    firms=lines("""
        {family} Elektronikentwicklung
        {family} Engineering
        Ingenieurbüro {family}
        {short} Embedded
        {family} & {family2} Hardware
    """),
    things=terms("""
        board: Schaltungen und Layouts; Steuerplatinen | neue Steuerplatine; Layout
        firmware: Firmware; Gerätesoftware | Firmware für Mikrocontroller; Gerätesoftware
        radio: Funkmodule; Bluetooth und LoRa | Funkanbindung; drahtlose Übertragung
        power: Netzteile; Leistungselektronik | Stromversorgung; Netzteil
        emc: EMV-Beratung; Entstörung | Hilfe bei EMV-Problemen; Entstörung
        redesign: Redesigns; Ersatz abgekündigter Bauteile | Überarbeitung alter Elektronik;
            Ersatz für abgekündigte Chips
    """),
    slots=slots("""
        tool: STM32 und Nordic; ARM-Controller; FPGA; 8-Bit bis 64-Bit; CAN, Modbus und IO-Link
        wanted: fest budgetiert; mit Unterlagen für die Zulassung; bis zum Nullserienstand
    """),
    machines=words("EMV-Vormesskammer; Klimaschrank; eigener Musterbau; Oszilloskope bis 4 GHz"),
    leads=(20, 30, 40, 60, 90),
    certificates=shares("ISO 9001 48; ISO 13485 14"),
    industries=words("Medizintechnik; Schließtechnik; Messtechnik; Landtechnik; Hausgerätebau"),
    neighbours=words("ems; software; automation"),
    additions=words("ems"),
    is_strict=True,
    titles=lines("""
        {both}
        Entwicklung: {thing}
        {thing}, {tool}
        {thing} für Gerätebauer
        {thing} bis zur Serienreife
    """),
    offers=lines("""
        Wir entwickeln {things}, {tool}.
        {things} vom Blockschaltbild bis zur Serienfreigabe.
        Ingenieurbüro mit {staff} Köpfen: {things}.
        Hardware und Software von denselben Leuten: {things}.
        {things} für Firmen ohne eigene Entwicklungsabteilung.
        {tool} sind unsere Welt, dazu {things}.
    """),
    details=lines("""
        Werkzeuge: {tool}.
        Labor: {machine}.
        Quellen und Schaltpläne gehören am Ende Ihnen.
        Festpreis je Meilenstein, Ausstieg jederzeit.
        Zulassung begleiten wir bis zum Prüfbericht.
    """),
    need_titles=lines("""
        {thing} gesucht
        Entwickler für {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}, uns fehlt im Haus der Elektroniker.
        @emc Unser Gerät fällt bei der Prüfung durch, gesucht: {thing}.
        Wer kann {thing} übernehmen, der bisherige Entwickler ist weg?
        @board,firmware,radio,power Ein mechanisches Produkt soll elektronisch werden, dafür
            suchen wir {thing}, {wanted}.
    """),
)

CABLES = Craft(
    key="cables",
    name="Kabelkonfektion",
    style="industry",
    weight=0.9,
    wz=("27.32.0", "27.33.0"),
    firms=lines("""
        {family} Kabeltechnik
        Kabelkonfektion {family}
        {family} Verbindungstechnik
        {family} Kabelbäume
        {short} Kabel
    """),
    things=terms("""
        harness: Kabelbäume; Kabelsätze | Kabelbäume; Kabelstränge
        cable: konfektionierte Leitungen; Anschlussleitungen | Anschlusskabel; Kabel mit Stecker
        strand: Litzen; abgelängte Litzen | Litzen; vercrimpte Adern
        sensor: Sensorleitungen; M8- und M12-Leitungen | Sensorkabel; M12-Kabel
        moulded: umspritzte Stecker; vergossene Stecker | umspritzte Kabel; wasserdichte Kabel
        fibre: Lichtwellenleiter; Faserkabel | Glasfaserkabel; LWL-Kabel
    """),
    slots=slots("""
        cross: 0,05 bis 10 mm²; 0,14 bis 95 mm²; AWG 30 bis 10; bis 240 mm²
        wanted: nach Stückliste; beschriftet; geprüft; mit Wellrohr
    """),
    machines=words(
        "vier Crimpvollautomaten; Prüftische mit 512 Punkten; Ultraschallschweißen; "
        "Beschriftungslaser; Umspritzmaschine"
    ),
    lot_from=(1, 10, 50, 100),
    lot_to=(500, 5000, 50000, 200000),
    leads=(5, 8, 10, 15, 20),
    certificates=shares("ISO 9001 70; UL 35; ISO 13485 8"),
    industries=words("Maschinenbau; Medizintechnik; Nutzfahrzeugbau; Aufzugbau; Schließtechnik"),
    neighbours=words("switchgear; ems; electricians"),
    titles=lines("""
        {both}
        {thing} {cross}
        Kabelkonfektion: {thing}
        {thing}, geprüft und beschriftet
        {thing} nach Stückliste
    """),
    offers=lines("""
        Wir konfektionieren {things}, {cross}.
        {things}, jedes Stück elektrisch geprüft.
        Crimpen, löten, umspritzen: {things}.
        {things} in kleinen und mittleren Serien.
        Kabel sind Handarbeit, wir haben die Hände dafür: {things}.
        Querschnitt {cross}, {things}.
    """),
    details=lines("""
        Querschnitte {cross}.
        Geräte: {machine}.
        Stecker vieler Hersteller liegen im Regal.
        Hundert Prozent Prüfung auf Durchgang und Vertauschung.
        Kanban-Kisten holen und bringen wir im Raum {town}.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing} {wanted}
        Kabelbauer für {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        Unsere Leute in der Konfektion kommen nicht nach, wir geben {n} {thing} raus, {wanted}.
        Wer macht {thing}, {wanted}, Stecker bekommt er von uns, {n} Stück?
        Wackelkontakte ohne Ende, wir suchen einen neuen Lieferanten für {thing}, {n} im Monat.
    """),
)

SWITCHGEAR = Craft(
    key="switchgear",
    name="Schaltschrankbau",
    style="industry",
    weight=0.8,
    wz=("27.12.0", "43.21.0"),
    firms=lines("""
        {family} Schaltanlagen
        {family} Schaltschrankbau
        {family} Steuerungsbau
        Elektroanlagenbau {family}
        {family} Energietechnik
    """),
    things=terms("""
        cabinet: Schaltschränke; Steuerschränke | Schaltschränke; Steuerschränke
        distribution: Verteilungen; Niederspannungsanlagen | Verteiler; Hauptverteilungen
        box: Klemmenkästen; Bedienpulte | Klemmkästen; Bedienpulte
        retrofit: Umbauten; Nachrüstungen an Steuerungen | Umbau alter Steuerungen; Nachrüstungen
        plan: Schränke samt Elektroplan; Schränke mit Konstruktion |
            Schränke samt Planung; Schränke mit Stromlaufplan
    """),
    slots=slots("""
        amp: bis 630 A; bis 2.500 A; bis 4.000 A; 16 bis 250 A
        wanted: nach unserem Plan; mit Prüfprotokoll; samt Inbetriebnahme; für Außenaufstellung
    """),
    machines=words(
        "Bearbeitungszentrum für Schrankteile; Drahtkonfektionierer; Prüffeld; "
        "Kupferschienenbearbeitung"
    ),
    lot_from=(1,),
    lot_to=(10, 50, 200, 1000),
    leads=(10, 15, 20, 30, 40),
    certificates=shares("ISO 9001 55; UL 30; VDE 0100 25"),
    industries=words("Maschinenbau; Wasserwirtschaft; Gebäudetechnik; Fördertechnik; Kranbau"),
    most={"distribution": 8, "cabinet": 40, "retrofit": 4, "plan": 4},
    neighbours=words("electricians; cables; automation"),
    titles=lines("""
        {both}
        {thing} {amp}
        Schaltschrankbau: {thing}
        {thing} mit Prüffeld
        {thing} für Maschinenbauer
    """),
    offers=lines("""
        Wir bauen {things}, {amp}.
        {things} nach Ihrem Plan oder unserem.
        Verdrahtet, geprüft, beschriftet: {things}.
        {things} für den Maschinenbau zwischen {town} und {near}.
        Ein Schrank oder eine ganze Reihe, {things} {amp}.
        Steuerungsbauer seit {year}: {things}.
    """),
    details=lines("""
        Nennstrom {amp}, Typprüfung vorhanden.
        Werkstatt: {machine}.
        Wir fahren mit raus, bis die Anlage läuft.
        Plan in EPLAN, auf Wunsch mit Artikelstamm.
        Lagermaterial der üblichen Hersteller, darum geht es oft schneller.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing} {wanted}
        Schaltschrankbauer für {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        Unser Schrankbauer ist bis Sommer voll, es fehlen {n} {thing}, {wanted}.
        @cabinet,box,retrofit Alte Anlage, keine Ersatzteile mehr: Wir brauchen {thing}, {wanted}.
        Wer verdrahtet {thing}, Material kommt von uns, {n} Stück?
    """),
)

CRAFTS = (EMS, ELECTRONICS_DEV, CABLES, SWITCHGEAR)
