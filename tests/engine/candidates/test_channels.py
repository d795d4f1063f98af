"""Each channel is what its formula says, computed here from the bare words."""

from collections import Counter
from datetime import date
from math import log, sqrt

import numpy as np
import pytest

from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.documents import Document
from kurzweg.engine.index.bm25 import K1, TITLE_WEIGHT, B
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.index.indexing import term_vector
from kurzweg.engine.words import text, vocabulary

TODAY = date(2026, 11, 20)
DOCUMENTS = [
    Document("1", title="Eloxalbetrieb", text="Wir eloxieren Aluminium und Aluminiumgehäuse."),
    Document("2", title="Blech, Blech, Stahlblech", text="Blech biegen", topics=("Gehäuse",)),
    Document("3", title="", text="Steuerberatung für Betriebe mit Stahl"),
    Document("4", title="Gehäuse aus Blech"),
    Document("5"),
]
REQUESTS = ["Gehäuse aus Aluminium eloxieren", "Blech Blech Blech Blech", "Gehause", "Xylophon"]


@pytest.fixture
def built(known):
    return in_memory(DOCUMENTS, vocabulary=known)


def words_of(written):
    return Counter(word.lower() for word in text.words(written))


def fields(document):
    return words_of(document.title), words_of("\n".join((document.text, *document.topics)))


def terms_of(words, *, known):
    """Terms with their counts: stems, and less heavy the parts of compounds."""
    terms = Counter()
    for word, count in words.items():
        parts = vocabulary.split([word], known=known)[0]
        for term, value in term_vector(word, parts).items():
            terms[term] += count * value
    return terms


def grams_of(words):
    """The n-gram vector of a text before weighing: its words' n-grams, each word damped."""
    grams = Counter()
    for word, count in words.items():
        for gram in text.grams([word])[1].tolist():
            grams[gram] += 1 + log(count)
    return grams


def bm25f(query, *, known):
    """BM25F of all documents over its supremum; other words for the same count as far as said."""
    own, asked = Counter(), Counter()
    for word in query.words:
        for term, value in word.terms.items():
            own[term] += (1 + log(word.count)) * value
    for word in query.words:
        for term, (value, _) in word.others.items():
            asked[term] = max(asked[term], value)
    asked |= Counter({term: min(count, 2) for term, count in own.items()})
    both = [[terms_of(field, known=known) for field in fields(each)] for each in DOCUMENTS]
    mean = [np.mean([sum(pair[field].values()) for pair in both]) for field in (0, 1)]
    scores, best = np.zeros(len(DOCUMENTS)), 0.0
    for term, count in asked.items():
        having = sum(term in title or term in body for title, body in both)
        weight = log(1 + (len(both) - having + 0.5) / (having + 0.5))
        best += weight * min(own[term], 2) * (K1 + 1)
        scores += count * weight * (K1 + 1) * saturation(term, both, mean)
    return scores / best


def cosines(request, texts):
    """Cosines of tf-idf vectors over n-grams; the weights come from whole documents."""
    wholes = [grams_of(title + body) for title, body in map(fields, DOCUMENTS)]
    idf = {
        gram: log(1 + len(wholes) / max(1, sum(gram in each for each in wholes)))
        for gram in grams_of(words_of(request)).keys() | set().union(*wholes)
    }
    asked = grams_of(words_of(request))
    return [
        sum(idf[gram] ** 2 * asked[gram] * count for gram, count in each.items())
        / (length(each, idf) * length(asked, idf) or 1)
        for each in map(grams_of, texts)
    ]


def length(vector, idf):
    return sqrt(sum((idf[gram] * count) ** 2 for gram, count in vector.items()))


def letters(request):
    """BM25F over n-grams of three letters, over its supremum."""

    def three_of(word, count):
        numbers = text.grams([word])[1].tolist()
        return Counter({each: count * numbers.count(each) for each in numbers if each < 256**3})

    def added(words):
        total = Counter()
        for word, count in words.items():
            total.update(three_of(word, count))
        return total

    both = [[added(field) for field in fields(each)] for each in DOCUMENTS]
    mean = [np.mean([sum(pair[field].values()) for pair in both]) for field in (0, 1)]
    asked = Counter()
    for word, count in words_of(request).items():
        for gram, n in three_of(word, 1).items():
            asked[gram] += n * (1 + log(count))
    scores, best = np.zeros(len(DOCUMENTS)), 0.0
    for gram, count in asked.items():
        having = sum(gram in title or gram in body for title, body in both)
        weight = min(count, 2) * log(1 + len(both) / max(1, having))
        best += weight * (K1 + 1)
        scores += weight * (K1 + 1) * saturation(gram, both, mean)
    return scores / best


def saturation(term, both, mean):
    tf = np.array(
        [
            sum(
                weight * field[term] / (1 - B + B * sum(field.values()) / average)
                for weight, field, average in zip((TITLE_WEIGHT, 1), pair, mean, strict=True)
            )
            for pair in both
        ]
    )
    return tf / (tf + K1)


@pytest.mark.parametrize("request_text", REQUESTS)
def test_channels_are_what_their_formulas_say(built, request_text):
    asked = Asked.of(built.segment.index, Query.of(request_text, statistics=built.statistics))
    rows = np.arange(len(DOCUMENTS))

    titles, wholes = zip(
        *((title, title + body) for title, body in map(fields, DOCUMENTS)), strict=True
    )
    long = np.array([len(each) / (len(each) + 15) for each in wholes])
    assert channels.terms(asked, rows) == pytest.approx(
        bm25f(asked.query, known=built.statistics.known), abs=1e-6
    )
    assert channels.letters(asked, rows) == pytest.approx(letters(request_text), abs=1e-6)
    assert channels.title(asked, rows) == pytest.approx(
        cosines(request_text, titles) * (1 - long), abs=1e-6
    )


def test_few_words_are_meant_to_the_letter_and_many_circle_round_a_topic(built):
    def shares_of(written):
        return channels.shares(Query.of(written, statistics=built.statistics))

    few, many = shares_of("Blech biegen"), shares_of(" ".join(f"w{n}ort" for n in range(40)))

    assert few == channels.SHARES_OF_FEW
    assert many == channels.SHARES_OF_MANY
    between = shares_of("Gehäuse aus Stahlblech biegen und stanzen")
    assert few[channels.letters] > between[channels.letters] > many[channels.letters]
    for shares in (few, between, many):
        assert sum(shares.values()) == pytest.approx(1)


def test_the_channels_are_mixed_in_their_shares(built):
    query = Query.of(REQUESTS[0], statistics=built.statistics)
    asked, rows = Asked.of(built.segment.index, query), np.arange(len(DOCUMENTS))

    mixed = sum(share * channel(asked, rows) for channel, share in channels.shares(query).items())

    assert channels.words(asked, rows) == pytest.approx(np.sqrt(mixed))


def test_a_row_is_worth_the_same_in_whatever_company(built):
    asked = Asked.of(built.segment.index, Query.of(REQUESTS[0], statistics=built.statistics))

    together = channels.words(asked, np.arange(len(DOCUMENTS)))

    alone = [channels.words(asked, np.array([row]))[0] for row in range(len(DOCUMENTS))]
    assert together.tolist() == alone


def test_nobody_says_a_word_so_often_that_it_counts_more(known):
    built = in_memory([Document("1", text="Blech " * 999), Document("2")], vocabulary=known)

    assert built.segment.index.texts.in_text.tolist() == [255]
