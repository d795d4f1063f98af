"""Words that are treated on their own, all in lower case."""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


GERMAN_STOPWORDS = _listed(
    """
    aber alle als also am an auch auf aus bei beim bin bis bzw ca da damit dann das dass dem den
    denn der des die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines
    er es etc etwa für gem hat haben hatte hier ich ihr ihre im in inkl ggf ist ja jede jeder kann
    kein keine können mehr mit muss nach nicht noch nr nur ob oder ohne sehr sein seine seiner sich
    sie sind so soll sollen sowie sowohl um und uns unter viele vom von vor wann war waren warum
    was welche welchem welchen welcher welches wenn wer werden wie wieviel wir wird wo wurde wurden
    zu zum zur zwischen über fuer koennen muß ueber
    """
)
ENGLISH_STOPWORDS = _listed(
    """
    and are as at be by can do for from has have into is it its of on or our that the their this
    to was we were which who will with you your
    """
)
# They say nothing about what somebody offers or needs, so they are not indexed.
STOPWORDS = GERMAN_STOPWORDS | ENGLISH_STOPWORDS | frozenset("abdhuz")
# By these a text is known to be English, whatever trade it is about.
ENGLISH_WORDS = ENGLISH_STOPWORDS | _listed("i looking need needed needs not please want within")

# Endings that dictionaries list as words; a compound is not cut there.
NO_PARTS = _listed(
    """
    bare barem baren barer bares barkeit eien einen einer einander ende enden eren ern ernd eten
    gegen haft hafte haften heit heiten iere ieren iert ierte ierten ierung ierungen innen ionen
    isch ische ischem ischen ischer isches keit keiten lich liche lichem lichen licher liches ling
    linge lings losem losen loser loses miteinander nisse nissen oder aber eine sind wird schaft
    schaften sche schen scher sches tion tionen ation ationen tums tung tungen ungen unter uber
    ueber über zwischen
    """
)

# They ask for something without saying what; nobody misses them in an offer.
REQUEST_WORDS = _listed(
    """
    anbieter anfrage anfragen bedarf benötigen benötigt betrieb bieten bietet bitte brauche brauchen
    braucht dienstleister dringend euch firma firmen ganz geeignet geeignete gern gerne gesucht
    hersteller jahr jahre kilometer km kurzfristig lieferant lieferanten liefern liegt möchte
    möchten monat monate nähe partner region regional sollte sollten stelle stellen stück
    suche suchen sucht tage teil teile umgebung umkreis unternehmen unser unsere unserem unseren
    unserer woche wochen würde würden zwar
    company firm looking need needed needs partner please search searching supplier want
    """
)
