"""What buyers say besides the thing itself: why, until when, from where, with which paper.

None of these lines may occur in `offers`; a test compares the tables.
"""

from __future__ import annotations

from kurzweg.demo.craft import lines

REASONS = lines("""
    Es brennt ein bisschen.
    Der bisherige Lieferant hat heute früh abgesagt.
    Bei uns steht seit gestern die Linie.
    Wir haben drei angefragt, keiner hat sich gemeldet.
    Ist für uns Neuland, deshalb auch gern mit Beratung.
    Muss nicht der Billigste sein, aber er muss liefern.
    Zeichnung kann ich sofort mailen.
    Muster liegt auf meinem Schreibtisch.
    Wir würden gern jemanden aus der Gegend nehmen.
    Erst mal zur Probe, wenn es klappt, dann regelmäßig.
    Das Teil ist nicht schwierig, es macht nur keiner mehr.
    Unser Einkauf sitzt in {town}, kurze Wege wären schön.
    Preis natürlich wichtig, Termin wichtiger.
    Der Chef fragt jeden Morgen danach.
    Bisher haben wir das in Tschechien gekauft.
    Wir haben das früher selbst gemacht, der Kollege ist nicht mehr da.
    Wer kann, bitte heute noch melden.
    Am liebsten alles aus einer Hand.
    Ich bin bis 16 Uhr im Büro, danach auf dem Handy.
    Wichtig ist uns, dass jemand ans Telefon geht.
    Kein Konzern bitte, da verhungern wir mit unserer Menge.
    Kam gestern überraschend rein, deshalb so kurzfristig.
    Kunde sitzt uns im Nacken.
    Das Budget ist freigegeben.
    Angebot bitte an unseren Einkauf, Rückfragen direkt an die Werkstatt.
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
    Die Messe kommt schneller als man denkt.
    Betriebsferien sind vorbei, jetzt geht alles gleichzeitig los.
    Es eilt nicht, soll aber vernünftig werden.
    Unser Azubi hat schon das halbe Internet durchsucht.
    Bei Interesse gern mal bei uns vorbeischauen.
""")

DAYS = lines("""
    Brauchen wir in {days} Tagen.
    Muss in {days} Tagen da sein.
    Zeit haben wir {days} Tage, mehr nicht.
    Spätestens in {days} Tagen bitte.
    Liefertermin in {days} Tagen, ist leider fest.
    Mehr als {days} Tage kann ich nicht warten.
    Termin bis {date}.
    Bis {date} müsste es hier sein.
    Deadline ist der {date}.
    Wir bräuchten es zum {date}.
    Am {date} wird montiert, dann muss es da sein.
    Bis zum {date} wäre gut.
    {date} ist Abgabe.
""")

RADII = lines("""
    Höchstens {km} km von hier.
    Nicht weiter als {km} km, wir holen selbst ab.
    Umkreis {km} km um {town}.
    Maximal {km} km, sonst frisst der Transport alles auf.
    Bitte aus der Nähe, {km} km sind die Grenze.
    Alles bis {km} km ist in Ordnung.
    Im Umkreis von {km} km, damit man mal schnell hinfahren kann.
    Weiter als {km} km wollen wir nicht fahren.
    {km} km um {town} herum, weiter nicht.
""")

PAPERS = lines("""
    {cert} ist Pflicht.
    Ohne {cert} kommt es durch unseren Wareneingang nicht durch.
    {cert} muss sein, unser Kunde prüft das.
    {cert} wird verlangt.
    Bitte nur mit {cert}.
    {cert} setzen wir voraus.
    Lieferant braucht {cert}, sonst kriege ich ihn nicht angelegt.
    Unsere QS will {cert} sehen.
""")

QUICK = lines("""
    {core}, {conditions}
    {core}, {conditions}, wer kann das?
    suche {core}, {conditions}
    {core}. {conditions}, danke
    Brauche {core}, {conditions}, bitte melden
    Kurz vom Handy: {core}, {conditions}
    gesucht wird {core}, {conditions}, gruß aus {town}
    {core}, {conditions}, ruf gern zurück
""")

QUICK_PARTS = {
    "days": ("in {days} Tagen", "{days} Tage Zeit", "bis {date}", "spätestens {date}"),
    "km": ("höchstens {km} km", "max {km} km", "nicht über {km} km", "{km} km um {town}"),
    "cert": ("{cert}", "mit {cert}", "{cert} Pflicht"),
    "none": ("dringend", "möglichst aus der Ecke {town}", "gern auch teilweise", "ab {town}"),
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
    {thing} in {town}
""")
