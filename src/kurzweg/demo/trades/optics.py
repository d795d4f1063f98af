"""Optics: lenses, coatings, assemblies; and measuring, which lives beside it."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

LENSES = Craft(
    key="lenses",
    name="Linsen und Prismen",
    style="tech",
    weight=0.5,
    wz=("26.70.0", "23.19.0"),
    firms=lines("""
        {family} Optik
        Optische Werkstätten {family}
        {family} Feinoptik
        {family} Präzisionsoptik
        Linsenschleiferei {family}
        Optik {town}
    """),
    things=terms("""
        sphere: sphärische Linsen; Plankonvexlinsen | Linsen; Plankonvexlinsen
        asphere: Asphären; Freiformoptiken | asphärische Linsen; Freiformlinsen
        prism: Prismen; Strahlteilerwürfel | Prismen; Strahlteiler
        flat: Planoptik; Fenster; Keilplatten | Schutzgläser; optische Fenster
        micro: Mikrolinsen; Stablinsen | Mikrolinsen; Stablinsen
        cement: Kittglieder; Achromate | verkittete Linsen; Achromate
    """),
    stuffs=words("glass; quartz; infrared; acrylic"),
    slots=slots("""
        dia: 3 bis 120 mm; 0,8 bis 25 mm; bis 300 mm; 5 bis 80 mm
        fit: Lambda/4; Lambda/10; Lambda/20; drei Ringe Passe
        wanted: unbeschichtet; mit Messprotokoll; nach Zeichnung; zum Einkleben
    """),
    machines=words(
        "Synchrospeed-Maschinen; MRF-Politur; Interferometer; Zentrierautomat; "
        "CNC-Asphärenschleifer; Reinraumzelle"
    ),
    lot_from=(1, 1, 5, 20),
    lot_to=(50, 300, 2000, 20000),
    leads=(15, 20, 30, 40, 60),
    certificates=shares("ISO 9001 72; ISO 13485 18"),
    industries=words("Medizintechnik; Messtechnik; Lasertechnik; Mikroskopie; Halbleitertechnik"),
    neighbours=words("optical_coating; optical_assembly; grinding"),
    additions=words("optical_coating"),
    titles=lines("""
        {both}
        {thing} {dia}
        {thing}, Passe {fit}
        {thing} aus {stuff}
        Feinoptik: {thing}
    """),
    offers=lines("""
        {things}, Durchmesser {dia}.
        Wir schleifen und polieren {things} aus {stuffs}.
        Feinoptik in {town} seit {year}: {things}.
        {things} mit {fit}, jedes Stück mit Interferogramm.
        Vom Pressling zur fertigen Fläche: {things}.
        Muster und Kleinserien, {things} {dia}.
    """),
    details=lines("""
        Passe bis {fit}, Durchmesser {dia}.
        Ausstattung: {machine}.
        Zentrierfehler unter einer Bogenminute.
        Sauberkeit nach 5/3 x 0,063, besser nach Absprache.
        Gläser der üblichen Schmelzen liegen hier.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Optikfertiger für {thing}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Für einen Messkopf brauchen wir {n} {thing}, {wanted}.
        Lieferzeit beim bisherigen Partner ein halbes Jahr: {thing}, {n} Stück.
        Wer fertigt {thing} auch in Stückzahl {n}, {wanted}?
    """),
)

OPTICAL_COATING = Craft(
    key="optical_coating",
    name="Optische Beschichtung",
    style="tech",
    weight=0.35,
    wz=("23.19.0", "26.70.0"),
    firms=lines("""
        {family} Dünnschichttechnik
        {family} Optische Schichten
        {short} Coatings
        {family} Vakuumtechnik
        {family} Spiegel und Filter
    """),
    things=terms("""
        ar: Entspiegelungen; Breitbandentspiegelung | Entspiegelung; Antireflexschicht
        mirror: Spiegelschichten; Laserspiegel | Spiegelschicht; Verspiegelung
        filter: Filter; Kantenfilter; Bandpässe | Farbfilter; Kantenfilter
        beam: Strahlteilerschichten | Teilerschicht
        conductive: leitfähige Schichten; ITO | leitfähige Schicht; Heizschicht
        protective: Hartstoffschichten; Kratzschutz | Kratzschutz auf Optik; Schutzschicht
    """),
    stuffs=words("glass; quartz; infrared; acrylic"),
    slots=slots("""
        range: 400 bis 700 nm; 250 bis 2.000 nm; 532 und 1.064 nm; 8 bis 12 µm
        dia: 200 mm; 350 mm; 600 mm; 50 mm
        wanted: für 1.064 nm; für den sichtbaren Bereich; beidseitig; auf beigestellte Gläser
    """),
    machines=words(
        "Ionenstrahl-Sputteranlage; drei Aufdampfanlagen; Spektralphotometer; "
        "Ultraschallreinigung; Magnetronanlage"
    ),
    lot_from=(1, 1, 10, 50),
    lot_to=(200, 1000, 10000),
    leads=(8, 10, 15, 20, 30),
    certificates=shares("ISO 9001 74; ISO 13485 12"),
    industries=words("Lasertechnik; Medizintechnik; Sensorik; Automobil; Raumfahrt"),
    neighbours=words("lenses; anodising; electroplating"),
    counts_things=False,
    is_strict=True,
    titles=lines("""
        {both}
        {thing} {range}
        {thing} auf {stuff}
        {thing} bis {dia}
        Beschichten im Vakuum: {thing}
    """),
    offers=lines("""
        {things} für {range}, bis {dia} Durchmesser.
        Wir bedampfen und sputtern: {things}.
        {things} auf beigestellter oder eigener Optik.
        Dünne Schichten, seit {year}: {things}.
        Musterchargen sind bei uns normal: {things}.
    """),
    details=lines("""
        Spektralbereich {range}, Messkurve liegt bei.
        Anlagen: {machine}.
        Laserfestigkeit lassen wir auf Wunsch prüfen.
        Schichtdesign rechnen wir selbst.
        Gereinigt wird vor der Charge, nicht am Vortag.
    """),
    need_titles=lines("""
        {thing} für {n} Teile
        {thing}, {wanted}
        Beschichter für Optik: {thing}
    """),
    needs=lines("""
        {n} Gläser liegen hier, gewünscht ist {thing}, {wanted}.
        Wer macht {thing}, {wanted}, Menge {n}?
        Die Gläser haben wir, die Schicht fehlt: {thing}, {wanted}, {n} Stück.
        Unsere Anlage wird umgebaut, gesucht ist {thing} für {n} Teile.
    """),
)

OPTICAL_ASSEMBLY = Craft(
    key="optical_assembly",
    name="Optische Baugruppen",
    style="tech",
    weight=0.45,
    wz=("26.70.0", "27.40.0"),
    firms=lines("""
        {family} Optische Systeme
        {family} Photonik
        {short} Lichttechnik
        {family} Objektivbau
        {family} & {family2} Optoelektronik
    """),
    things=terms("""
        objective: Objektive; Mikroskopobjektive | Objektive; Kameraobjektive
        light: Beleuchtungsmodule; LED-Leuchten | Beleuchtungen; LED-Beleuchtung
        sensor: optische Sensoren; Lichtschranken | optische Sensoren; Lichtschranken
        laser: Lasermodule; Strahlformung | Lasermodule; Linienlaser
        camera: Kameramodule; Endoskopköpfe | Kameramodule; Minikameras
        design: Sonderoptiken samt Rechnung; Musteroptiken | Optikrechnung; Auslegung einer Optik
    """),
    slots=slots("""
        clean: ISO 5; ISO 6; ISO 7; Flowbox
        wanted: justiert; nach Muster; erst Prototyp, dann Serie; mit Prüfprotokoll
    """),
    machines=words(
        "Reinraum mit acht Plätzen; Justierdrehmaschine; MTF-Messplatz; "
        "Klebeautomat mit UV-Härtung; Ulbrichtkugel"
    ),
    lot_from=(1, 1, 5, 20),
    lot_to=(20, 100, 1000, 5000),
    leads=(20, 30, 40, 60),
    certificates=shares("ISO 9001 78; ISO 13485 34"),
    industries=words("Medizintechnik; Bildverarbeitung; Messtechnik; Forschung; Halbleitertechnik"),
    neighbours=words("lenses; vision; ems"),
    additions=words("lenses; optical_coating"),
    is_strict=True,
    titles=lines("""
        {thing}, justiert im Reinraum
        {thing} nach Kundenwunsch
        {both}
        {thing}: Entwicklung und Serie
    """),
    offers=lines("""
        Wir bauen {things}, montiert im Reinraum {clean}.
        {things} für Hersteller, die Optik nicht im Haus haben.
        Rechnen, konstruieren, justieren: {things}.
        {things} ab dem ersten Muster.
        Fassen, kleben, justieren, das sind unsere Handgriffe für {things}.
    """),
    details=lines("""
        Reinraum {clean}.
        Messplätze: {machine}.
        Justage auf wenige Mikrometer, Protokoll inklusive.
        Mechanik kaufen wir in der Nachbarschaft.
        Gerechnet wird mit gängiger Optiksoftware, Daten bekommen Sie.
    """),
    need_titles=lines("""
        {n} {thing}
        {thing}, {wanted}
        Partner für {thing}
    """),
    needs=lines("""
        {n} {thing}, {wanted}.
        Wir brauchen {thing} für eine neue Prüfanlage, {wanted}, {n} Stück.
        Wer baut {thing}, {wanted}, bei uns im Haus kann das keiner?
        Bisher gekauft von der Stange, reicht nicht mehr: {thing}, {n} Stück.
    """),
)

MEASURING = Craft(
    key="measuring",
    name="Messtechnik",
    style="tech",
    weight=0.8,
    wz=("71.20.0", "26.51.1"),
    firms=lines("""
        {family} Messtechnik
        Messlabor {family}
        {family} Qualitätssicherung
        Messdienst {family}
        {short} Metrologie
    """),
    things=terms("""
        cmm: Koordinatenmessungen; Erstmusterprüfberichte | Erstmusterprüfung; Vermessung
        ct: Computertomografie; Porositätsanalysen | CT-Messung; Prüfung auf Lunker
        scan: 3D-Scans; Flächenrückführung | 3D-Scan; Rückführung in CAD
        calibration: Kalibrierungen; Prüfmittelüberwachung | Kalibrierung von Messmitteln;
            Prüfmittelkalibrierung
        surface: Rauheitsmessungen; Konturmessung | Rauheitsmessung; Konturmessung
        sorting: Sortierprüfungen; Sichtkontrollen | Sortieraktion; Hundertprozentprüfung
    """),
    slots=slots("""
        um: 1,5 µm; 0,8 µm; 2 µm + L/300; 5 µm
        room: 900 x 1.200 x 700 mm; 2 m Länge; 600er Würfel; 3.000 x 1.500 mm
        wanted: mit Protokoll; bei uns im Haus; über Nacht; mit Bericht auf Englisch
    """),
    machines=words(
        "drei Koordinatenmessmaschinen; CT 225 kV; Streifenlichtscanner; "
        "klimatisierter Messraum 20 °C; Formtester"
    ),
    lot_from=(1,),
    lot_to=(50, 500, 5000),
    leads=(1, 2, 3, 4, 5, 8),
    certificates=shares("ISO 17025 42; ISO 9001 55"),
    industries=words("Automobil; Medizintechnik; Werkzeugbau; Kunststoff; Maschinenbau"),
    neighbours=words("vision; materials_testing; lenses"),
    counts_things=False,
    is_strict=True,
    titles=lines("""
        {both}
        {thing} im Lohn
        {thing}, Unsicherheit {um}
        {thing}, auch kurzfristig
        Messlabor: {thing}
    """),
    offers=lines("""
        {things} als Dienstleistung, Messvolumen {room}.
        Wir messen für andere: {things}.
        {things}, auch wenn der Kunde schon am Telefon ist.
        Messraum auf zwanzig Grad, {things}.
        {things} für Betriebe, denen eine eigene Maschine zu teuer ist.
    """),
    details=lines("""
        Unsicherheit {um}, Volumen {room}.
        Vorhandene Geräte: {machine}.
        Ergebnis morgens per Mail, Teile nachmittags zurück.
        Wir sagen auch, wenn die Zeichnung nicht messbar ist.
        Spannmittel bauen wir selbst.
    """),
    need_titles=lines("""
        {thing} gesucht
        {thing}, {wanted}
        {thing} für {n} Teile
    """),
    needs=lines("""
        Wir brauchen Hilfe beim Messen: {thing}, {wanted}, zusammen {n} Teile.
        Reklamation vom Kunden, jetzt brauchen wir schnell {thing}, {wanted}.
        Unser Messraum ist zu, wer übernimmt {thing} für {n} Teile?
        Audit steht vor der Tür, uns fehlt noch {thing}, {wanted}.
    """),
)

CRAFTS = (LENSES, OPTICAL_COATING, OPTICAL_ASSEMBLY, MEASURING)
