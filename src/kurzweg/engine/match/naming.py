"""Which words may be named when a match is explained: not those that any request might hold.

They are read and weighed like all others; what they add stands among the other words. Lists of
their own, because an index may well tell offers apart by a word that says nothing to a reader.
"""

from __future__ import annotations

from kurzweg.engine.words.wordlists import REQUEST_WORDS, STOPWORDS


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Closed classes: articles, pronouns, prepositions, conjunctions, auxiliary and modal verbs.
_FUNCTION_WORDS = _listed(
    """
    ab abseits abzüglich all alle allem allen aller allerlei alles allesamt als also am an andere
    anderem anderen anderer anderes andernfalls anders angesichts anhand anlässlich ans anstatt
    anstelle auf aufgrund aufs aus ausgenommen außer außerdem außerhalb bei beide beidem beiden
    beider beides beim beiderseits bereits bevor bezüglich binnen bis bisher bislang dabei dadurch
    dafür dagegen daher dahin damals damit danach daneben dank dann daran darauf daraus darf darin
    darüber darum darunter das dass davon davor dazu dein deine dem demnach den denen denn dennoch
    der deren derer derjenige derjenigen derselbe derselben des deshalb dessen desto deswegen dich
    die diejenige diejenigen dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort
    dorthin drin du durch durchs durfte dürfen dürfte eben ebenfalls ebenso ein eine einem einen
    einer eines einige einigem einigen einiger einiges einander entgegen entlang entsprechend
    entweder er es etliche etwa etwas euch euer eure falls folglich fort für fürs gegen gegenüber
    gehabt gemäß gewesen geworden hab habe haben habt hat hatte hatten hätte hätten hier hierbei
    hierdurch hierfür hiermit hierzu hin hinter hinterher hinsichtlich ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer ihres im immerhin in indem infolge innerhalb ins insbesondere insofern
    insoweit inwiefern irgend irgendein irgendeine irgendwann irgendwas irgendwie irgendwo ist ja je
    jede jedem jeden jeder jederzeit jedes jedoch jegliche jeglicher jemals jemand jemandem jemanden
    jene jenem jenen jener jenes jenseits jetzt kann keine keinem keinen keiner keinerlei keines
    konnte konnten könnte könnten können lassen lässt laut ließ längs man manch manche manchem
    manchen mancher manches mein meine meinem meinen meiner mich mir mit mithilfe mitsamt mittels
    mochte mochten möchte möchten mögen muss musst musste mussten müssen müsste müssten nach nachdem
    nachher nahe nämlich neben nebst nicht nichts nie niemals niemand niemanden nirgends noch nun ob
    oberhalb obgleich obwohl oder oftmals ohne per pro samt seit seitdem seitens sein seine seinem
    seinen seiner seines selber selbst seid sich sie sind so sobald sodass sofern solang solange
    solch solche solchem solchen solcher soll sollen sollte sollten somit sondern sonst soviel
    soweit sowie sowohl statt trotz trotzdem über übers um ums und uns unser unsere unserem unseren
    unserer unseres unter unterhalb unterm vom von vor vorbei vorm während wann war waren warum was
    weder wegen weil welche welchem welchen welcher welches wem wen wenn wer werde werden weshalb
    wessen wider wie wieso will wir wird wo wobei wodurch wofür wogegen woher wohin wollen wollte
    wollten womit wonach woran worauf woraus worden worin worüber worum wovon wozu wurde wurden
    würde würden zu zudem zufolge zugunsten zulasten zum zumal zur zuvor zwar zwecks zwischen zzgl a
    about above according across after against along already although always among and another any
    anybody anyone anything are around as at away be because been before behind being below beneath
    beside besides between beyond both but by can cannot could despite did do does doing done down
    due during each either else ever every everybody everyone everything except few for from further
    had has have having he her here hers him his how however i if including instead into is it its
    itself just least less like many may me might mine more moreover most much must my near neither
    never nevertheless no nobody none nor not nothing now of off often on once one ones only onto or
    other others otherwise ought our ours out outside over own perhaps quite rather same several
    shall she should since some somebody someone something such than that the their theirs them then
    there therefore these they thing things this those though through throughout thus till to
    together too toward towards under unless until up upon us via we were what whatever when
    whenever where wherever whether which while who whoever whole whom whose why with within without
    would yes yet you your yours
    """
)

# Adverbs and particles of time, degree and manner, and how people say how much or how soon.
_ADVERBS = _listed(
    """
    aktuell aktuelle aktuellem aktuellen aktueller aktuelles allenfalls allerdings allgemein
    allmählich alsbald anfangs ansonsten aktuellste augenblicklich ausdrücklich ausführlich
    ausnahmsweise ausschließlich äußerst bald baldmöglichst beispielsweise besonders besser beste
    besten bestenfalls bisschen bloß danke dauerhaft dauernd demnächst derart derzeit derzeitig
    derzeitige direkt doppelt dreimal dringend dringende dringendst durchaus durchgehend ebenda
    ehemals eher eigentlich eilig eilige eilt eindeutig einfach eingehend einigermaßen einmal
    einschl einschließlich einzeln endlich erst erstmal erstmals extra fast ferner fertig fest
    folgend folgende folgendem folgenden folgender folgendes früh früher gar gegebenenfalls
    gelegentlich gemeinsam genau genauso genug gerade geradezu gering gern gerne gesamt gestern
    gewiss gleich gleichfalls gleichzeitig grundsätzlich gut gute guten guter halb halbwegs
    hauptsächlich herum heute heutzutage hierzulande höchst höchstens hoffentlich immer inklusive
    insgesamt inzwischen jährlich jeweilige jeweiligen jeweils keinesfalls klar knapp komplett
    komplette künftig kürzlich kurz kurzfristig langfristig längst lediglich leider letzte letzten
    letztlich lieber links los manchmal maximal mehrfach mehrmals meist meistens mindestens minimal
    mittelfristig mittlerweile möglich mögliche möglichen möglichst momentan monatlich morgen
    morgens möglicherweise nachmittags nächste nächsten nahezu natürlich neuerdings neulich nochmal
    nochmals normal normalerweise notfalls nötig nunmehr nur obendrein oft öfter optimal ordentlich
    pauschal persönlich plötzlich praktisch prinzipiell rasch rechts regelmäßig regelmäßige
    reichlich relativ richtig ringsum rund rundum sämtlich sämtliche schlicht schließlich schnell
    schnelle schneller schnellstens schnellstmöglich schon schön seinerzeit selbstverständlich
    selten sehr separat seriös sicher sicherlich sofort sogar sogenannte sogenannten spät später
    spätestens ständig stark stets stundenweise super täglich tatsächlich teils teilweise
    theoretisch total überall überaus überhaupt überwiegend üblich übrigens umgehend umgehende
    unbedingt ungefähr unverzüglich ursprünglich verschiedene verschiedenen verschiedener
    vergleichsweise viel vielfach vielleicht vielmehr völlig vollständig vorab voran voraus
    voraussichtlich vorerst vorgesehen vorher vorläufig vormittags vorrangig vorübergehend
    vorwiegend weitaus weiter weitere weiterem weiteren weiterer weiteres weiterhin weitestgehend
    wenig wenige weniger wenigstens wichtig wieder wiederholt wirklich wöchentlich wohl womöglich
    zahlreich zahlreiche zahlreichen zeitgleich zeitlich zeitnah zeitweise ziemlich zirka zuerst
    zufällig zugleich zukünftig zuletzt zumeist zumindest zunächst zurück zurzeit zusammen
    zusätzlich zusätzliche zusätzlichen zuverlässig zuverlässige zuverlässigen zuverlässiger zweimal
    actually ago almost approximately asap clearly closely completely currently directly easily
    especially exactly fairly finally generally highly immediately initially largely later mainly
    maybe mostly nearly nowadays originally particularly possibly presently previously probably
    promptly quickly really recently regularly reliable reliably roughly shortly simply soon
    specially specifically suitable today tomorrow typically urgent urgently usually very well
    yesterday null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert
    tausend erste erstem ersten erster erstes zweite zweiten zweiter dritte dritten dritter two
    three four five six seven eight nine ten eleven twelve hundred thousand first second third
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni
    juli august september oktober november dezember monday tuesday wednesday thursday friday
    saturday sunday january february march june july october december
    """
)

# Verbs and nouns of asking, ordering and administering: they frame what is wanted.
_FRAMES = _listed(
    """
    abgabe ablauf absatz abschluss abschnitt abwicklung abzuschließen achten änderung änderungen
    anbei anbieten anbietet anfangen anfordern anforderung anforderungen anfragen angabe angaben
    angebot angebote angeboten angeht angelegenheit anhang anrufen ansatz anschließend anschrift
    ansprechpartner antwort antworten anzahl art arten aufforderung aufgabe aufgaben
    aufgabenstellung aufgefordert auftrag aufträge auftraggeber auftragnehmer auftrags ausführen
    ausführung auskunft ausschreibung ausschreibungen auswahl basis beabsichtigen beabsichtigt
    beachten beauftragen beauftragt beauftragung bedingung bedingungen beginn beginnen beginnt
    begriff beispiel beitrag bekanntmachung bekommen bemühen benötige benötigte benötigten bereich
    bereiche bereichen bereit bereitstellung berücksichtigen berücksichtigung beschaffung
    beschreibung bestand bestandteil bestehen bestehend bestehende bestehenden bestehender besteht
    bestellen bestellung bestimmte bestimmten betreff betreffen betreffend betrifft beträgt bewerber
    bezug bieter bilden bitten bittet braucht bräuchte bräuchten bringen dame damen dauer deadline
    dienst dienste dienstleistung dienstleistungen ding dinge durchführen durchführung durchgeführt
    durchzuführen ebene eigene eigenem eigenen eigener einhaltung einsatz einzureichen ende entsteht
    erbringen erbringung erfolgen erfolgt erfordern erforderlich erforderliche erforderlichen
    erhalten ermittlung erstellen erstellt erstellung erwarten erwünscht existiert fachbetrieb
    fachfirma fall fälle festlegen finden findet folge frage fragen freuen freue frist führen führt
    gebe geben gebeten gebiet gebraucht geeignet geeigneter gefordert gegeben gegenstand gehen
    gehört geht genannt genannte genannten genommen geplant geplante geplanten gesamte gesamten
    gesichert gestellt gesuch gewünscht gibt gilt größe grund grundlage gruß grüße hallo halten
    helfen herr herren herstellen hilfe hinweis hinweise idee information informationen inhalt
    inhalte inkl interessant interesse interessent interessenten interessiert jahren jahres
    kategorie kenntnis kommen kommt konkret könnt kunde kunden lage leisten leistet leistung
    leistungen leute lieferbar lieferer liefere lieferort liefert lieferung lieferungen liegen liegt
    lösung losen machen macht maßnahme maßnahmen melden meldung menge mengen mindest minute minuten
    mitteilen mitteilung möglichkeit möglichkeiten muster mustern nachfrage nehmen nimmt nummer
    objekt öffentlich öffentliche öffentlichen option ort paket personen phase plan planen plant
    position positionen preis preise problem prozent punkt punkte qualität rahmen rahmenbedingungen
    rahmenvereinbarung rahmenvertrag raum region reihe rückmeldung sache sachen schicken schreiben
    seite selbe sorgen sowas stadt standort start stattfinden steht stehen stellt stelle stück
    suchend sucht suchten termin termine thema titel übernahme übernehmen übernimmt umfang umfasst
    umfassen umsetzen umsetzung unterlagen unterstützen unterstützt unterstützung uhr variante
    verarbeitet vereinbarung verfahren verfahrens verfügbar verfügung vergabe vergeben verlangen
    verlangt vertrag verträge vertrags vertreter verwenden verwendung vollzug voraussetzung
    voraussetzungen vorgabe vorgaben vorgehen vorhaben vorhanden vorhandene vorhandenen vorliegen
    vorliegende vorliegenden vorliegt vorschlag vorstellen weg weise wert werte wissen wunsch
    wünschen zahl zeichen zeit zeiten zeitpunkt zeitraum ziel ziele zulieferer zusammenarbeit
    zusammenhang zuständig zweck able amount annual approach area aspect available award bid
    business call case client company condition conditions contact contract customer delivery demand
    details department description enquiry example following general good goods help hour hours
    include includes inquiry item items job kind know list local location looking make makes month
    months offer offers order ordered orders overall part particular partners parts period person
    piece pieces place point possible price provide provided provides purpose quality quantity
    quotation quote range reason regarding regional request requests require required requirement
    requirements result seek seeking send service services set similar site size sort specific
    subject supplied supplier suppliers supply support take task tender thank thanks time type unit
    units use used using various want wanted way week weeks work year years
    """
)
# Half of a name: "RAL" without its number.
_HALVES = _listed("din iso iec vde vdi vds ral hks ncs pantone astm dguv dvgw norm normen")
NEVER_NAMED = STOPWORDS | REQUEST_WORDS | _FUNCTION_WORDS | _ADVERBS | _FRAMES | _HALVES


def may_be_named(word: str) -> bool:
    """Tell whether a word, in lower case, says something about what is wanted or offered."""
    return word.isalpha() and len(word) > 2 and word not in NEVER_NAMED
