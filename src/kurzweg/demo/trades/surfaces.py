"""Surfaces: anodising, powder coating, electroplating."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

ANODISING = Craft(
    key="anodising",
    name="Eloxieren",
    style="industry",
    weight=1.0,
    wz=("25.61.0", "25.62.0"),
    firms=lines("""
        {family} Oberflächentechnik
        Eloxal {family}
        {family} Eloxal
        Eloxalwerk {town}
        {family} Metallveredlung
        {family} & {family2} Oberflächen
        Oberflächentechnik {town}
    """),
    things=terms("""
        housing: Gehäuse; Gehäuseteile; Elektronikgehäuse | Gehäuse; Gehäuseschalen
        profile: Strangpressprofile; Profile bis 6 m; Zierprofile | Profile; Profilstangen
        front: Frontplatten; Bedienblenden | Fronten; Blenden
        turned: Drehteile; Buchsen und Ringe | Drehteile; Hülsen
        milled: Frästeile; Blöcke und Platten | Frästeile; Platten
        fitting: Griffe und Beschläge; Türgriffe | Griffe; Beschlagteile
        cooler: Kühlkörper; Kühlrippen | Kühlkörper; Kühlbleche
    """),
    stuffs=words("aluminium"),
    slots=slots("""
        colour: schwarz; natur; silber; schwarz und natur; in zwölf Farben; Bronze und Schwarz;
            tiefschwarz; E6/EV1 und schwarz; matt gebeizt, natur oder schwarz
        layer: 10 bis 25 µm; bis 30 µm; 5 bis 20 µm; Hartschicht bis 60 µm; 15 µm, auf Wunsch 20
        bath: 2 m; 2,20 m; 3 m; 4,50 m; 6 m; 1,60 m; 7 m
        wanted: schwarz eloxiert; farblos eloxiert; schwarz matt eloxiert; natur eloxiert;
            mit Eloxalschicht; silber eloxiert
    """),
    machines=words(
        "Warenträgeranlage mit 14 Bädern; Handeloxal für Muster; Trommeleloxal für Kleinteile; "
        "Hartanodisieranlage; Schichtdickenmessung nach jedem Bad; Gleitschleifanlage"
    ),
    lot_from=(1, 10, 50, 100, 200),
    lot_to=(500, 2000, 5000, 20000, 50000),
    leads=(3, 4, 5, 6, 8, 10, 12),
    certificates=shares("ISO 9001 62; ISO 14001 30; Qualanod 28; IATF 16949 8"),
    industries=words("Gerätebau; Medizintechnik; Möbelbau; Fahrzeugbau; Messebau; Optik; Bau"),
    neighbours=words("powder_coating; electroplating; casting; grinding"),
    additions=words("milling; turning; grinding"),
    titles=lines("""
        {both}
        Eloxieren, {colour}
        Eloxalbetrieb: {thing}
        Harteloxal und Farbeloxal für {thing}
        Anodisieren im Lohn, Bäder bis {bath}
        Eloxal {colour} für {thing}
        {thing}: beizen, eloxieren, verdichten
    """),
    offers=lines("""
        Eloxalbetrieb seit {year}, {colour}.
        Wir eloxieren im Lohn: {things}.
        Lohnbeschichtung für Aluminium, Eloxieren bis {bath}, {colour}.
        Eloxal kommt bei uns aus einer Hand: beizen, anodisieren, färben, verdichten.
        Bei uns im Bad: {things}, Schicht {layer}.
        Harteloxal und dekorativ, {layer}, Farbe {colour}.
        Anodische Oxidation nach DIN 17611, Badlänge {bath}.
        Wir machen nur Eloxal, das aber ordentlich: {things}.
        {things} anodisieren wir {colour}, auch nach Muster.
        Zwei Eloxallinien, die lange mit {bath} Bad.
    """),
    details=lines("""
        Schichtdicke {layer}, wird an jedem Gestell gemessen.
        Farbe {colour}, Glanz nach Absprache.
        Kontaktstellen stimmen wir vorher ab, damit man nachher nichts sieht.
        Wer spiegelglatte Teile will, soll uns das vor dem Strahlen sagen.
        Guss eloxieren wir nicht, das wird fleckig und dafür stehen wir nicht gerade.
        Größtes Teil: {bath} lang, darüber hängt es im Bad nicht mehr gerade.
        Entfetten, Beizen, E6 – machen wir alles mit.
        Im Haus: {machine}.
        Teile holen wir im Umkreis von {town} mit dem eigenen Wagen.
    """),
    need_titles=lines("""
        {n} {thing}, {wanted}
        {thing} eloxieren lassen
        Eloxierer gesucht für {thing}
        {wanted}: {thing}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}.
        Wir haben {n} {thing} hier liegen, die müssen eloxiert werden.
        Unser Beschichter nimmt nichts mehr an, es geht um {n} {thing} in {stuff}, {wanted}.
        Suche jemanden, der uns {thing} eloxiert, es sind {n}.
        Für ein neues Gerät brauchen wir {thing}, {wanted}, erst mal {n}.
        Die {thing} kommen roh von uns, {n} an der Zahl, und sollen {wanted} zurück.
        Wer kann Alu-{thing} in Farbe bringen, ohne dass jedes Teil anders aussieht? {n} Stück.
    """),
)

POWDER_COATING = Craft(
    key="powder_coating",
    name="Pulverbeschichten",
    style="industry",
    weight=1.2,
    wz=("25.61.0", "25.62.0"),
    firms=lines("""
        {family} Pulverbeschichtung
        Pulvertechnik {family}
        {family} Beschichtungen
        Beschichtungszentrum {town}
        Lackiererei {family}
        {family} Oberflächen
    """),
    things=terms("""
        housing: Blechgehäuse; Schaltschrankgehäuse; Gehäuse | Gehäuse; Verkleidungen
        frame: Gestelle; Rahmen; Maschinengestelle | Gestelle; Rahmen
        railing: Geländer; Tore und Geländer | Geländerteile; Torflügel
        rim: Felgen; Motorradrahmen | Felgen; Radsätze
        sheet: Blechteile; Abdeckbleche | Bleche; Abdeckungen
        cast: Gussteile; Druckgussteile | Gussteile; Rohguss
        furniture: Möbelgestelle; Regalteile | Tischgestelle; Regalböden
    """),
    stuffs=words("steel; aluminium; galvanised; stainless"),
    own_stuffs=terms("""
        steel: Stahl; Stahlblech | Schwarzblech; Normalstahl
    """),
    slots=slots("""
        ral: RAL 9005; RAL 7016; RAL 7035; RAL 9010; alle RAL-Töne; Feinstruktur; Glatt und Struktur
        bath: 3 m; 6,50 m; 7 m; 4 m; 8 x 2 x 1 m; 2,50 m
        wanted: in RAL 9005 tiefschwarz; in RAL 7016; in RAL 7035; in Anthrazit, Feinstruktur;
            in Weiß RAL 9016; in RAL 5010; in Verkehrsrot
    """),
    machines=words(
        "Durchlaufanlage; Kammerofen; Handkabine für Einzelteile; Strahlkabine; "
        "chromfreie Vorbehandlung; Einbrennofen bis 8 m"
    ),
    lot_from=(1, 1, 5, 20, 50),
    lot_to=(200, 1000, 5000, 20000),
    leads=(3, 5, 6, 8, 10, 15),
    certificates=shares("ISO 9001 45; Qualicoat 22; GSB 14; ISO 14001 18"),
    industries=words("Metallbau; Ladenbau; Landtechnik; Maschinenbau; Fahrradbau; Schaltanlagen"),
    most={"railing": 60, "rim": 200, "frame": 200, "furniture": 500},
    neighbours=words("anodising; electroplating; painters"),
    additions=words("sheet_metal; welding"),
    titles=lines("""
        {both}
        Pulverbeschichtung bis {bath}
        Pulvern in {ral}: {thing}
        {thing} strahlen und pulvern
        Nasslack und Pulver für {thing}
        Pulverbeschichten im Lohn, {ral}
    """),
    offers=lines("""
        Pulverbeschichten im Lohn, {ral}, bis {bath}.
        Wir pulvern {things}, vom Einzelstück bis zur Serie.
        Strahlen, grundieren, pulvern: {things}.
        Zweischichtaufbau für draußen, Farbe {ral}.
        {things} hängen bei uns morgens am Band und sind abends trocken.
        Farbwechsel mehrmals am Tag, deshalb gehen auch kleine Mengen in {ral}.
        Pulver und Nasslack unter einem Dach, Ofenlänge {bath}.
        Beschichtet werden bei uns vor allem {things}.
    """),
    details=lines("""
        Vorbehandlung chromfrei, Salzsprühtest auf Wunsch mit Protokoll.
        Ofenmaß {bath}, Stückgewicht bis 400 kg.
        Alte Farbe strahlen wir herunter.
        Gewinde und Passungen werden abgeklebt, bitte auf der Zeichnung anzeichnen.
        Anlage: {machine}.
        Sondertöne bestellen wir, das dauert eine Woche länger.
        Wir packen so ein, dass unterwegs nichts scheuert.
        Eloxal machen wir nicht, dafür haben wir einen Nachbarn.
    """),
    need_titles=lines("""
        {thing} pulvern, {wanted}
        {n} {thing} beschichten lassen
        Beschichter für {thing} gesucht
        {thing} {wanted}
    """),
    needs=lines("""
        {n} {thing} sollen Farbe bekommen, {wanted}.
        Wer beschichtet uns {n} {thing} aus {stuff}, {wanted}?
        Unsere Kabine steht still, wir müssen {n} {thing} außer Haus pulvern lassen.
        Wir suchen Ersatz für unseren Lackierer: {thing}, {wanted}, immer so um die {n}.
        {thing} aus {stuff}, geschweißt, {wanted}, Menge {n}.
        Die letzten {thing} kamen mit Läufern zurück, jetzt suchen wir jemand anderen für {n} Stück.
    """),
)

ELECTROPLATING = Craft(
    key="electroplating",
    name="Galvanik",
    style="industry",
    weight=1.0,
    wz=("25.61.0",),
    firms=lines("""
        Galvanik {family}
        {family} Galvanotechnik
        Verzinkerei {town}
        Vernickelungsanstalt {family}
        {family} & {family2} Galvano
        Galvanische Werke {family}
    """),
    things=terms("""
        screw: Schrauben und Kleinteile; Schüttgut in der Trommel | Schrauben; Kleinteile
        fitting: Schließbleche und Beschläge; Beschlagteile | Beschläge; Schließbleche
        stamped: Stanzteile; Stanz- und Biegeteile | Stanzteile; Biegewinkel
        contact: Kontaktteile; Steckerstifte | Kontakte; Stifte
        handle: Griffe und Drücker; Armaturenteile | Griffe; Drücker
        shaft: Wellen; Bolzen und Achsen | Bolzen; Wellen
    """),
    stuffs=words("steel; brass; zinc; copper"),
    slots=slots("""
        layer: Zink und Zink-Nickel; Zink blau passiviert; Zink, Nickel und Chrom; Zink und Zinn;
            Zink mit Dickschicht; Zink, Kupfer, Silber; Zink und chemisch Nickel
        hours: 240; 480; 720; 96
        wanted: verzinkt; blau verzinkt; galvanisch verzinkt; gegen Rost geschützt
    """),
    machines=words(
        "Trommelautomat; Gestellautomat; Röntgenfluoreszenz für die Schicht; Salzsprühkammer; "
        "Handgalvanik für Muster; Entfettung mit Ultraschall"
    ),
    lot_from=(50, 200, 500, 1000),
    lot_to=(5000, 50000, 200000, 1000000),
    leads=(3, 5, 7, 10),
    certificates=shares("ISO 9001 68; ISO 14001 45; IATF 16949 18; ISO 50001 20"),
    industries=words(
        "Schloss und Beschlag; Automobilzulieferer; Sanitär; Elektrotechnik; Möbelbau"
    ),
    neighbours=words("anodising; powder_coating; hardening"),
    additions=words("stamping; turning"),
    titles=lines("""
        {both}
        {layer} auf {thing}
        Lohngalvanik, {layer}
        Trommel- und Gestellware: {thing}
        Galvanisch {layer}
        {thing} in {layer}, Trommel oder Gestell
    """),
    offers=lines("""
        Lohngalvanik für {things}, {layer}.
        {layer} und noch ein paar Bäder mehr, Trommel und Gestell.
        In der Trommel: {things}.
        Galvanik in dritter Generation, Schwerpunkt {layer}.
        Wir veredeln {things} für die Betriebe zwischen {town} und {near}.
        Korrosionsschutz mit {layer}, {hours} Stunden Salzsprühnebel sind drin.
        {things} laufen bei uns jede Woche, {layer}.
    """),
    details=lines("""
        {hours} Stunden Salzsprühtest, Protokoll liegt bei.
        Wasserstoffentsprödung im eigenen Ofen, gleich nach dem Bad.
        Schichtdicken prüfen wir mit Röntgen, nicht nach Augenmaß.
        Cyanidfrei, auch bei {layer}.
        Ausstattung: {machine}.
        Schöpfende Teile bitte vorher zeigen, die brauchen ein Ablaufloch.
        Cr(VI) ist bei uns Geschichte.
    """),
    need_titles=lines("""
        {thing} {wanted}
        Galvanik für {n} {thing}
        {n} {thing} galvanisieren lassen
        Lohnbeschichter für {thing}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}, als Schüttgut.
        Wir suchen eine Galvanik, die uns {thing} macht, {wanted}, pro Abruf {n}.
        Unsere {thing} rosten beim Kunden, die müssen besser geschützt werden, {wanted}, {n} Stück.
        Bisheriger Veredler hört auf: {n} {thing} im Monat, {wanted}.
        Brauchen {thing} {wanted}, {n} Stück, Muster können wir mitgeben.
    """),
)

CRAFTS = (ANODISING, POWDER_COATING, ELECTROPLATING)
