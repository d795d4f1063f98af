"""Getting things from here to there: transport, warehouses, packaging, recycling."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

TRANSPORT = Craft(
    key="transport",
    name="Transport",
    style="craft",
    weight=1.3,
    wz=("49.41.0", "52.29.1"),
    firms=lines("""
        Spedition {family}
        {family} Transporte
        {family} Logistik
        {family} Kurierdienst
        {family} Schwertransporte
        Fuhrunternehmen {family}
    """),
    things=terms("""
        express: Eilfahrten; Direktkurier | Eilkurier; Direktfahrt
        pallet: Stückgut; Palettenverkehr | Palettentransport; Stückguttransport
        full: Teil- und Komplettladungen | Komplettladung; Teilladung
        heavy: Schwertransporte; Maschinentransport | Maschinentransport; Schwertransport
        milkrun: Linienfahrten; Werksverkehr | tägliche Tour; Werksverkehr
        crane: Kranarbeiten; Ladekran | Kran mit Fahrer; Ladekran
    """),
    slots=slots("""
        fleet: {staff} Fahrzeuge; {staff} Wagen vom Sprinter bis zum Sattel;
            {staff} Leute am Lenkrad; Sattelzüge und Motorwagen; Kastenwagen und Tieflader
        wanted: morgens ab sechs; nächste Woche; heute noch; mit festem Fahrer
    """),
    machines=words("Hebebühne an jedem Wagen; Ladekran 42 mt; Mitnahmestapler; Thermokoffer"),
    leads=(1, 1, 2, 3),
    certificates=shares("ISO 9001 38; ADR 30"),
    industries=words("Metallwaren; Maschinenbau; Bau; Lebensmittelindustrie; Messebau"),
    neighbours=words("warehousing; packaging"),
    is_strict=True,
    titles=lines("""
        {both}
        {thing}, {fleet}
        {thing} in alle Richtungen
        Spedition: {thing}
    """),
    offers=lines("""
        {things} mit eigenem Fuhrpark, {fleet}.
        {things}, Fahrer kommen aus der Gegend um {town}.
        Heute geladen, morgen da: {things}.
        {fleet}, dazu ein Disponent, der ans Telefon geht: {things}.
        Familienspedition seit {year}, {things}.
    """),
    details=lines("""
        Fuhrpark: {fleet}.
        Dabei: {machine}.
        Sendungsstand gibt es per Anruf, wir wissen, wo unsere Leute sind.
        Ladungssicherung mit Foto.
        Leerfahrten Richtung {near} haben wir fast jeden Tag, da geht preislich etwas.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer fährt: {thing}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}.
        @pallet,milkrun,full Der Paketdienst nimmt unsere Stangen nicht mehr mit, gesucht:
            {thing}, {wanted}.
        Wer macht {thing} ab {town}, {wanted}?
        @heavy,crane Drehmaschine muss umziehen, 6 Tonnen, es geht um {thing}.
    """),
)

WAREHOUSING = Craft(
    key="warehousing",
    name="Lager und Versand",
    style="service",
    weight=0.6,
    wz=("52.10.0", "82.92.0"),
    firms=lines("""
        {family} Lagerlogistik
        {family} Kontraktlogistik
        Lagerhaus {family}
        {family} Fulfillment
        Lagerhaus {town}
    """),
    things=terms("""
        pallets: Palettenlager; Blocklager | Palettenplätze; Lagerfläche
        smallparts: Kleinteilelager; Kommissionierung | Kleinteilelager; Kommissionierung
        shipping: Versandabwicklung; Retouren | Versand für unseren Onlineshop; Retourenabwicklung
        repack: Konfektionieren; Umpacken | Umpacken; Zusammenstellen von Sets
        hazard: Gefahrstofflager | Lager für Gefahrstoffe
        longgoods: Langgutlager; Stangenlager | Lager für Langgut; Stangenlager
    """),
    slots=slots("""
        space: 4.000 Palettenplätze; 12.000 m²; 900 m² beheizt; 1.800 Stellplätze; 25.000 Fächer
        wanted: für ein halbes Jahr; mit Anbindung an unser ERP; zur Zwischenlagerung; ab sofort
    """),
    machines=words("Schmalganglager; sechs Rampen; Gleisanschluss; Kran über dem Stangenlager"),
    leads=(3, 5, 10, 15),
    certificates=shares("ISO 9001 46; ISO 14001 18"),
    industries=words(
        "Beschlagindustrie; Onlinehandel; Elektronik; Ersatzteilhandel; Lebensmittelindustrie"
    ),
    neighbours=words("transport; packaging"),
    is_strict=True,
    titles=lines("""
        {thing}, {space}
        {both}
        {thing} auf Zeit
        Platz für Ihre Ware: {thing}
    """),
    offers=lines("""
        {things}, {space}.
        Wir lagern und verschicken: {things}.
        {things}, tageweise oder auf Jahre.
        {space} in {town}, davon ist gerade etwas frei: {things}.
        {things} für Firmen, deren Halle aus den Nähten platzt.
    """),
    details=lines("""
        Fläche {space}.
        Vor Ort: {machine}.
        Bestellung bis 15 Uhr, Paket am selben Tag raus.
        Inventur stimmt, fragen Sie unsere Kunden.
        Ein Teil unserer {staff} Leute hat ein Handicap, das klappt bestens.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Platz gesucht: {thing}
    """),
    needs=lines("""
        @pallets,smallparts,hazard,longgoods Wir bauen um und suchen {thing}, {wanted}.
        @pallets,smallparts,hazard,longgoods Unser Lager läuft über, gesucht: {thing}, {wanted}.
        Wer bietet {thing}, {wanted}, möglichst nah an {town}?
        @shipping,repack Wir wollen uns aufs Drehen konzentrieren und {thing} abgeben.
    """),
)

PACKAGING = Craft(
    key="packaging",
    name="Verpackung",
    style="industry",
    weight=0.9,
    wz=("17.21.0", "16.24.0"),
    firms=lines("""
        {family} Verpackungen
        Kartonagen {family}
        {family} Holzverpackungen
        {family} Kisten und Paletten
        Wellpappe {family}
    """),
    things=terms("""
        carton: Faltschachteln; Wellpappkartons | Kartons; Faltschachteln
        crate: Holzkisten; Exportkisten | Exportkisten; Holzkisten
        pallet: Sonderpaletten; Paletten nach Maß | Sonderpaletten; Paletten
        inlay: Schaumeinlagen; Gefache | Einlagen; Gefache
        printed: bedruckte Verpackungen; Versandkartons mit Aufdruck | bedruckte Kartons;
            Kartons mit Logo
        export: Seeverpackung; Verpacken vor Ort | seemäßige Kisten; Seekisten mit Folie
    """),
    slots=slots("""
        note: IPPC-behandelt; drei- und fünflagig; bis 10 t Traglast; digital bedruckt;
            mit Folienhaube
        wanted: Innenmaß geben wir vor; mit Aufdruck; IPPC-Stempel; ohne Plastik
    """),
    machines=words("Digitaldrucker für Wellpappe; Nagelstraße; Plotter für Muster; Trockenkammer"),
    lot_from=(1, 20, 100, 500),
    lot_to=(200, 2000, 20000, 200000),
    leads=(2, 3, 5, 8, 10, 15),
    certificates=shares("ISO 9001 36; FSC 48"),
    industries=words("Beschlagindustrie; Maschinenbau; Elektronik; Optik; Onlinehandel"),
    most={"crate": 60, "export": 20, "pallet": 400, "inlay": 5000},
    neighbours=words("warehousing; joinery; transport"),
    titles=lines("""
        {thing}, {note}
        {thing} nach Maß
        {both}
        Verpackung: {thing}
    """),
    offers=lines("""
        {things}, {note}.
        Wir verpacken, was andere bauen: {things}.
        {things} ab kleinen Mengen, Muster am nächsten Tag.
        Aus Holz und Pappe: {things}.
        {things}, auf Abruf aus unserem Lager.
        Kisten baut unser Trupp auch bei Ihnen in der Halle: {things}.
    """),
    details=lines("""
        Ausführung: {note}.
        Eigene Technik: {machine}.
        Wir sparen Ihnen lieber einen Karton, als zwei zu verkaufen.
        Sturzversuch machen wir mit.
        Ameise und Rampe sind da, Abholung jederzeit.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Verpackung: {n} {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        @carton,inlay,printed Unsere Ware kommt zerkratzt an, wir suchen {thing}, {wanted}, {n}
            Stück.
        Wer liefert {thing} auch in Mengen um {n}, {wanted}?
        @crate,export Maschine geht nach Übersee, wir brauchen {thing}, {wanted}, {n} Stück.
    """),
)

RECYCLING = Craft(
    key="recycling",
    name="Entsorgung",
    style="craft",
    weight=0.5,
    wz=("38.11.0", "38.32.0"),
    firms=lines("""
        {family} Entsorgung
        Schrott {family}
        {family} Rohstoffe
        {family} Metallrecycling
        Containerdienst {family}
    """),
    things=terms("""
        scrap: Schrott; Späne; Buntmetalle | Abholung von Spänen; Schrottabholung
        container: Container; Mulden | Container; Abrollmulde
        plastic: Kunststoffmahlgut; Angüsse | Abnahme von Angüssen; Abnahme von Mahlgut
        hazard: Emulsionen; Altöl; Schlämme | Entsorgung von Emulsion; Entsorgung von Schleifschlamm
        demolition: Demontage; Entkernung | Demontage einer Altanlage; Hallenräumung
        files: Aktenvernichtung; Datenträgervernichtung | Vernichtung alter Akten;
            Vernichtung von Festplatten
    """),
    slots=slots("""
        wanted: wöchentlich; mit Nachweis; möglichst gegen Vergütung; einmalig
    """),
    sizes=words("1 bis 40 m³; 5 bis 36 m³; bis 20 t; 240 l bis 30 m³"),
    machines=words("Schrottschere; Spänepresse; geeichte Waage; zwölf Absetzkipper"),
    leads=(1, 2, 3, 5),
    certificates=shares("EfbV 72; ISO 14001 32"),
    industries=words("Metallindustrie; Bau; Kunststoff; Verwaltung; Handwerk"),
    neighbours=words("transport; cleaning"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {both}
        {thing}, Behälter {size}
        {thing}, mit Nachweis
        {thing} zum Tagespreis
    """),
    offers=lines("""
        Wir holen {things}, Behälter {size}.
        {things}, Abholung meist am nächsten Tag.
        Sortenrein lohnt sich: {things}.
        {things}, gewogen auf geeichter Waage.
        Seit {year} am Güterbahnhof: {things}.
    """),
    details=lines("""
        Behälter {size} stellen wir kostenlos.
        Technik: {machine}.
        Vergütung nach Tagesnotierung, schriftlich.
        Nachweise im elektronischen Verfahren.
        Der Platz ist samstags bis zwölf offen.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Wer nimmt: {thing}
    """),
    needs=lines("""
        Wir suchen jemanden für {thing}, {wanted}.
        @scrap,plastic Der bisherige Entsorger zahlt nichts mehr, es geht um {thing}, {wanted}.
        @demolition,container,scrap Wer macht {thing} auf unserem Hof in {town}, {wanted}?
    """),
)

CRAFTS = (TRANSPORT, WAREHOUSING, PACKAGING, RECYCLING)
