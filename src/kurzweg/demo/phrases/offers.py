"""What owners add to any craft: lots and times, proof, customers, a last word.

None of these lines may occur in `needs`; a test compares the tables.
"""

from __future__ import annotations

from kurzweg.demo.craft import lines

LOTS = lines("""
    Losgrößen von {from} bis {to} Stück.
    Ab {from} Stück, nach oben ist bei etwa {to} Schluss.
    Wir fangen bei {from} an und hören bei {to} auf.
    {from} bis {to} Stück je Auftrag, Durchlauf meist {lead}.
    Üblich sind bei uns Aufträge zwischen {from} und {to} Stück.
    Mindestmenge {from}, darüber wird es mit jedem Teil günstiger, bis etwa {to}.
    Serien bis {to} Stück, Anlauf ab {from}.
    Unter {from} Stück lohnt das Rüsten nicht, {to} schaffen wir gut.
    Menge {from} bis {to}, Lieferzeit im Schnitt {lead}.
    Kleinste Menge {from}, größte {to}.
    Von {from} bis {to} ist alles schon dagewesen.
    Stückzahl: {from} aufwärts, {to} sind auf den Maschinen kein Problem.
""")

SINGLES = lines("""
    Einzelstücke machen wir gern, bis {to} geht es gut.
    Ein Stück ist auch ein Auftrag, {to} sind die obere Grenze.
    Losgröße eins bis {to}.
    Vom Einzelteil bis {to} Stück.
    Ab einem Teil, Serien bis {to}.
    Muster, Nullserie, Serie bis {to} Stück.
    Auch Einzelteile, ohne Murren, bis hin zu {to}.
    Wir rüsten auch für ein Teil, bei {to} ist die Halle voll.
""")

LEADS = lines("""
    Lieferzeit derzeit {lead}.
    Rechnen Sie mit {lead_dat}.
    Durchlaufzeit {lead}, Eiliges nach Anruf.
    Gut {lead} von der Bestellung bis zur Rampe.
    In {lead_dat} ist die Ware in der Regel versandfertig.
    Wer es eilig hat, ruft an; normal sind {lead}.
    Wir halten, was wir sagen: {lead}.
    {lead} ab Freigabe.
    Termin: {lead}, im August etwas länger.
    Zurzeit brauchen wir {lead}.
""")

STARTS = lines("""
    Beginn meist innerhalb von {lead_dat}.
    Ersten Termin gibt es in {lead_dat}.
    Vorlauf {lead}, dringende Sachen schieben wir dazwischen.
    Nach {lead_dat} können wir anfangen.
    Im Augenblick {lead} Wartezeit.
    Vom Anruf bis zum Termin vergehen im Schnitt {lead}.
""")

PROOF = lines("""
    {cert} vorhanden, nächstes Audit steht fest.
    Zertifiziert nach {cert}, die Urkunde hängt im Flur.
    Mit {cert}, wer sie sehen will, bekommt sie gemailt.
    {cert} haben wir nicht für die Wand gemacht.
    Geprüft nach {cert}, zuletzt ohne Abweichung.
    {cert} seit vielen Jahren, aus Überzeugung.
    Qualität nach {cert}, im Alltag und nicht nur im Handbuch.
    Den Stempel {cert} gibt es dazu, die Sorgfalt auch.
    Wir sind {cert}-zertifiziert und trotzdem unkompliziert.
    Nachweis {cert} liegt jedem Angebot bei.
""")

CUSTOMERS = lines("""
    Kunden aus {industry} und {industry2}.
    Wir kennen uns aus mit {industry} und {industry2}.
    Arbeiten viel für {industry}, zunehmend auch für {industry2}.
    Etwa {share} Prozent der Arbeit kommt aus dem Bereich {industry}.
    Unsere ältesten Kunden kommen aus dem Bereich {industry}.
    Hauptabnehmer: {industry}, {industry2}.
    Seit {year} dabei, wenn es um {industry} geht.
    Branchen, in denen wir uns auskennen: {industry}, {industry2}.
    Angefangen hat es mit {industry}, heute sind wir breit aufgestellt.
    Referenzen aus {industry} nennen wir im Gespräch.
    Am meisten reden wir mit Leuten aus {industry} und {industry2}.
    Schwerpunkt {industry}, aber neugierig auf anderes.
""")

PARTNER = lines("""
    {partner} übernimmt unser Partnerbetrieb in {near}, Sie bekommen alles aus einer Hand.
    {partner} läuft über einen festen Partner, gut zehn Minuten von hier.
    Auf Wunsch gleich mit {partner}, das macht seit Jahren der Nachbar in {near}.
    {partner} kaufen wir bei einem Kollegen zu, geliefert wird komplett.
""")

LAST_WORD = lines("""
    Anruf genügt.
    Fragen Sie nach {person}.
    {person} meldet sich am selben Tag.
    Ansprechpartner ist {person}, auch mobil.
    Kein Callcenter, kein Ticket: {person}.
    Nach Feierabend hebt {person} auch noch ab.
    Hier in {town} kennt man uns.
    Wir nehmen nicht jeden Auftrag an, aber was wir annehmen, kommt pünktlich.
    Lieber ehrlich absagen als spät liefern.
    Wenn wir es nicht können, wissen wir meist, wer es kann.
    Wer aus {near} kommt, kennt die Einfahrt neben der Tankstelle.
    Rückfragen an {person}, gern auch per Kurznachricht.
    {person} schaut es sich an und sagt ehrlich, was geht.
    Von {near} aus sind wir in zwanzig Minuten da.
""")

WORKSHOP_WORD = lines("""
    Zeichnung schicken, Preis kommt.
    Am besten kurz vorbeikommen und die Teile mitbringen.
    {person} rechnet Ihnen das am selben Tag.
    Besichtigung nach Absprache, {person} führt gern durch den Betrieb.
    Im Büro sitzt {person}, in der Werkstatt finden Sie den Rest.
    Wir liefern im Umkreis von {town} selbst aus.
    8+ {staff} Leute, davon fast jeder länger als zehn Jahre da.
    Reklamationen der letzten zwölf Monate: an einer Hand abzuzählen.
    15+ Wir bilden aus, zurzeit {trainees} Lehrlinge.
    Skizze auf dem Bierdeckel reicht {person} für den Anfang.
    12+ Zwei Schichten, {staff} Leute, ein Parkplatz voller Fahrräder.
    Geplant wird in {town}, gefertigt auch.
    Gegründet {year}, noch immer in der Familie.
""")
