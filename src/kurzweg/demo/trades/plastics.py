"""Plastics and rubber: injection moulding, plastics machining, seals, 3D printing."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

INJECTION = Craft(
    key="injection",
    name="Kunststoffspritzguss",
    style="industry",
    weight=1.4,
    wz=("22.29.0", "25.73.5"),
    firms=lines("""
        {family} Kunststofftechnik
        {family} Spritzguss
        {family} Plastik
        Kunststoffwerk {family}
        {family} Kunststoffe
        {short} Kunststofftechnik
    """),
    things=terms("""
        housing: Gehäuse; Gerätegehäuse; Gehäuseschalen | Kunststoffgehäuse; Gehäuseteile
        clip: Clips; Halter; Befestiger | Clipse; Halterungen
        cap: Kappen; Stopfen; Deckel | Abdeckkappen; Stopfen
        handle: Griffe; Hebel; Drehknöpfe | Kunststoffgriffe; Knöpfe
        technical: technische Spritzgussteile; Präzisionsteile | Spritzgussteile; Kunststoffteile
        insert: umspritzte Metallteile; Hybridteile | umspritzte Einleger; Teile mit Metalleinleger
        lens: Lichtleiter; Abdeckscheiben | Streuscheiben; Lichtleiter
    """),
    stuffs=words("polyamide; abs; pom; pc; pp; tpe"),
    slots=slots("""
        ton: 25 bis 250 t; bis 500 t; 35 bis 160 t; 50 bis 1.000 t
        gram: 0,1 bis 300 g; bis 1,2 kg; 2 bis 800 g; unter 50 g
        wanted: Form ist vorhanden; Werkzeug müsste gebaut werden; bedruckt; mit Strukturoberfläche
    """),
    machines=words(
        "achtzehn Spritzgießmaschinen; Zweikomponentenmaschine; Reinraum ISO 8; "
        "Tampondruck; Handlingroboter an jeder Maschine; Trockner für jedes Material"
    ),
    lot_from=(100, 500, 1000, 5000),
    lot_to=(10000, 100000, 500000, 5000000),
    leads=(8, 10, 15, 20, 25),
    certificates=shares("ISO 9001 74; IATF 16949 16; ISO 13485 14; ISO 50001 26"),
    industries=words("Elektrotechnik; Medizintechnik; Bau; Möbelbau; Hausgerätebau; Automobil"),
    neighbours=words("plastics_machining; printing3d; seals"),
    additions=words("toolmaking"),
    titles=lines("""
        {both}
        Spritzguss: {thing}
        {thing} aus {stuff}
        Kunststoffteile {gram}
        {thing}, Maschinen {ton}
        {stuff} spritzen: {thing}
    """),
    offers=lines("""
        Spritzguss auf Maschinen {ton}, {things}.
        {things} aus {stuffs}, Teilegewicht {gram}.
        Wir spritzen {things} und montieren sie auch.
        Aus Granulat werden bei uns {things}.
        Vom Werkzeug bis zur verpackten Baugruppe: {things}.
        Technischer Spritzguss, {stuffs}, {gram}.
        {things}, rund um die Uhr an fünf Tagen.
        Umzugswerkzeuge sind willkommen, wir fertigen {things}.
    """),
    details=lines("""
        Schließkraft {ton}, Schussgewicht {gram}.
        Technik: {machine}.
        Rezyklat verarbeiten wir, wenn die Zeichnung es erlaubt.
        Bedrucken, Lasern, Verkleben im Haus.
        Bemusterung in der Regel eine Woche nach Ankunft der Form.
    """),
    need_titles=lines("""
        {n} {thing} aus {stuff}
        Spritzgießer für {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Unser Spritzgießer ist insolvent, die Form steht beim Verwalter: {thing}, {n} Stück.
        Wir wollen {thing} aus der Region holen statt per Schiff, {stuff}, {n} im Jahr.
        Wer spritzt {thing}, {wanted}, Anlaufmenge {n}?
        Für ein neues Produkt suchen wir einen Partner für {thing}, {stuff}, Start mit {n} Stück.
    """),
)

PLASTICS_MACHINING = Craft(
    key="plastics_machining",
    name="Kunststoffbearbeitung",
    style="industry",
    weight=0.5,
    wz=("22.29.0", "22.21.0"),
    firms=lines("""
        {family} Kunststoffbearbeitung
        {family} Tiefziehtechnik
        Kunststoffbau {family}
        {family} Acrylverarbeitung
        {family} Folien und Platten
    """),
    things=terms("""
        guard: Schutzhauben; Maschinenfenster | Schutzscheiben; Plexihauben
        tray: Tiefziehtrays; Transporteinlagen | Trays; Werkstückträger
        slide: Gleitleisten; Führungen | Gleitstücke; Gleitleisten
        tank: Becken; Spülbehälter | Becken; Kunststoffwannen
        display: Aufsteller; Vitrinen | Displays; Aufsteller
    """),
    stuffs=words("pc; pom; pp; pe; acrylic"),
    slots=slots("""
        format: 3.000 x 2.000 mm; 2.000 x 1.000 mm; 1.500 x 900 mm; 4 m Länge
        wanted: gefräst; gebogen und verklebt; tiefgezogen; geschweißt
    """),
    machines=words(
        "CNC-Portalfräse; Tiefziehanlage; Abkantbank für Acryl; Plattensäge; Spiegelschweißmaschine"
    ),
    lot_from=(1, 1, 5, 20),
    lot_to=(50, 200, 1000, 5000),
    leads=(3, 5, 8, 10, 15),
    certificates=shares("ISO 9001 38"),
    industries=words(
        "Maschinenbau; Galvanik; Lebensmittelindustrie; Ladenbau; Elektronikfertigung"
    ),
    neighbours=words("injection; milling"),
    titles=lines("""
        {both}
        {thing} aus {stuff}
        Platten bis {format}: {thing}
        {thing} nach Maß
        Kunststoff fräsen und schweißen: {thing}
    """),
    offers=lines("""
        {things} aus {stuffs}, Format {format}.
        Wir sägen, fräsen, biegen Kunststoff: {things}.
        {things} ohne Formkosten, auch einzeln.
        Tiefziehen und Fräsen, bis {format}.
        Aus Plattenware entstehen hier {things}.
    """),
    details=lines("""
        Plattenmaß {format}.
        Ausgerüstet mit: {machine}.
        Leitfähige Ware für Elektronik haben wir vorrätig.
        Klebenähte bleiben klar, das können nicht viele.
        Nach Ihrer Skizze machen wir die Zeichnung.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing} {wanted}
        Gesucht: {thing} aus {stuff}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        @guard Die Berufsgenossenschaft war da, wir brauchen {n} {thing}, {wanted}.
        Wer macht {thing} auch bei {n} Stück, eine Form lohnt nicht?
        @guard,tray,display Bei uns springen dauernd die {thing}, wir suchen etwas Besseres, {n}
            Stück.
    """),
)

SEALS = Craft(
    key="seals",
    name="Dichtungen und Gummi",
    style="industry",
    weight=0.4,
    wz=("22.19.0", "46.90.1"),
    firms=lines("""
        {family} Dichtungstechnik
        Gummi {family}
        {family} Gummiwaren
        {family} Stanzteile und Dichtungen
        Dichtungen {family}
    """),
    things=terms("""
        flat: Flachdichtungen; Stanzdichtungen | Flachdichtungen; Dichtringe
        oring: O-Ringe; Formdichtungen | O-Ringe; Formdichtringe
        profile: Dichtprofile; Kantenschutz | Dichtschnüre; Türdichtungen
        buffer: Gummipuffer; Füße; Tüllen | Gummifüße; Puffer
        foam: Schaumteile; Klebepads | Schaumstoffteile; Klebepunkte
    """),
    stuffs=words("epdm; nbr; silicone; fkm; foam"),
    slots=slots("""
        thick: 0,5 bis 30 mm; 1 bis 10 mm; bis 60 mm; 0,3 bis 5 mm
        wanted: mit Freigabe für Trinkwasser; ölfest; hitzefest; selbstklebend
    """),
    machines=words("Wasserstrahlanlage; drei Stanzen; Schneidplotter; Gummipressen"),
    lot_from=(1, 10, 100, 500),
    lot_to=(1000, 20000, 100000),
    leads=(2, 3, 5, 8, 15),
    certificates=shares("ISO 9001 50"),
    industries=words("Armaturen; Maschinenbau; Fensterbau; Gehäusebau; Pumpen"),
    neighbours=words("injection; plastics_machining"),
    titles=lines("""
        {both}
        {thing} {thick}
        {thing} aus {stuff}
        Dichtungen nach Maß: {thing}
        {thing}, Plotter und Wasserstrahl
    """),
    offers=lines("""
        {things} aus {stuffs}, Dicke {thick}.
        Wir schneiden und stanzen {things}.
        Dichtungen vom Einzelstück bis zur Palette: {things}.
        Morgens Anruf, nachmittags {things}.
        Gummi in allen Härten: {things}.
    """),
    details=lines("""
        Stärke {thick}, Shore nach Wahl.
        Schneidtechnik: {machine}.
        Werkstoff empfehlen wir nach Medium und Temperatur.
        Zeichnung braucht es nicht, die alte Dichtung reicht.
        Für Notfälle gibt es eine Handynummer.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Schnell: {thing} aus {stuff}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}, eilt.
        @flat,oring Die Pumpe leckt, wir brauchen {thing}, {wanted}, {n} Stück.
        Wer schneidet uns {thing} nach altem Muster, {n} Stück?
        Gesucht: {thing}, {stuff}, {wanted}, im Schnitt {n} pro Bestellung.
    """),
)

PRINTING3D = Craft(
    key="printing3d",
    name="3D-Druck",
    style="tech",
    weight=0.7,
    wz=("22.29.0", "71.12.2"),
    firms=lines("""
        {family} 3D-Druck
        {short} Additiv
        {family} Prototypen
        Druckwerk {town}
        {family} & {family2} Rapid
        Schichtwerk {family}
    """),
    things=terms("""
        prototype: Prototypen; Funktionsmuster | Prototypen; Anschauungsmodelle
        spare: Ersatzteile; Nachbauten | Ersatzteile; vergriffene Teile
        housing: Gehäuse; Kleinseriengehäuse | Gehäuse; Mustergehäuse
        fixture: Montagehilfen; Greiferfinger | Montagehilfen; Greiferbacken
        insert: Formeinsätze; konturnahe Kühlung | Formeinsätze; Formkerne
    """),
    stuffs=words("polyamide; aluminium; stainless; resin; titanium"),
    slots=slots("""
        way: SLS; Multi Jet; Laserschmelzen in Metall; FDM bis 1 m; Stereolithografie;
            Laser-Sintern
        room: 300 x 300 x 400 mm; 380 x 280 x 380 mm; 1.000 x 500 x 500 mm; 250er Würfel
        wanted: belastbar; glatt und schwarz; innerhalb weniger Tage; mit Gewindeeinsätzen
    """),
    machines=words(
        "vier SLS-Anlagen; Metalldrucker; Großraum-FDM; Chemisches Glätten; "
        "3D-Scanner; Färbestation"
    ),
    lot_from=(1,),
    lot_to=(20, 100, 500, 2000),
    leads=(2, 3, 4, 5, 7, 10),
    certificates=shares("ISO 9001 28; ISO 13485 8"),
    industries=words("Sondermaschinenbau; Medizintechnik; Gerätebau; Messebau; Museen"),
    neighbours=words("injection; milling"),
    titles=lines("""
        {both}
        {way}: {thing}
        3D-Druck {way}, {room}
        {thing} aus {stuff} gedruckt
        {thing} ohne Werkzeug
    """),
    offers=lines("""
        {way}, Bauraum {room}: {things}.
        Wir drucken {things} in {stuffs}.
        {things}, Datei bis Mittag, Teil meist am dritten Tag.
        Wo eine Form zu teuer ist, drucken wir: {things}.
        Additive Fertigung mit {way}.
        {things}, vom Scan bis zum gefinishten Teil.
    """),
    details=lines("""
        Bauraum {room}, Verfahren {way}.
        Wir haben: {machine}.
        Kein Modell da? Wir scannen das alte Teil.
        Wandstärken schauen wir vorher durch und sagen, was nicht hält.
        Glätten, färben, Gewinde einsetzen gehört dazu.
    """),
    need_titles=lines("""
        {n} {thing} gedruckt
        {thing}, {wanted}
        3D-Druck: {n} {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}, Material etwa wie {stuff}.
        @prototype,housing Für die Messe brauchen wir {thing}, {wanted}, {n} Stück.
        @spare Hersteller gibt es nicht mehr, wer druckt uns {thing} nach, {n} Stück?
        @prototype,housing,insert Bevor wir eine Form bauen, wollen wir {n} {thing} in der Hand
            haben, {wanted}.
    """),
)

CRAFTS = (INJECTION, PLASTICS_MACHINING, SEALS, PRINTING3D)
