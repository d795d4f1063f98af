"""Forming: casting, forging, stamping, springs."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

CASTING = Craft(
    key="casting",
    name="Gießen",
    style="industry",
    weight=1.1,
    wz=("24.53.0", "24.54.0", "25.62.0"),
    firms=lines("""
        Gießerei {family}
        {family} Druckguss
        Metallgießerei {family}
        {family} Aluguss
        Kokillenguss {family}
        Gusswerk {town}
        {family} & {family2} Metallguss
    """),
    things=terms("""
        housing: Druckgussgehäuse; Gehäuse; Getriebegehäuse | Gehäuse; Gussgehäuse
        handle: Griffe; Türdrücker roh; Griffrohlinge | Griffe; Griffrohlinge
        lever: Hebel; Lagerböcke | Hebel; Lagerböcke
        cooler: Kühlrippengehäuse; Lampenkörper | Leuchtenkörper; Kühlgehäuse
        fitting: Beschlagteile; Schlosskästen | Schlosskästen; Beschlagteile
        bracket: Konsolen; Halter | Konsolen; Haltearme
    """),
    stuffs=words("aluminium; zinc; brass; castiron"),
    own_stuffs=terms("""
        aluminium: AlSi9Cu3; AlSi10Mg; EN AC-46000 | Alu; Aluguss
        brass: Messingguss; Sandguss-Messing | Messing
    """),
    slots=slots("""
        way: Kaltkammer-Druckguss; Warmkammer-Druckguss; Kokillenguss; Sandguss; Niederdruckguss;
            Feinguss nach dem Wachsverfahren
        ton: 250 bis 840 t; bis 400 t; 80 bis 200 t; bis 1.000 t
        kg: 5 g bis 3 kg; bis 12 kg; 200 g bis 60 kg; bis 350 kg
        wanted: als Guss; gegossen und entgratet; roh gegossen
    """),
    machines=words(
        "sechs Druckgussmaschinen; Handformerei; Kernschießmaschine; Entgratpresse; "
        "Röntgenanlage für Porosität; Spektrometer; vollautomatische Formanlage"
    ),
    lot_from=(1, 50, 500, 1000, 5000),
    lot_to=(1000, 10000, 100000, 500000),
    leads=(15, 20, 25, 30, 40),
    certificates=shares("ISO 9001 70; IATF 16949 25; ISO 50001 40; ISO 14001 30"),
    industries=words("Schloss und Beschlag; Leuchten; Automobil; Antriebstechnik; Landtechnik"),
    neighbours=words("milling; forging; injection"),
    additions=words("milling; toolmaking"),
    titles=lines("""
        {both}
        {way}: {thing}
        {thing} in {stuff}
        {way} {kg}
        Guss aus {stuff}, {thing}
    """),
    offers=lines("""
        {way} in {stuffs}, Stückgewicht {kg}.
        Wir gießen {things}, seit {year} am selben Platz.
        {things} aus {stuffs}, mit Entgraten und mechanischer Bearbeitung.
        Kundenguss, keine eigenen Produkte: {things}.
        {way}, Schließkraft {ton}, {things}.
        Unsere Former machen {things} noch von Hand, wenn es sein muss.
        Formen bauen und pflegen wir selbst, gegossen werden {things}.
    """),
    details=lines("""
        Gewicht je Teil {kg}.
        Ausrüstung: {machine}.
        Guss bleibt roh, gestrahlt oder bearbeitet, Oberflächen vergeben Sie bitte selbst.
        Alte Modelle verwahren wir, auch Ihre.
        Porosität prüfen wir durch Röntgen, jedes Los.
        Legierungen mischen wir nicht selbst, wir kaufen Masseln mit Zeugnis.
    """),
    need_titles=lines("""
        {thing} {wanted}
        Gießerei für {thing} gesucht
        {n} {thing} aus {stuff}
    """),
    needs=lines("""
        Wir wollen {thing} nicht mehr fräsen, sondern gießen lassen, {stuff}, {n} im Jahr.
        Unsere Gießerei schließt zum Quartal: {n} {thing}, {stuff}, Form ist vorhanden.
        {n} {thing} aus {stuff}, {wanted}, bearbeitet wird bei uns.
        Wer gießt {thing} auch in kleinen Serien um die {n}?
        Die Form für {thing} gehört uns und kann umziehen, Abruf {n}.
    """),
)

FORGING = Craft(
    key="forging",
    name="Schmieden",
    style="industry",
    weight=0.4,
    wz=("25.50.1", "25.62.0"),
    firms=lines("""
        Gesenkschmiede {family}
        {family} Schmiedetechnik
        Hammerwerk {family}
        {family} Umformtechnik
        Schmiedewerke {town}
    """),
    things=terms("""
        lever: Hebel; Gabeln; Pleuel | Hebel; Gabelköpfe
        hook: Haken; Ösen; Schäkel | Haken; Ösen
        flange: Flansche; Ringe | Flansche; Vorschweißringe
        shaft: Wellenrohlinge; Achsschenkel | Wellenrohlinge; Achsstummel
        tool: Handwerkzeugrohlinge; Zangenrohlinge | Zangenrohlinge; Hammerköpfe
    """),
    stuffs=words("steel; stainless; aluminium; brass"),
    own_stuffs=terms("""
        steel: C45; 42CrMo4; 16MnCr5 | Stahl
        aluminium: EN AW-6082; EN AW-7075 | Alu
    """),
    slots=slots("""
        kg: 0,1 bis 5 kg; 2 bis 40 kg; bis 120 kg; 50 g bis 2 kg
        hammer: 1,6-t-Hammer; Spindelpresse 630 t; 4.000-t-Presse; zwei Lufthämmer
        wanted: geschmiedet; als Schmiederohling; geschmiedet und vergütet
    """),
    machines=words("Gegenschlaghammer; Exzenterpresse; Induktionserwärmung; Reckwalze"),
    lot_from=(10, 100, 500, 1000),
    lot_to=(2000, 20000, 100000),
    leads=(15, 20, 30, 40),
    certificates=shares("ISO 9001 72; IATF 16949 20; ISO 50001 45"),
    industries=words("Landtechnik; Hebetechnik; Nutzfahrzeugbau; Werkzeughandel; Bahn"),
    neighbours=words("casting; turning; hardening"),
    additions=words("hardening; milling"),
    titles=lines("""
        Gesenkschmieden: {thing}
        Schmiedeteile {kg}
        {both}
        Freiform und Gesenk, {kg}
    """),
    offers=lines("""
        Gesenkschmiede mit {hammer}, {kg} je Teil.
        {things} aus {stuffs}, im Gesenk geschlagen.
        Wir schmieden {things}, das hört man bis {near}.
        Seit {year} wird hier geschmiedet, heute vor allem {things}.
        Warm umgeformt hält besser: {things}.
    """),
    details=lines("""
        Stückgewicht {kg}, {hammer}.
        Gesenke machen wir im eigenen Werkzeugbau.
        Aggregate: {machine}.
        Vergüten und Rissprüfung im Haus.
        Faserverlauf zeigen wir gern am Schliffbild.
    """),
    need_titles=lines("""
        {thing} {wanted}
        Schmiede für {n} {thing}
        {n} {thing} aus {stuff}
    """),
    needs=lines("""
        {n} {thing}, {stuff}, {wanted}, Zeichnung vorhanden.
        Gegossene {thing} brechen uns, wir möchten geschmiedete, {n} Stück.
        Wer schlägt uns {n} {thing}, das Gesenk bringen wir mit?
        Für {thing} suchen wir eine Schmiede, die auch {n} Stück noch annimmt.
    """),
)

STAMPING = Craft(
    key="stamping",
    name="Stanzen",
    style="industry",
    weight=1.2,
    wz=("25.50.4", "25.73.5"),
    firms=lines("""
        Stanzwerk {family}
        {family} Stanztechnik
        {family} Metallwaren
        {family} Stanz- und Biegetechnik
        {family} & {family2} Metallwaren
        Metallwarenfabrik {family}
    """),
    things=terms("""
        stamped: Stanzteile; Stanz- und Ziehteile | Stanzteile; Blechformteile
        clip: Klammern; Clips; Halteklammern | Klammern; Halteclips
        contact: Kontaktfahnen; Lötfahnen | Kontaktbleche; Kontaktfahnen
        fitting: Schließbleche; Stulpe; Bandlappen | Schließbleche; Stulpbleche
        washer: Scheiben; Unterlegbleche | Scheiben; Passbleche
        cap: Kappen; Tiefziehteile | Kappen; Näpfe
    """),
    stuffs=words("steel; stainless; brass; copper; aluminium; springsteel"),
    own_stuffs=terms("""
        steel: DC01; DC04; Bandstahl | Stahlblech; Stahl
        aluminium: EN AW-5754; Aluminiumband | Alublech; Alu
    """),
    slots=slots("""
        ton: 25 bis 400 t; bis 160 t; 10 bis 80 t; bis 630 t
        thick: 0,1 bis 3 mm; 0,5 bis 6 mm; bis 8 mm; 0,05 bis 1 mm
        wanted: gestanzt; gestanzt und gebogen; gratfrei; fertig in Form
    """),
    machines=words(
        "vierzehn Exzenterpressen; Schnellläufer mit 1.200 Hub; Bihlerautomat; Transferpresse; "
        "Werkzeugbau nebenan; Gleitschleifanlage"
    ),
    lot_from=(500, 1000, 5000, 10000),
    lot_to=(50000, 200000, 1000000, 5000000),
    leads=(8, 10, 15, 20, 25),
    certificates=shares("ISO 9001 70; IATF 16949 24; ISO 14001 22"),
    industries=words("Schloss und Beschlag; Elektrotechnik; Automobil; Hausgerätebau; Bau"),
    neighbours=words("sheet_metal; springs; toolmaking"),
    additions=words("toolmaking; electroplating"),
    titles=lines("""
        {both}
        Stanzen und Biegen: {thing}
        {thing}, Blech {thick}
        Stanzteile aus {stuff}, {ton}
        Folgeverbund: {thing}
        {thing} vom Band, {stuff}
    """),
    offers=lines("""
        Stanz- und Biegeteile {thick}, Pressen {ton}.
        {things} aus {stuffs}, Werkzeug bauen wir selbst.
        Vom Coil: {things}, Banddicke {thick}.
        Metallwaren seit {year}: {things}.
        Wir stanzen {things}, im Schnitt eine Million Teile die Woche.
        {things} in großen Stückzahlen, auf Pressen {ton}.
    """),
    details=lines("""
        Presskraft {ton}, Blech {thick}.
        Auf dem Hof: {machine}.
        Werkzeuge von Kunden übernehmen wir und bringen sie in Ordnung.
        Kameraprüfung am Auslauf.
        Härten und Galvanik vergeben wir an feste Nachbarn.
    """),
    need_titles=lines("""
        {n} {thing} {wanted}
        Stanzerei für {thing}
        {thing} aus {stuff}, {n} Stück
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Wir haben das Werkzeug, aber keine Presse mehr frei: {thing}, {n} Stück.
        Bisher gelasert, jetzt lohnt ein Werkzeug: {thing}, {stuff}, {n} pro Jahr.
        Wer stanzt {thing} nach, der alte Betrieb ist abgebrannt, {n} Stück eilen?
        Gesucht wird jemand für {thing}, {wanted}, Serie mit {n}.
    """),
)

SPRINGS = Craft(
    key="springs",
    name="Federn",
    style="industry",
    weight=0.7,
    wz=("25.93.0",),
    firms=lines("""
        Federnfabrik {family}
        {family} Federn
        {family} Federntechnik
        Technische Federn {family}
        {family} Drahtverarbeitung
        Drahtwaren {family}
    """),
    things=terms("""
        pressure: Druckfedern; kleine Druckfedern | Druckfedern; Rückstellfedern
        tension: Zugfedern; Zugfedern mit Öse | Zugfedern; Einhängefedern
        leg: Schenkelfedern; Doppelschenkelfedern | Schenkelfedern; Drehfedern
        wire: Drahtbiegeteile; Drahtformteile | Drahtbügel; Biegeteile aus Draht
        flat: Flachfedern; Formfedern; Blattfedern | Blattfedern; Federbleche
        lockspring: Fallenfedern; Nussfedern | Fallenfedern; Federn für Schlösser
    """),
    stuffs=words("springsteel; stainless; bronze"),
    slots=slots("""
        wire: 0,1 bis 3 mm; 0,2 bis 8 mm; 0,05 bis 1,2 mm; bis 16 mm; 1 bis 12 mm
        wanted: nach Muster; nach Zeichnung; gleiche Kraft wie bisher; kugelgestrahlt
    """),
    machines=words(
        "fünf CNC-Windeautomaten; Handwinderei; Schleifautomat; Anlassofen; "
        "Federkraftprüfmaschine; Drahtbiegezentrum"
    ),
    lot_from=(1, 10, 100, 1000),
    lot_to=(1000, 20000, 200000, 2000000),
    leads=(3, 5, 8, 10, 15, 20),
    certificates=shares("ISO 9001 66; IATF 16949 18; ISO 13485 6"),
    industries=words("Schloss und Beschlag; Armaturen; Elektrotechnik; Medizintechnik; Möbelbau"),
    neighbours=words("stamping"),
    titles=lines("""
        {both}
        {thing}, Draht {wire}
        Technische Federn: {thing}
        {thing} aus {stuff}
        Federn und Drahtteile {wire}
    """),
    offers=lines("""
        Technische Federn, Drahtstärke {wire}.
        {things} aus {stuffs}, auch als Muster von Hand gewunden.
        Wir wickeln {things}, {wire} Draht.
        Federn sind unser Leben: {things}.
        Zwei Stück oder zweihunderttausend, {things}.
        {things} legen wir für Stammkunden ans Lager.
    """),
    details=lines("""
        Draht {wire}, rund oder profiliert.
        Eingerichtet: {machine}.
        Auslegung rechnen wir mit, Bauraum und Kraft genügen.
        Setzen, schleifen, strahlen – alles am Ort.
        Jede Lieferung mit Kraft-Weg-Schrieb.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing} {wanted}
        Federnhersteller für {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}, Material {stuff}.
        Unsere {thing} ermüden zu früh, wir suchen jemanden, der neu auslegt, {n} Stück.
        Für ein Auslaufmodell fehlen uns {n} {thing}, {wanted}.
        Wer wickelt {thing} aus {stuff}, Menge {n}?
        Bandstillstand wegen fehlender {thing}: {n} Stück, {wanted}.
    """),
)

CRAFTS = (CASTING, FORGING, STAMPING, SPRINGS)
