"""A firm in two sentences, as it stands on its page."""

from __future__ import annotations

from kurzweg.demo.craft import lines

FIRST = {
    "industry": lines("""
        {craft_name} seit {year}, {staff} Leute, Sitz in {town}.
        Familienbetrieb mit {staff} Beschäftigten, gegründet {year} in {town}.
        8+ {staff} Leute fertigen in {town}, vor allem {things}.
        15+ Was {year} in einer Scheune anfing, sind heute {staff} Arbeitsplätze.
        Zulieferer aus {town}, {staff} Beschäftigte, bekannt für {things}.
        {things} aus {town}, in Lohnfertigung und nach Zeichnung.
        Seit {year} am Ort, {staff} Köpfe, ein Schwerpunkt: {things}.
    """),
    "craft": lines("""
        Meisterbetrieb in {town}, {staff} Leute.
        Handwerk seit {year}, {staff} Beschäftigte, unterwegs zwischen {town} und {near}.
        {staff} Leute, ein Meister, seit {year} in {town}.
        Inhabergeführt, {staff} Mitarbeitende, Einzugsgebiet {town} und {near}.
        Betrieb aus {town}, gegründet {year}, zurzeit {staff} Leute.
    """),
    "service": lines("""
        Büro in {town} mit {staff} Leuten, seit {year}.
        3+ {staff} Menschen, die zuhören, seit {year} in {town}.
        Inhabergeführt seit {year}, {staff} Leute.
        Von {town} aus für die Betriebe der Gegend, {staff} Beschäftigte.
        Gegründet {year}, heute {staff} Leute in {town}.
    """),
    "tech": lines("""
        {staff} Leute, {craft_name} seit {year}, in {town}.
        Gegründet {year} von zwei Ingenieuren, heute {staff} Leute.
        Technikbetrieb aus {town} mit {staff} Beschäftigten, Spezialität: {things}.
        {things} – {staff} Leute in {town} machen seit {year} kaum etwas anderes.
        Ausgründung von {year}, {staff} Köpfe, Sitz {town}.
    """),
}

SECOND = {
    "any": lines("""
        Geführt von {person}.
        Geschäftsführung: {person}.
        Kunden vor allem aus {industry} und {industry2}.
        Die Hälfte der Kunden kommt aus einem Umkreis von {km} km.
    """),
    "works": lines("""
        15+ Ausbildungsbetrieb, derzeit {trainees} Lehrlinge.
        12+ Produktion auf {area} m², alles auf einer Ebene.
        60+ Hallenfläche {area} m², eigene Lehrwerkstatt mit {trainees} Plätzen.
        90+ Marktführer in einer Nische, die kaum einer kennt: {things}.
        Lieferanten und Kunden sitzen meist zwischen {town} und {near}.
        25+ Rund {share} Prozent gehen ins Ausland.
    """),
    "old": lines("""
        {person} leitet den Betrieb in der {generation} Generation.
        In der {generation} Generation in Familienhand, heute bei {person}.
        Übergeben wurde immer in der Familie, zuletzt an {person}.
    """),
}

PUBLIC = {
    "town": lines("""
        {name}, {population} Einwohner, {county}; Ansprechpartner für Betriebe im Rathaus.
        Verwaltung von {town} ({population} Einwohner) mit eigener Stelle für die Wirtschaft.
        Rathaus {town}: Gewerbeflächen, Genehmigungen, kurze Wege für {population} Einwohner.
    """),
    "chamber": lines("""
        Kammer mit Sitz in {town}, {staff} Beschäftigte, seit {year}.
    """),
    "agency": lines("""
        Wirtschaftsförderung mit Sitz in {town}, {staff} Beschäftigte, seit {year}.
    """),
    "university": lines("""
        Hochschule in {town}, {staff} Beschäftigte, gegründet {year}.
    """),
    "institute": lines("""
        Institut in {town} mit {staff} Beschäftigten, forscht und prüft seit {year} für Betriebe.
    """),
    "school": lines("""
        Schule in {town} mit Partnerbetrieben in der Nachbarschaft, seit {year}.
    """),
    "association": lines("""
        Verein mit Sitz in {town}, gegründet {year}.
    """),
}
