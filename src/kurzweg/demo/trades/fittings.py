"""What the manufacturing town lives on: locks and fittings, sheet metal, welding, tools."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

LOCKS = Craft(
    key="locks",
    name="Schlösser und Beschläge",
    style="industry",
    weight=0.9,
    wz=("25.72.0", "25.99.3"),
    firms=lines("""
        {family} Schließtechnik
        {family} Beschläge
        Schlossfabrik {family}
        {family} Sicherheitstechnik
        {family} & Söhne Schlösser
        Beschlagwerk {family}
        {short} Beschlagtechnik
        {family} Türtechnik
    """),
    things=terms("""
        mortise: Einsteckschlösser; Mehrfachverriegelungen | Einsteckschlösser; Türschlösser
        cylinder: Profilzylinder; Schließanlagen | Schließzylinder; Zylinder
        fitting: Türbeschläge; Schutzbeschläge; Türdrücker | Drückergarnituren; Türbeschläge
        hinge: Türbänder; Objektbänder; Scharniere | Scharniere; Bänder
        panic: Panikstangen; Fluchttürverschlüsse | Paniktürschlösser; Fluchttürbeschläge
        cabinet: Möbelschlösser; Spindschlösser; Vorreiber | Spindschlösser; Möbelschlösser
        window: Fenstergriffe; Getriebe für Fenster | Fenstergriffe; Fensterbeschläge
        electronic: elektronische Schließzylinder; Türöffner | Elektrotüröffner; E-Zylinder
        vehicle: Fahrzeugschlösser; Klappenverschlüsse | Klappenverschlüsse; Drehriegel
    """),
    stuffs=words("steel; stainless; brass; zinc; aluminium"),
    slots=slots("""
        norm: DIN 18251; EN 1125 und EN 179; EN 1303; VdS; EN 1906; EN 12209
        build: Holz- und Stahltüren; Rohrrahmentüren; Feuerschutztüren; Schaltschränke; Spinde;
            Nutzfahrzeuge; Schiffsausbau; Ganzglastüren
        wanted: nach Muster; in gleicher Ausführung; mit Einbauanleitung; in Sondermaß
    """),
    machines=words(
        "Montagelinie mit zwölf Plätzen; Dauerlaufprüfstand; Musterbau; "
        "Fräsautomat für Schlüssel; Salzsprühkammer"
    ),
    lot_from=(1, 20, 100, 500),
    lot_to=(1000, 5000, 50000, 300000),
    leads=(5, 10, 15, 20, 30),
    certificates=shares("ISO 9001 74; ISO 14001 24; IATF 16949 8"),
    industries=words(
        "Bau; Türenbau; Möbelbau; Schaltschrankbau; Nutzfahrzeugbau; Objektausstattung"
    ),
    most={"panic": 200, "mortise": 2000, "electronic": 1000},
    neighbours=words("metalwork; stamping; casting"),
    additions=words("stamping; casting"),
    is_strict=True,
    titles=lines("""
        {both}
        {thing} für {build}
        {thing} nach {norm}
        Eigenes Programm: {thing}
        {thing}, auch Sonderbau
        {build}: {thing}
    """),
    offers=lines("""
        Wir bauen {things} für {build}.
        {things} aus eigener Fertigung, geprüft nach {norm}.
        Seit {year} kommen aus {town} {things}.
        {things}, vom Stanzteil bis zur Endmontage unter einem Dach.
        Sonderlösungen für {build}: {things}.
        Unsere Kunden bauen {build} und nehmen von uns {things}.
        Was andere nicht mehr im Katalog haben, bauen wir nach: {things}.
        {things}, auf Wunsch mit dem Firmenzeichen des Kunden.
        Für {build} fertigen wir {things}.
    """),
    details=lines("""
        Zulassung nach {norm}, Prüfzeugnis schicken wir mit.
        Dornmaße und Stulpen auch außerhalb der Norm.
        Bei uns steht: {machine}.
        Dauerlauf 200.000 Zyklen auf eigenem Prüfstand.
        Ersatz für Serien, die es seit Jahren nicht mehr gibt.
        Muster gehen meist in derselben Woche raus.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing} {wanted}
        Hersteller für {thing} gesucht
    """),
    needs=lines("""
        {n} {thing}, {wanted}, für ein Bauvorhaben in {town}.
        Unsere bisherigen {thing} laufen aus, wir brauchen Ersatz, {wanted}, {n} Stück.
        @panic,mortise,fitting,hinge,cabinet Für eine Schule müssen {n} {thing} her, {wanted}.
        Wer liefert {thing} auch einzeln verpackt mit unserem Namen, {n} im Quartal?
        @cabinet,hinge,electronic Wir bauen Schränke und suchen {thing}, {wanted}, {n} pro Jahr.
    """),
)

SHEET_METAL = Craft(
    key="sheet_metal",
    name="Blechbearbeitung",
    style="industry",
    weight=1.5,
    wz=("25.62.0", "25.99.3", "25.11.0"),
    firms=lines("""
        {family} Blechtechnik
        {family} Lasertechnik
        Blechbearbeitung {family}
        {family} Feinblech
        {family} Laser- und Kanttechnik
        {short} Blech
    """),
    things=terms("""
        housing: Blechgehäuse; Einschübe; Gehäuse | Blechgehäuse; Gerätegehäuse
        cover: Abdeckungen; Hauben; Maschinenverkleidungen | Verkleidungen; Schutzhauben
        bracket: Winkel; Halter; Konsolen | Haltewinkel; Blechkonsolen
        plate: Zuschnitte; Laserzuschnitte; Laschen | Laserteile; Zuschnitte
        cabinet: Schränke; Schaltschrankteile | Schaltschranktüren; Montageplatten
        duct: Wannen; Trichter; Kanäle | Auffangwannen; Trichter
    """),
    stuffs=words("steel; stainless; aluminium; galvanised; copper"),
    own_stuffs=terms("""
        steel: S235; S355; DC01 | Stahlblech; Stahl
        aluminium: AlMg3; EN AW-5754 | Alublech; Alu
    """),
    slots=slots("""
        thick: 0,5 bis 20 mm; bis 25 mm Stahl; 0,8 bis 12 mm; bis 15 mm Aluminium; 1 bis 6 mm
        format: 3.000 x 1.500 mm; 4.000 x 2.000 mm; 2.500 x 1.250 mm; 6.000 x 2.000 mm
        wanted: gelasert und gekantet; gekantet; geschweißt; mit Einpressmuttern; gelasert
    """),
    machines=words(
        "Faserlaser 6 kW; Faserlaser 10 kW mit Turm; drei Abkantpressen; "
        "Schwenkbiegemaschine; Stanz-Laser-Kombi; Entgratstraße; Schweißroboter"
    ),
    lot_from=(1, 1, 1, 10),
    lot_to=(100, 500, 2000, 10000),
    leads=(3, 5, 7, 8, 10, 15),
    certificates=shares("ISO 9001 55; EN 1090 42; ISO 3834 25"),
    industries=words("Maschinenbau; Ladenbau; Schaltschrankbau; Lebensmitteltechnik; Lüftungsbau"),
    most={"cabinet": 200, "duct": 300},
    neighbours=words("stamping; metalwork; welding"),
    additions=words("welding; powder_coating"),
    titles=lines("""
        {both}
        Lasern und Kanten: {thing}
        {thing} aus {stuff}, {thick}
        Blech {thick}
        Laserschneiden bis {format}
        {thing} in {stuff}
    """),
    offers=lines("""
        Lasern, kanten, schweißen: {things}.
        Bleche {thick}, Tafel {format}.
        {things} aus {stuffs}, oft schon übermorgen.
        Blechteile ohne Mindestmenge, {thick}.
        Wir machen aus Tafeln {things}.
        Feinblech ist unser Fach: {things} in {stuff}.
        DXF rein, Teile raus: {things}, {thick}.
        Laserzentrum mit {format}, dazu Kanten und Schweißen.
    """),
    details=lines("""
        Blechdicke {thick}, Format {format}.
        Geräte: {machine}.
        Gratfrei und gerundet, man kann hinfassen.
        Einpressmuttern, Bolzenschweißen, Baugruppen.
        Restetafeln nutzen wir, das drückt den Preis bei Einzelteilen.
        Abwicklung rechnen wir aus Ihrem 3D-Modell.
    """),
    need_titles=lines("""
        {n} {thing} {wanted}
        Gesucht: {thing} aus {stuff}
        Blechbetrieb für {thing}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Unser Laser wartet auf ein Ersatzteil, wir müssen {n} {thing} vergeben.
        Wer kantet uns {thing}, {stuff}, {n} Stück, Material können wir stellen?
        Für Umbau an der Anlage brauchen wir {thing}, {wanted}, {n} Stück.
        Suche Blechbetrieb für {thing}, der auch mal am Freitag noch {n} Teile schneidet.
    """),
)

WELDING = Craft(
    key="welding",
    name="Schweißbaugruppen",
    style="industry",
    weight=0.9,
    wz=("25.11.0", "25.62.0"),
    firms=lines("""
        {family} Schweißtechnik
        Schweißfachbetrieb {family}
        {family} Stahlbau
        {family} Behälterbau
        {family} Rohr- und Stahlbau
    """),
    things=terms("""
        frame: Maschinengestelle; Rahmen; Grundrahmen | Gestelle; Untergestelle
        tank: Behälter; Druckbehälter; Wannen | Behälter; Tanks
        pipe: Rohrleitungen; Rohrbaugruppen | Rohrstücke; Leitungen
        stairs: Bühnen; Treppen; Podeste | Podeste; Wartungsbühnen
        rack: Transportgestelle; Lagergestelle | Ladungsträger; Transportgestelle
    """),
    stuffs=words("steel; stainless; aluminium"),
    own_stuffs=terms("""
        steel: S235; S355; Baustahl | Stahl; Normalstahl
    """),
    slots=slots("""
        kg: bis 5 t; bis 12 t; 1 kg bis 800 kg; bis 3 t
        way: MAG und WIG; WIG und Orbital; Roboterschweißen; Laserschweißen; MAG, auch auf Montage
        wanted: geschweißt; verzinkt geliefert; grundiert; gestrahlt und lackiert
    """),
    machines=words(
        "Schweißroboter mit Drehtisch; zwei Kräne 10 t; Bohrwerk; Bandsäge; "
        "Glühofen; Strahlhalle 12 m"
    ),
    lot_from=(1, 1, 2, 10),
    lot_to=(20, 100, 500),
    leads=(10, 15, 20, 30, 40),
    certificates=shares("EN 1090 75; ISO 3834 60; ISO 9001 40; AD 2000 15"),
    industries=words("Anlagenbau; Fördertechnik; Lebensmitteltechnik; Chemie; Landtechnik"),
    most={"stairs": 6, "tank": 12, "frame": 40},
    neighbours=words("sheet_metal; metalwork"),
    additions=words("powder_coating; milling"),
    titles=lines("""
        {both}
        Schweißbaugruppen {kg}
        {thing} aus {stuff}
        {way}: {thing}
        {thing}, geprüft und gestrahlt
    """),
    offers=lines("""
        Schweißfachbetrieb, {way}, Baugruppen {kg}.
        {things} aus {stuffs}, {kg}.
        Wir schweißen {things}, mit Fachingenieur im Haus.
        {things} nach Zeichnung oder nach Aufmaß vor Ort.
        Stahlbau in {town}: {things}.
        Gestelle, die nicht wackeln: {things} mit bearbeiteten Flächen.
    """),
    details=lines("""
        Verfahren {way}, alle Schweißer geprüft.
        Krangewicht {kg}.
        Halle: {machine}.
        Röntgen und Farbeindringprüfung lassen wir machen.
        Spannungsarm geglüht, wenn hinterher gefräst wird.
    """),
    need_titles=lines("""
        {n} {thing} aus {stuff}
        {thing} schweißen lassen
        Schweißbetrieb für {thing}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Wir bekommen eine neue Linie und brauchen {n} {thing}, {wanted}.
        Wer schweißt {thing} mit Nachweis, {stuff}, {n} Stück?
        Unser Schweißer fällt länger aus, es fehlen {n} {thing}.
    """),
)

TOOLMAKING = Craft(
    key="toolmaking",
    name="Werkzeug- und Formenbau",
    style="industry",
    weight=1.1,
    wz=("25.73.5", "25.62.0"),
    firms=lines("""
        {family} Werkzeugbau
        {family} Formenbau
        Werkzeugbau {family}
        {family} Werkzeug- und Formenbau
        {family} & {family2} Formenbau
    """),
    things=terms("""
        injection: Spritzgießformen; Formen bis 32 Kavitäten | Spritzgussformen; Formen
        progressive: Folgeverbundwerkzeuge; Stanzwerkzeuge | Stanzwerkzeuge; Folgewerkzeuge
        diecast: Druckgießformen; Formen für Zinkdruckguss | Druckgussformen; Gussformen
        insert: Formeinsätze; Elektroden; Kerne | Formeinsätze; Wechseleinsätze
        repair: Werkzeugreparaturen; Laserauftragschweißen | Reparaturen an Werkzeugen; Änderungen
        gauge: Lehren; Prüfvorrichtungen | Prüflehren; Kontrolllehren
    """),
    stuffs=words("toolsteel; carbide; aluminium"),
    slots=slots("""
        ton: bis 1,5 t; bis 6 t; bis 400 kg; bis 12 t
        wanted: eilt; mit Abmusterung; mit Zeichnungssatz; gebraucht wäre auch recht
    """),
    machines=words(
        "Drahterodieren; Senkerodieren mit Automation; HSC-Graphitfräse; "
        "Tuschierpresse; Tieflochbohren; Laserschweißplatz"
    ),
    lot_from=(1,),
    lot_to=(5, 10, 20),
    leads=(10, 20, 30, 40, 60),
    certificates=shares("ISO 9001 52"),
    industries=words(
        "Kunststoffverarbeitung; Schloss und Beschlag; Automobil; Elektrotechnik; Gießereien"
    ),
    neighbours=words("milling; grinding; injection"),
    is_strict=True,
    titles=lines("""
        {thing} {ton}
        Werkzeugbau: {thing}
        {both}
        {thing}, Bau und Pflege
    """),
    offers=lines("""
        {things}, Werkzeuggewicht {ton}.
        Wir bauen {things}, Konstruktion inbegriffen.
        Formenbau mit eigener Abmusterung: {things}.
        Wenn bei Ihnen nachts das Werkzeug bricht, sind wir morgens da: {things}.
        {staff} Leute, die meisten gelernte Werkzeugmacher: {things}.
        {things}, auch Pflege fremder Werkzeuge.
        Seit {year} machen wir {things}, nichts anderes.
    """),
    details=lines("""
        Werkzeuge {ton}, Kran vorhanden.
        Maschinenpark: {machine}.
        Simulation vor dem ersten Span.
        Ersatzteile liegen als Datensatz bei uns, auch nach zehn Jahren.
        Abmustern im Haus oder bei Ihnen an der Maschine.
    """),
    need_titles=lines("""
        {thing} gesucht
        Werkzeugmacher für {thing}
        {thing}, {wanted}
    """),
    needs=lines("""
        Wir brauchen {thing}, {wanted}, und unser Werkzeugbau ist ausgebucht.
        @insert,repair Uns ist ein Werkzeug gebrochen, es geht um {thing}, {wanted}.
        Wer baut {thing} und bleibt danach auch ansprechbar?
        Der alte Werkzeugmacher hat keinen Nachfolger, wir suchen jemanden für {thing}.
        @injection,diecast Angefragt: {thing}, {wanted}, Artikel ist ein Griffteil.
    """),
)

CRAFTS = (LOCKS, SHEET_METAL, WELDING, TOOLMAKING)
