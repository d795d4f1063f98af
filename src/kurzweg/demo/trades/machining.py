"""Chips and heat: milling, turning, grinding, hardening."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

MILLING = Craft(
    key="milling",
    name="CNC-Fräsen",
    style="industry",
    weight=2.0,
    wz=("25.62.0", "28.99.0"),
    firms=lines("""
        {family} Frästechnik
        {family} CNC-Technik
        {family} Zerspanung
        {family} & {family2} Zerspanungstechnik
        Präzisionsteile {family}
        Feinmechanik {family}
        {short} Frästechnik
    """),
    things=terms("""
        housing: Gehäuse; Elektronikgehäuse; Gehäuse und Deckel | Gehäuse; Gehäusedeckel
        front: Frontplatten; Frontplatten mit Gravur | Frontblenden; Bedienfronten
        milled: Frästeile; Halter und Blöcke; Winkel und Halter | Frästeile; Halterungen
        plate: Grundplatten; Aufnahmeplatten; Trägerplatten | Trägerplatten; Montageplatten
        fixture: Vorrichtungen; Spannvorrichtungen | Aufnahmen; Spannvorrichtungen
        cooler: Kühlkörper; Kühlplatten | Kühlplatten; Kühlkörper
        manifold: Ventilblöcke; Verteilerblöcke | Hydraulikblöcke; Verteilerblöcke
        mount: Optikhalter; Linsenfassungen | Linsenhalter; Fassungen
    """),
    stuffs=words("aluminium; steel; stainless; brass; plastic; titanium"),
    own_stuffs=terms("""
        steel: C45; S355; 42CrMo4 | Stahl; Normalstahl
    """),
    slots=slots("""
        axes: 3- und 5-Achs; 5-Achs; 5-Achs-Simultan; 3-Achs; 4-Achs mit Palettenwechsler
        tol: 0,01 mm; zwei Hundertstel; IT6; 0,02 mm; fünf µm in der Bohrung; IT7
        wanted: gefräst; aus dem Vollen gefräst; gefräst und entgratet; nach STEP-Datei
    """),
    machines=words(
        "zwei 5-Achs-Zentren mit Palettenspeicher; drei Vertikalzentren; Portalfräse 3 m; "
        "5-Achs-Zentrum mit Roboterbeladung; HSC-Fräse 42.000 U/min; Koordinatenmessmaschine; "
        "vier Zentren gleicher Bauart, damit Teile umziehen können"
    ),
    sizes=words(
        "600 x 400 x 400 mm; 1.000 x 500 x 500 mm; 3.000 x 1.200 mm; 300er Würfel; "
        "500 x 500 mm; 1.600 x 800 mm; 850 x 650 x 500 mm"
    ),
    lot_from=(1, 1, 1, 5, 10, 50),
    lot_to=(50, 200, 500, 1000, 3000, 10000),
    leads=(5, 8, 10, 12, 15, 20, 25),
    certificates=shares("ISO 9001 60; ISO 13485 9; EN 9100 6; ISO 14001 12"),
    industries=words(
        "Maschinenbau; Medizintechnik; Gerätebau; Optik; Luftfahrt; Messtechnik; "
        "Sondermaschinenbau; Elektronik"
    ),
    neighbours=words("turning; sheet_metal; casting; printing3d"),
    additions=words("turning; anodising"),
    titles=lines("""
        {both}
        CNC-Fräsen: {thing}
        {axes}-Fräsen in {stuff}
        {thing} aus {stuff}
        Frästeile bis {size}
        {thing}, Genauigkeit {tol}
        Zerspanung {stuff}, {axes}
    """),
    offers=lines("""
        Wir fräsen {things}, {axes}, bis {size}.
        {things} aus {stuffs}, gern nach STEP-Daten.
        Zerspanung {axes}: {things}.
        Kleiner Betrieb, große Späne: {things} aus {stuffs}.
        Vom Vollmaterial zum fertigen Teil, {things} in {stuff}.
        Fräsen können viele, wir halten {tol} auch beim fünfhundertsten Teil.
        Prototyp heute, Serie im nächsten Monat: {things}.
        Lohnfertigung {axes}, Verfahrweg {size}.
        {things} – programmiert wird am Rechner, gerüstet außerhalb der Maschine.
        Unser Brot sind {things}, meistens {stuff}.
    """),
    details=lines("""
        Toleranz {tol}, Messprotokoll auf Wunsch.
        Maschinen: {machine}.
        Größtes Werkstück {size}.
        Material haben wir in {stuff} am Lager.
        Entgraten, Beschriften, Baugruppe verschrauben – alles im Haus.
        Nachts fräst es ohne uns weiter, morgens schauen wir nach.
        Erstmuster mit vollständigem Messbericht.
        Zeichnung als Foto genügt für ein erstes Preisgefühl.
    """),
    need_titles=lines("""
        {n} {thing} aus {stuff}
        {thing} fräsen lassen
        Fräsbetrieb gesucht: {thing}
        {thing} {wanted}, {n} Stück
    """),
    needs=lines("""
        Uns fehlt Fräskapazität, es geht um {n} {thing} in {stuff}.
        Wir brauchen {n} {thing} aus {stuff}, {wanted}.
        Die Maschine steht, Spindelschaden: Wer fräst uns {n} {thing}?
        Für den Prototyp {n} {thing}, {stuff}, Daten liegen als STEP vor.
        Suche Zweitlieferanten für {thing}, {stuff}, Abruf je {n} Stück.
        Wer macht {thing} aus {stuff} auch in kleiner Menge, bei uns sind es {n}?
        Kunde zieht den Auftrag vor, wir schaffen {n} {thing} nicht allein.
    """),
)

TURNING = Craft(
    key="turning",
    name="CNC-Drehen",
    style="industry",
    weight=1.8,
    wz=("25.62.0", "25.94.0"),
    firms=lines("""
        {family} Drehteile
        Dreherei {family}
        {family} Drehtechnik
        Präzisionsdreherei {family}
        {family} Decolletage
        {family} & {family2} Drehteile
    """),
    things=terms("""
        turned: Drehteile; Drehteile bis 65 mm; Langdrehteile | Drehteile; Kleindrehteile
        shaft: Wellen; Achsen; Spindeln | Wellen; Achsen
        sleeve: Buchsen; Hülsen; Distanzhülsen | Hülsen; Distanzstücke
        bolt: Bolzen; Stifte; Sonderschrauben | Bolzen; Passstifte
        nozzle: Düsen; Anschlussstücke; Nippel | Düsen; Anschlussnippel
        ring: Ringe; Gewinderinge; Flansche | Ringe; Flansche
        cylinder: Schließzylinderteile; Zylinderkerne | Zylinderkerne; Zylinderhülsen
        mount: Linsenfassungen; Tuben | Tuben; Fassungsringe
    """),
    stuffs=words("steel; stainless; brass; aluminium; plastic; titanium; copper"),
    own_stuffs=terms("""
        steel: 11SMn30; C45; 42CrMo4; Automatenstahl | Stahl; Normalstahl
    """),
    slots=slots("""
        dia: 2 bis 32 mm; bis 65 mm; 3 bis 42 mm; bis 250 mm Futter; 1 bis 20 mm; bis 400 mm
        tol: h6; 0,01 mm; IT6; zwei Hundertstel; Ra 0,8
        wanted: gedreht; gedreht und gefräst; mit Gewinde; mit Querbohrung
    """),
    machines=words(
        "acht Langdreher; Mehrspindler; Dreh-Fräszentrum mit Gegenspindel; Zyklendrehmaschine; "
        "zwölf Kurvenautomaten, die noch immer laufen; Stangenlader an jeder Maschine"
    ),
    lot_from=(1, 1, 10, 50, 100, 500, 1000),
    lot_to=(100, 500, 2000, 10000, 50000, 250000),
    leads=(5, 7, 10, 12, 15, 20),
    certificates=shares("ISO 9001 58; IATF 16949 10; ISO 13485 8; ISO 14001 14"),
    industries=words(
        "Schloss und Beschlag; Hydraulik; Automobil; Medizintechnik; Armaturen; "
        "Elektrotechnik; Optik; Maschinenbau"
    ),
    neighbours=words("milling; grinding; forging"),
    additions=words("milling; electroplating; hardening"),
    titles=lines("""
        {both}
        Drehteile {dia}: {thing}
        {thing} aus {stuff}
        CNC-Drehen {dia}
        Langdrehen: {thing}
        {thing}, {stuff}, {dia}
    """),
    offers=lines("""
        Drehteile {dia}, {stuffs}.
        {things} von der Stange, {dia}.
        Wir drehen {things}, am liebsten {stuff}.
        Präzisionsdreherei mit {machine}, {dia}.
        {things} – hier fällt seit {year} der Span.
        Einzelteil oder Kiste voll: {things} aus {stuffs}.
        Drehen, fräsen, bohren in einer Aufspannung: {things}.
        Automatendrehteile {dia}, {things}.
    """),
    details=lines("""
        Durchmesser {dia}, Toleranz {tol}.
        Im Einsatz: {machine}.
        {stuff} liegt in gängigen Abmessungen auf Lager.
        Sichtprüfung bei Bedarf zu hundert Prozent.
        Gewaschen und ölfrei verpackt, wenn gewünscht.
        Ersatzteile drehen wir auch nach dem alten Muster.
    """),
    need_titles=lines("""
        {n} {thing} aus {stuff}
        {thing} drehen lassen
        Dreherei für {thing} gesucht
        {thing} {wanted}
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, {wanted}, nach Zeichnung.
        Wer dreht uns {n} {thing}, unser Automat ist bis nächsten Monat voll?
        Wir suchen für {thing} einen zweiten, {stuff}, Jahresbedarf etwa {n}.
        Brauche {n} {thing}, {stuff}, das alte Teil kann ich mitschicken.
        Lieferant hat uns {thing} um acht Wochen verschoben, wir brauchen {n} Stück.
        Unsere {thing} kommen aus Fernost und kommen nicht, {n} Stück würden fürs Erste reichen.
    """),
)

HARDENING = Craft(
    key="hardening",
    name="Wärmebehandlung",
    style="industry",
    weight=0.6,
    wz=("25.61.0",),
    firms=lines("""
        Härterei {family}
        Lohnhärterei {town}
        {family} Wärmebehandlung
        Härtetechnik {family}
        Vakuumhärterei {family}
    """),
    things=terms("""
        shaft: Wellen; Achsen und Bolzen | Wellen; Bolzen
        gear: Zahnräder; Ritzel | Zahnräder; Ritzelwellen
        mould: Formeinsätze; Werkzeugplatten | Formplatten; Einsätze
        punch: Stempel und Matrizen; Schnittplatten | Stempel; Matrizen
        lock: Riegel und Fallen; Schlossteile | Riegel; Sperrteile
        spring: Federteile; Bandstahlteile | Federklammern; Bandstahlteile
    """),
    stuffs=words("steel; toolsteel; stainless"),
    own_stuffs=terms("""
        steel: C45; 42CrMo4; 16MnCr5; 100Cr6 | Stahl; Einsatzstahl
    """),
    slots=slots("""
        way: Vakuumhärten; Einsatzhärten; Induktivhärten; Plasmanitrieren; Gasnitrieren; Vergüten;
            Salzbadhärten; Tiefkühlen und Anlassen
        hrc: 58 bis 62 HRC; 54 +4 HRC; 60 HRC; 48 bis 52 HRC; 700 HV
        wanted: härten; härten und anlassen; auf Härte bringen; nach Vorschrift härten
    """),
    machines=words(
        "zwei Vakuumöfen mit Stickstoffabschreckung; Induktionsanlage; Kammerofen 1.200 °C; "
        "Plasmanitrieranlage; Härteprüfung nach Rockwell und Vickers; Richtpresse"
    ),
    lot_from=(1, 10, 50, 100),
    lot_to=(500, 5000, 20000, 100000),
    leads=(2, 3, 4, 5, 7, 10),
    certificates=shares("ISO 9001 70; IATF 16949 22; ISO 50001 35; EN 9100 5"),
    industries=words("Werkzeugbau; Getriebebau; Schloss und Beschlag; Landtechnik; Maschinenbau"),
    neighbours=words("electroplating; forging; grinding"),
    additions=words("grinding; turning"),
    titles=lines("""
        {both}
        {way} für {thing}
        Lohnhärten: {thing}
        Wärmebehandlung, {way}
        {way} und Richten
    """),
    offers=lines("""
        Lohnhärterei, {way} für {things}.
        {way} ist unser Tagesgeschäft, {things} unsere häufigsten Teile.
        Wir härten {things}, Ziel meist {hrc}.
        Härten und richten in einem Gang: {things}.
        Heute gebracht, morgen im Ofen: {way}.
        Drei Schichten am Ofen, {way}, Prüfprotokoll immer dabei.
    """),
    details=lines("""
        Härte {hrc}, Nachweis über das ganze Los.
        Verzug halten wir im Zehntel, darunter muss geschliffen werden.
        Anlagen: {machine}.
        Blank bleibt blank, wir fahren im Vakuum.
        Werkstoff bitte immer angeben, sonst wird es ein Ratespiel.
        Gefüge und Einhärtetiefe prüfen wir im eigenen Labor.
    """),
    need_titles=lines("""
        {thing} {wanted}
        Härterei gesucht für {n} {thing}
        {n} {thing} {wanted}
    """),
    needs=lines("""
        {n} {thing} aus {stuff} bitte {wanted}.
        Unser Ofen ist ausgefallen, {n} {thing} müssen trotzdem raus, {wanted}.
        Wer kann uns {thing} {wanted}, ohne dass sie krumm werden, {n} Stück?
        Die {thing} nutzen sich zu schnell ab, wir wollen sie {wanted}, es geht um {n}.
        Die {thing} kommen weich von der Maschine, wir müssen sie {wanted} lassen, rund {n} im Los.
    """),
)

GRINDING = Craft(
    key="grinding",
    name="Schleifen",
    style="industry",
    weight=0.7,
    wz=("25.62.0", "25.61.0"),
    firms=lines("""
        Schleiferei {family}
        {family} Schleiftechnik
        {family} Präzisionsschleiferei
        Polierwerkstatt {family}
        Lohnschleiferei {family}
        {family} & {family2} Schliff
    """),
    things=terms("""
        shaft: Wellen; Spindeln | Wellen; Achsen
        plate: Platten; Formplatten; Leisten | Platten; Führungsleisten
        punch: Stempel; Schneidleisten | Stempel; Messer
        fitting: Beschläge; Drücker; Sichtteile | Sichtteile; Beschläge
        ring: Ringe; Lagersitze | Ringe; Buchsen
    """),
    stuffs=words("steel; toolsteel; stainless; brass; carbide"),
    own_stuffs=terms("""
        steel: C45; 100Cr6; 42CrMo4 | Stahl; Normalstahl
    """),
    slots=slots("""
        way: Flachschleifen; Rundschleifen; Spitzenlosschleifen; Profilschleifen; Gleitschleifen;
            Hochglanzpolieren; Bürsten und Mattieren
        mu: 2 µm; 3 µm; 5 µm; 1 µm; Ra 0,2; Ra 0,4
        wanted: schleifen; auf Maß schleifen; fertig schleifen
    """),
    machines=words(
        "Flachschleifmaschine 2.000 x 600; CNC-Rundschleifmaschine; spitzenlose Maschine; "
        "sechs Polierböcke; Gleitschleifanlage; Koordinatenschleifmaschine"
    ),
    lot_from=(1, 1, 5, 20, 100),
    lot_to=(100, 500, 2000, 20000),
    leads=(3, 5, 8, 10, 15),
    certificates=shares("ISO 9001 48"),
    industries=words(
        "Werkzeugbau; Messerindustrie; Maschinenbau; Medizintechnik; Beschlagindustrie"
    ),
    neighbours=words("turning; hardening; milling"),
    titles=lines("""
        {both}
        {way}: {thing}
        Lohnschliff für {thing}
        {thing} auf {mu} geschliffen
        {way} im Lohn
    """),
    offers=lines("""
        {way} im Lohn, {things}.
        Wir schleifen {things}, gehärtet oder weich.
        Was rund ist, schleifen wir rund, was flach ist, flach: {things}.
        {things} auf {mu}, wenn die Zeichnung es hergibt.
        Kleine Schleiferei, große Geduld: {things}.
        Unsere Stärke: {way}, auch für Einzelteile.
    """),
    details=lines("""
        Genauigkeit {mu}, gemessen im klimatisierten Raum.
        Vorhanden: {machine}.
        Aufmaß drei Zehntel reicht uns.
        Von Hand poliert wird hier noch, fragen Sie unsere Leute.
        Schleifbrand prüfen wir mit Nitalätzung.
    """),
    need_titles=lines("""
        {thing} {wanted}
        Schleiferei für {thing}
        {n} {thing} {wanted} lassen
    """),
    needs=lines("""
        {n} {thing} aus {stuff}, gehärtet, müssen wir {wanted} lassen.
        Uns fehlt der Schleifer, der letzte ist in Rente: {thing}, jedes Mal etwa {n}.
        Wer kann {thing} {wanted}, {n} Stück, Toleranz steht auf der Zeichnung?
        Wir bekommen die {thing} nicht sauber hin und wollen sie {wanted} lassen, {n} Stück.
    """),
)

CRAFTS = (MILLING, TURNING, HARDENING, GRINDING)
