"""What buyers say besides the thing itself: why, until when, from where, with which paper.

None of these lines may occur in `offers`; a test compares the tables.
"""

from __future__ import annotations

from kurzweg.demo.craft import lines

REASONS = lines("""
    Wir haben drei angefragt, keiner hat sich gemeldet.
    Ist für uns Neuland, deshalb auch gern mit Beratung.
    Muss nicht der Billigste sein, aber zuverlässig.
    Wir würden gern jemanden aus der Gegend nehmen.
    Erst mal zur Probe, wenn es klappt, dann regelmäßig.
    Kurze Wege nach {town} wären schön.
    Wer kann, bitte einfach anrufen.
    Am liebsten alles aus einer Hand.
    Ich bin bis 16 Uhr im Büro, danach auf dem Handy.
    Wichtig ist uns, dass jemand ans Telefon geht.
    Das Budget ist freigegeben.
    Details lieber am Telefon.
    Wir sind {staff} Leute und haben dafür niemanden.
    Aus {near} oder {town} wäre ideal.
    Wenn es gut läuft, wird ein Rahmenvertrag draus.
    Nur ernst gemeinte Angebote.
    Falls jemand jemanden kennt: auch gut.
    Vielleicht hat ja ein Mitglied gerade Luft.
    Ein Besuch in {town} vorab wäre uns recht.
    Das alte Angebot von {year} liegt noch hier, da kostete es die Hälfte.
    Wir haben so etwas noch nie vergeben.
    Betriebsferien sind vorbei, jetzt geht alles gleichzeitig los.
    Unser Azubi hat schon das halbe Internet durchsucht.
    Bei Interesse gern mal bei uns vorbeischauen.
    Bisher hatten wir jemanden in {near}, der hat aufgehört.
    Zwei Angebote hätten wir gern zum Vergleichen.
    Rückmeldung bitte an mich persönlich, nicht an die Zentrale.
    Der Chef fragt jeden Morgen danach.
    Mit dem letzten Anbieter waren wir nicht glücklich.
    Gern auch ein kleiner Betrieb.
""")

GOODS_REASONS = lines("""
    Zeichnung kann ich sofort mailen.
    Muster liegt auf meinem Schreibtisch.
    Das Teil ist nicht schwierig, es macht nur keiner mehr.
    Preis natürlich wichtig, Termin wichtiger.
    Bisher haben wir das in Tschechien gekauft.
    Wir haben das früher selbst gemacht, der Kollege ist nicht mehr da.
    Kein Konzern bitte, da verhungern wir mit unserer Menge.
    Angebot bitte an unseren Einkauf, Rückfragen direkt an die Werkstatt.
    Verpackung egal, Hauptsache nichts verkratzt.
    Abruf verteilt über das Jahr wäre möglich.
    Wir holen in {near} auch selbst ab.
    Die Maße haben wir als PDF und als STEP.
    Teil ist seit {year} unverändert.
""")

URGENT = lines("""
    Es brennt ein bisschen.
    Der bisherige Lieferant hat heute früh abgesagt.
    Kam gestern überraschend rein, deshalb so kurzfristig.
    Bitte heute noch melden.
    Ja, ich weiß, dass das knapp ist.
""")

GOODS_URGENT = lines("""
    Bei uns steht seit gestern die Linie.
    Kunde sitzt uns im Nacken.
    Lagerbestand reicht noch bis Freitag.
""")

CALM = lines("""
    Es eilt nicht, soll aber vernünftig werden.
    Zeit ist da, wir wollen nur anfangen.
    Bis zum Frühjahr würde reichen.
    Kein Stress mit dem Termin.
""")

QUANTITIES = lines("""
    Menge {n}.
    Es sind {n} Stück.
    {n} {thing} insgesamt.
    {thing}: {n} Stück.
    {n} müssten es sein.
""")

PART_QUANTITIES = lines("""
    Es geht um {n} Teile.
    {n} Teile sind es.
    Gebraucht für {n} Teile: {thing}.
""")

MATERIALS = lines("""
    Material {stuff}.
    Werkstoff ist {stuff}.
    {thing} in {stuff}.
    Bei {thing} nehmen wir {stuff}.
    {thing}, Material {stuff}.
    {stuff} wäre richtig für {thing}.
    Wir haben {thing} immer aus {stuff} genommen.
""")

DAYS = lines("""
    Brauchen wir in {days} Tagen.
    Zeit haben wir {days} Tage, mehr nicht.
    Spätestens in {days} Tagen bitte.
    Mehr als {days} Tage kann ich nicht warten.
    Termin bis {date}.
    Deadline ist der {date}.
    Bis zum {date} wäre gut.
    {date} ist Abgabe.
    Eigentlich schon gestern, realistisch bis {date}.
""")

GOODS_DAYS = lines("""
    Muss in {days} Tagen da sein.
    Liefertermin in {days} Tagen, ist leider fest.
    Bis {date} müsste es hier sein.
    Wir bräuchten es zum {date}.
    Am {date} wird montiert, dann muss es da sein.
    Wareneingang spätestens {date}.
""")

RADII = lines("""
    Höchstens {km} km von hier.
    Umkreis {km} km um {town}.
    Bitte aus der Nähe, {km} km sind die Grenze.
    Alles bis {km} km ist in Ordnung.
    Im Umkreis von {km} km, damit man mal schnell hinfahren kann.
    {km} km um {town} herum, weiter nicht.
""")

GOODS_RADII = lines("""
    Nicht weiter als {km} km, wir holen selbst ab.
    Maximal {km} km, sonst frisst der Transport alles auf.
    Weiter als {km} km wollen wir nicht fahren.
    {km} km, mehr gibt unser Sprinter am Vormittag nicht her.
""")

PAPERS = lines("""
    {cert} ist Pflicht.
    {cert} muss sein, unser Kunde prüft das.
    {cert} wird verlangt.
    Bitte nur mit {cert}.
    {cert} setzen wir voraus.
    Zum Thema {thing}: {cert} wäre uns wichtig.
""")

GOODS_PAPERS = lines("""
    Ohne {cert} kommt es durch unseren Wareneingang nicht durch.
    Lieferant braucht {cert}, sonst kriege ich ihn nicht angelegt.
    Unsere QS will {cert} sehen.
    {cert} brauchen wir schriftlich zum ersten Los.
    Bei {thing} verlangt unser Kunde {cert}.
    Ohne {cert} dürfen wir {thing} nicht einkaufen.
    {thing} bitte nur von einem Betrieb mit {cert}.
    Für {thing} steht {cert} in unserer Spezifikation.
    {cert}, bei {thing} lassen die nicht mit sich reden.
""")

QUICK = lines("""
    {core}, {conditions}
    {core}, {conditions}, wer kann das?
    suche {core}, {conditions}
    {core}. {conditions}, danke
    Brauche {core}, {conditions}, bitte melden
    Kurz vom Handy: {core}, {conditions}
    hallo zusammen, {core}, {conditions}, gruß aus {town}
    {core}, {conditions}, ruf gern zurück
""")

QUICK_PARTS = {
    "days": ("in {days} Tagen", "{days} Tage Zeit", "bis {date}", "spätestens {date}"),
    "km": ("höchstens {km} km", "max {km} km", "nicht über {km} km", "{km} km um {town}"),
    "cert": ("{cert}", "mit {cert}", "{cert} Pflicht"),
    "none": ("dringend", "möglichst aus der Ecke {town}", "gern jemand aus {near}"),
}

QUICK_CORES = lines("""
    {n} {thing}, {wanted}
    {n} Stk {thing}
    {n} {thing} {stuff}
    {thing} ca. {n} Stück
""")

QUICK_SERVICE_CORES = lines("""
    {thing}, {wanted}
    {thing} für unseren Betrieb
    {thing}, Raum {town}
""")

QUICK_TREATMENT_CORES = lines("""
    {thing} für {n} Teile
    {n} Teile, {thing}
""")
