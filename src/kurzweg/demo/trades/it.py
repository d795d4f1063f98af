"""Information technology: software, security, digital twins, systems."""

from __future__ import annotations

from kurzweg.demo.craft import Craft, lines, shares, slots, terms, words

SOFTWARE = Craft(
    key="software",
    name="Softwareentwicklung",
    style="tech",
    weight=1.0,
    wz=("62.01.9", "62.02.0"),
    firms=lines("""
        {family} Software
        {short} Soft
        {family} & {family2} Softwarehaus
        {family} Informatik
        Softwareschmiede {family}
        {family} Datentechnik
    """),
    things=terms("""
        production: Fertigungssteuerung; Betriebsdatenerfassung | Fertigungsübersicht;
            Erfassung an den Maschinen
        shop: Onlineshops; Händlerportale | Onlineshop; Portal für unsere Händler
        interface: Schnittstellen; Datenübernahmen | Schnittstelle zum ERP; Datenübernahme
        mobile: Apps; Lösungen für Monteure | App für Monteure; Tabletlösung
        configurator: Produktkonfiguratoren; Preisrechner | Konfigurator; Angebotsrechner
        legacy: Ablösung alter Programme; Access-Umstellung | Ablösung einer Access-Datenbank;
            Ersatz für ein altes Programm
        quality: Reklamationsverwaltung; Prüfdaten | Software für Reklamationen; Prüfdatenbank
    """),
    slots=slots("""
        tech: Python und PostgreSQL; .NET; Java; TypeScript; PHP, wo es schon steht
        wanted: ohne Abo; auf eigenem Server; Schritt für Schritt; bis Jahresende
    """),
    machines=words(
        "eigenes Rechenzentrum im Keller; Testmaschine mit OPC UA; Prüfplatz mit alten Steuerungen"
    ),
    leads=(20, 40, 60, 90),
    certificates=shares("ISO 9001 14; ISO 27001 16"),
    industries=words("Metallverarbeitung; Handel; Handwerk; Logistik; Kommunen"),
    neighbours=words("itservice; digital_twin; electronics_dev; marketing"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für den Mittelstand
        {thing} mit {tech}
        {both}
        {thing}, ohne Lizenzfalle
    """),
    offers=lines("""
        Wir programmieren {things}, meist mit {tech}.
        {things} für Betriebe, die sich nicht verbiegen wollen.
        Erst zuhören, dann programmieren: {things}.
        {things}, gepflegt seit {year}.
        {staff} Leute in {town}: {things}.
        {things}, der Quelltext gehört Ihnen.
    """),
    details=lines("""
        Technisch {tech}.
        Was dahinter steht: {machine}.
        Ein fester Ansprechpartner, der auch programmiert.
        Jede zweite Woche etwas zum Ausprobieren.
        Wir lesen auch Datenbanken, die keiner mehr kennt.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        Programmierer für {thing}
        {thing} gesucht
    """),
    needs=lines("""
        @production,quality,interface,legacy Bei uns läuft alles über Excel, wir suchen {thing},
            {wanted}.
        @legacy,interface,production Der Programmierer von damals ist in Rente, es geht um {thing}.
        Wer baut {thing}, {wanted}, und redet dabei Deutsch mit uns?
        @production,mobile Wir wollen wissen, was in der Halle los ist: {thing}, {wanted}.
    """),
)

CYBER_SECURITY = Craft(
    key="cyber_security",
    name="Cybersicherheit",
    style="tech",
    weight=0.5,
    wz=("62.02.0", "62.09.0"),
    firms=lines("""
        {family} IT-Sicherheit
        {short} Security
        {family} Datenschutz
        {family} & {family2} Informationssicherheit
    """),
    things=terms("""
        pentest: Penetrationstests; Schwachstellenanalysen | Test, ob man bei uns reinkommt;
            Schwachstellenprüfung
        isms: ISO 27001 und TISAX; Managementsysteme | Vorbereitung auf TISAX;
            Begleitung bei ISO 27001
        ot: Absicherung von Maschinennetzen; Segmentierung | Absicherung der Maschinensteuerungen;
            Trennung von Büro und Halle
        awareness: Phishing-Übungen; Mitarbeiterschulung | Schulung gegen Phishing; Phishingtest
        incident: Notfallhilfe; Wiederanlauf | Hilfe nach einem Angriff; Notfallplan
        privacy: Datenschutzbeauftragte; Datenschutz-Audits | Datenschutzbetreuung von außen;
            Datenschutzprüfung
        nis2: NIS-2-Betroffenheitsprüfung; Meldewege | Klärung, ob NIS 2 für uns gilt;
            NIS-2-Beratung
    """),
    slots=slots("""
        team: {staff} Leute; ehemalige Ermittler; gelernte Auditoren; Forensiker
        wanted: zum Festpreis; vor dem Kundenaudit; verständlich; für 80 Arbeitsplätze
    """),
    leads=(3, 5, 10, 20, 30),
    certificates=shares("ISO 27001 42; ISO 9001 16"),
    industries=words("Automobilzulieferer; Kommunen; Praxen; Maschinenbau; Banken"),
    neighbours=words("itservice; software"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für Produktionsbetriebe
        {thing}, {team}
        {both}
        {thing} ohne Angstmacherei
    """),
    offers=lines("""
        {things}, bei uns machen das {team}.
        Wir finden das Loch, bevor es andere finden: {things}.
        {things} für Firmen ohne eigene Sicherheitsabteilung.
        {things}, der Bericht passt auf drei Seiten.
        Nach dem Vorfall beim Nachbarn rufen alle an: {things}.
    """),
    details=lines("""
        Mannschaft: {team}.
        Notruf auch nachts, die Nummer gilt wirklich.
        Wir verkaufen keine Geräte, nur Rat.
        Die Halle wird nicht lahmgelegt, geprüft wird in der Pause.
        Erstgespräch mit Ihrem Systembetreuer zusammen.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Wer kann {thing}?
    """),
    needs=lines("""
        @isms,pentest,ot,nis2 Unser größter Kunde fragt nach, wir brauchen {thing}, {wanted}.
        @pentest,ot,awareness,incident Beim Nachbarn war alles verschlüsselt, wir möchten
            {thing}, {wanted}.
        Versicherung verlangt es: {thing}, {wanted}.
        Gesucht wird {thing}, unser Systemhaus macht das nicht.
    """),
)

DIGITAL_TWIN = Craft(
    key="digital_twin",
    name="Digitaler Zwilling",
    style="tech",
    weight=0.4,
    wz=("62.02.0", "71.12.2"),
    firms=lines("""
        {family} Simulation
        {short} Analytics
        {family} Digital
        {family} & {family2} Prozessdaten
    """),
    things=terms("""
        simulation: Materialflusssimulation; Fabrikplanung | Simulation einer neuen Halle;
            Rechnung zum Materialfluss
        predictive: Predictive Maintenance; Zustandsüberwachung | Warnung vor Maschinenausfällen;
            Überwachung von Lagern und Spindeln
        twin: digitale Zwillinge; Verwaltungsschale | Abbild der Anlage am Rechner;
            digitales Typenschild
        sensors: Sensornachrüstung; Maschinenanbindung | Sensoren an alten Maschinen;
            Daten aus alten Steuerungen
        energy: Energiemonitoring; Lastgangauswertung | Messung, welche Maschine Strom frisst;
            Verbrauchsanzeige
        ai: Prognosen mit maschinellem Lernen | KI für die Absatzplanung; Prognose für Bestellmengen
    """),
    slots=slots("""
        base: OPC UA und MQTT; offene Formate; eigene Messboxen; Daten bleiben im Haus
        wanted: in kleinen Schritten; als Pilot; mit Förderung; ohne fremde Server
    """),
    leads=(20, 30, 60, 90),
    certificates=shares("ISO 9001 12; ISO 27001 14"),
    industries=words("Metallverarbeitung; Kunststoff; Gießereien; Logistik; Wasserwirtschaft"),
    neighbours=words("software; automation; energy"),
    is_strict=True,
    titles=lines("""
        {thing}
        {thing} für ältere Maschinen
        {thing}, {base}
        {both}
    """),
    offers=lines("""
        {things}, Grundlage: {base}.
        Wir bringen alte Maschinen zum Reden: {things}.
        {things}, Pilot an einer Maschine in sechs Wochen.
        {things} für Betriebe unter 250 Leuten.
        Erst messen, dann reden: {things}.
    """),
    details=lines("""
        Technik: {base}.
        {staff} Leute, alle aus der Produktion.
        Nach dem Pilot entscheiden Sie, nicht wir.
        Ein Ausfall weniger, und es hat sich bezahlt gemacht.
    """),
    need_titles=lines("""
        {thing}
        {thing}, {wanted}
        Pilot: {thing}
    """),
    needs=lines("""
        @predictive,sensors Zweimal im Jahr steht uns die Presse, wir möchten {thing}, {wanted}.
        @simulation,twin Wir planen neu und suchen {thing}, {wanted}.
        Wer kann {thing}, {wanted}, ohne dass gleich alles umgebaut wird?
        @twin,predictive,ai,simulation Der Chef hat auf der Messe {thing} gesehen, jetzt wollen
            wir es probieren.
    """),
)

ITSERVICE = Craft(
    key="itservice",
    name="IT-Betreuung",
    style="tech",
    weight=1.2,
    wz=("62.03.0", "62.02.0"),
    firms=lines("""
        {family} Systemhaus
        {family} EDV
        {short} IT
        {family} Computer
        {family} Netzwerke
        Systemhaus {town}
    """),
    things=terms("""
        care: Betreuung von Servern und Arbeitsplätzen | Betreuung unserer EDV; IT-Betreuung
        backup: Datensicherung; Rücksicherungsübungen | Datensicherung, die funktioniert; Backup
        network: WLAN in der Halle; Netzwerkumbau | WLAN in der Halle; Umbau des Netzwerks
        phone: Telefonanlagen; Umstellung auf VoIP | neue Telefonanlage; Telefonumstellung
        move: Umzüge; Serverumstellungen | Serverumstellung; EDV-Umzug
        archive: Archivsysteme; E-Rechnung | E-Rechnung; Dokumentenarchiv
        erp: ERP-Einführung; Warenwirtschaft | ERP-Einführung; neue Warenwirtschaft
    """),
    slots=slots("""
        seats: 5 bis 250 Arbeitsplätze; 10 bis 80 Plätze; bis 400 Nutzer; kleine Büros
        wanted: ohne Fachchinesisch; mit fester Reaktionszeit; möglichst zügig; für zwei Standorte
    """),
    leads=(1, 2, 3, 5, 10),
    certificates=shares("ISO 27001 18; ISO 9001 16"),
    industries=words("Handwerk; Kanzleien; Metallindustrie; Praxen; Gastgewerbe"),
    neighbours=words("software; cyber_security; electricians"),
    is_strict=True,
    is_local=True,
    titles=lines("""
        {thing}, {seats}
        {both}
        {thing} für Betriebe
        {thing}, Technik vor Ort
    """),
    offers=lines("""
        {things}, {seats}.
        Systemhaus in {town}: {things}.
        {things}, Techniker kommt mit dem Rad oder dem Bus voller Kabel.
        Wir kennen die Server unserer Kunden beim Namen: {things}.
        {things} zum festen Monatspreis.
    """),
    details=lines("""
        Betreut werden {seats}.
        Eigenes Rechenzentrum mit Notstrom, zwölf Kilometer von hier.
        Rücksicherung üben wir mit Ihnen einmal im Jahr.
        Das Telefon nimmt ein Mensch ab.
        Geräte kaufen Sie, wo Sie wollen.
    """),
    need_titles=lines("""
        {thing}, {wanted}
        {thing} gesucht
        Systemhaus für {thing}
    """),
    needs=lines("""
        Wir suchen {thing}, {wanted}.
        Unser EDV-Mann geht in Rente, gesucht: {thing}, {wanted}.
        @care,network,backup,phone Seit dem Update geht nichts mehr richtig, wir brauchen
            {thing}, {wanted}.
        Wer macht {thing}, {wanted}, und erklärt es auch?
    """),
)

CRAFTS = (SOFTWARE, CYBER_SECURITY, DIGITAL_TWIN, ITSERVICE)
