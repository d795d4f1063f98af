"""Whether learning from answers helps, and whom it could favour: simulated users of the region."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bench.table import show
from kurzweg.core.demo import World
from kurzweg.core.demo.records import Organisation
from kurzweg.demo.generate import world
from kurzweg.engine.documents import Certificate, Document, Place, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match import learning, rank
from kurzweg.engine.match.learning import Judgement
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import german
from kurzweg.market.demo.draw import market
from kurzweg.market.demo.records import Need, Offer

TODAY = date(2026, 11, 20)
REGIONS, USERS = (7, 8, 9), (1, 2, 3)  # seeds; each pair of them is one run
ROUNDS, EVERY = 500, 25  # needs that are answered, and after how many of them weights are learned
CURVE = (50, 100, 200, 350, 500)
FIRST, CANDIDATES = 10, 150
ASKED_AT_MOST = 3
YES = (0.05, 0.25, 0.6, 0.9)  # how likely a firm accepts, by its grade
DISCOUNT = 1 / np.log2(np.arange(2, FIRST + 2))  # of a place (Järvelin & Kekäläinen 2002)
START = rank.DEFAULT_PROFILE.weights
WITHOUT_RULE = {**START, "small": 0.0}

Vector = NDArray[np.float64]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Question:
    """A need with its candidates, one per firm, in the order of the default weights."""

    signals: Vector
    grades: NDArray[np.int64]
    is_small: NDArray[np.bool_]
    km: Vector

    def first(self, weights: Weights) -> NDArray[np.int64]:
        """The first ten by these weights."""
        scores = self.signals @ np.array([weights[name] for name in rank.SIGNALS])
        return np.argsort(-scores, kind="stable")[:FIRST]

    def signal(self, name: str) -> Vector:
        return self.signals[:, rank.SIGNALS.index(name)]


@dataclass(frozen=True, slots=True)
class Users:
    """People of one network: what they are after, and how they go about it."""

    name: str
    are_fair: bool = True
    see_the_next: bool = True  # whether whoever takes a place counts as having seen the next one

    def worth(self, question: Question) -> Vector:
        """What each firm is worth to them, between 0 and 1."""
        fit = question.grades / 3
        if self.name == "want the nearest":
            return fit * 2.0 ** (-question.km / 15)
        if self.name == "want fresh entries":
            return fit * (0.3 + 0.7 * question.signal("freshness"))
        return fit if self.are_fair else np.where(question.is_small, 0.0, 1.0)

    def judge(self, question: Question, places: NDArray[np.int64], seed: Sequence[int]) -> Judged:
        """Go down the list, ask up to three firms until one accepts, and say what that tells."""
        random = np.random.default_rng(seed)
        worth = self.worth(question)[places] + random.normal(0, 0.15 if self.are_fair else 0, FIRST)
        liked = np.flatnonzero(worth > 0.5)[:ASKED_AT_MOST].tolist() or [int(worth.argmax())]
        declined: set[int] = set()
        for place in liked:
            grade = int(question.grades[places[place]])
            if self.are_fair and random.random() > YES[grade]:
                declined.add(place)
                continue
            seen = learning.seen(place, among=FIRST) if self.see_the_next else range(place)
            left = declined.union(set(seen) - set(liked))
            rows = [dict(zip(rank.SIGNALS, row, strict=True)) for row in question.signals[places]]
            weight = 1.0 if self.are_fair and random.random() < 0.5 else 2.0
            return [Judgement(rows[place], tuple(rows[each] for each in sorted(left)), weight)]
        return []


Judged = list[Judgement]
FAIR = (Users("go by the facts"), Users("want the nearest"), Users("want fresh entries"))
BIASED = Users("ask big firms only", are_fair=False)


def measure() -> None:
    """Let simulated users answer, and show regret and the share of small firms in one table."""
    regions = [questions(world("region", seed=seed, today=TODAY)) for seed in REGIONS]
    everything = [question for region in regions for question in region]
    fitting = [question.is_small[question.grades >= 2] for question in everything]
    print(
        f"\nOf the firms that fit {mean(fitting):.1%} have fewer than {rank.SMALL_BELOW} people; "
        f"of the first ten {share_of_small(everything, WITHOUT_RULE):.1%} without and "
        f"{share_of_small(everything, START):.1%} with the rule that brings small ones first."
    )
    rows = [row for users in (*FAIR, BIASED) for row in _rows(users, regions)]
    show(
        f"Learning from answers: regret (1 - DCG@10 of what was shown / of the best) summed over "
        f"{ROUNDS} needs, medians of {len(REGIONS) * len(USERS)} runs",
        ["users", "learning", *(f"{each} needs" for each in CURVE), "small firms", "weights ×"],
        rows,
    )


def _rows(users: Users, regions: Sequence[Sequence[Question]]) -> Iterator[list[object]]:
    """Without learning, with it, with a part of it, and with all answers known beforehand."""
    defaults = [START] * len(regions)
    known = [known_beforehand(users, region) for region in regions]
    for learning_is, people, starts in (
        ("off", users, defaults),
        ("on", users, defaults),
        ("from above only", replace(users, see_the_next=False), defaults),
        ("all known", users, known),
    ):
        learns = learning_is in ("on", "from above only")
        runs = [
            run(people, region, seed=seed, start=start, learns=learns)
            for region, start in zip(regions, starts, strict=True)
            for seed in USERS
        ]
        curve = [statistics.median(each.regret[after - 1] for each in runs) for after in CURVE]
        small = statistics.median(each.share_of_small for each in runs)
        yield [
            users.name,
            learning_is,
            *(f"{value:.1f}" for value in curve),
            f"{small:.1%}",
            _widest([each.weights for each in runs]),
        ]


def _widest(learned: Sequence[Weights]) -> str:
    """The smallest and the largest factor between a learned weight and that of the start."""
    factors = [weights[name] / START[name] for weights in learned for name in rank.LEARNED]
    return f"{min(factors):.2f} – {max(factors):.2f}"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a few hundred needs: summed regret, the last weights, whom they show."""

    regret: Vector
    weights: Weights
    share_of_small: float


def run(
    users: Users,
    region: Sequence[Question],
    *,
    seed: int,
    learns: bool,
    start: Weights = START,
    rounds: int = ROUNDS,
) -> Run:
    """Answer one need after the other; the same needs and the same luck with and without."""
    answerable = [each for each in region if users.worth(each).max() > 0]
    judged: Judged = []
    weights = start
    regret = []
    for number, chosen in enumerate(
        np.random.default_rng(seed).integers(len(answerable), size=rounds).tolist(), start=1
    ):
        question = answerable[chosen]
        places = question.first(weights)
        worth = users.worth(question)
        best = np.sort(worth)[::-1][:FIRST]
        regret.append(1 - float(worth[places] @ DISCOUNT / (best @ DISCOUNT)))
        if learns:
            judged += users.judge(question, places, (seed, number))
            if number % EVERY == 0:
                weights = learning.learn(judged, start=START)
    return Run(np.cumsum(regret), weights, share_of_small(region, weights))


def share_of_small(asked: Sequence[Question], weights: Weights) -> float:
    """The share of the first ten places that small firms hold."""
    return mean([each.is_small[each.first(weights)] for each in asked])


def mean(flags: Sequence[NDArray[np.bool_]]) -> float:
    return float(np.mean(np.concatenate(flags)))


def known_beforehand(users: Users, region: Sequence[Question]) -> Weights:
    """About the best weights within the bounds: each of the ten best taken, all others left."""
    judged = []
    for question in region:
        rows = [dict(zip(rank.SIGNALS, row, strict=True)) for row in question.signals]
        worth = users.worth(question)
        order = np.argsort(-worth, kind="stable").tolist()
        judged += [
            Judgement(rows[each], tuple(rows[other] for other in order[FIRST:]), weight=10.0)
            for each in order[:FIRST]
            if worth[each] > 0.5
        ]
    return learning.learn(judged, start=START)


def questions(region: World) -> list[Question]:
    """Ask for every need of a region among the offers of its network."""
    drawn = region.once(market)
    firms = {each.key: each.organisation for each in region.firms}
    offers = {each.key: each for each in drawn.offers if each.withdrawn_on is None}
    documents = [_document(each, firms[each.organisation]) for each in offers.values()]
    matcher = Matcher(in_memory(documents, vocabulary=german()))
    grades = {(each.need, each.offer): each.grade for each in drawn.truth}
    asked = (_question(need, firms, offers, grades, matcher) for need in drawn.needs)
    return [each for each in asked if len(each.grades) >= FIRST and each.grades.any()]


def _question(
    need: Need,
    firms: Mapping[str, Organisation],
    offers: Mapping[str, Offer],
    grades: Mapping[tuple[str, str], int],
    matcher: Matcher,
) -> Question:
    found = matcher.search(_request(need, firms), k=CANDIDATES, explain=False).ranked
    best_of_firm = {offers[each.key].organisation: each for each in reversed(found)}
    kept = [each for each in found if best_of_firm[offers[each.key].organisation] is each]
    staff = [firms[offers[each.key].organisation].staff_band for each in kept]
    return Question(
        signals=np.array([[each.signals[name] for name in rank.SIGNALS] for each in kept]).reshape(
            len(kept), len(rank.SIGNALS)
        ),
        grades=np.array([grades.get((need.key, each.key), 0) for each in kept], dtype=np.int64),
        is_small=np.array(staff) < rank.SMALL_BELOW,
        km=np.array([each.distance_km or 0.0 for each in kept]),
    )


def _request(need: Need, firms: Mapping[str, Organisation]) -> Request:
    own = firms[need.organisation].activities if need.hidden_from_same_activity else ()
    return Request(
        text=need.text,
        title=need.title,
        today=need.published_on,
        topics=need.topics,
        place=Place(need.latitude, need.longitude),
        radius_km=need.radius_km,
        certificates=need.certificates,
        quantity=need.quantity if need.unit == "piece" else None,
        deadline=need.deadline,
        audiences=frozenset({need.network}),
        excluded_owners=frozenset({need.organisation}),
        excluded_codes=tuple(f"wz2008:{each.code[:5]}" for each in own),
        small_first=True,
    )


def _document(offer: Offer, firm: Organisation) -> Document:
    return Document(
        key=offer.key,
        title=offer.title,
        text=offer.text,
        topics=offer.topics,
        codes=tuple(f"wz2008:{each.code}" for each in firm.activities),
        place=Place(firm.seat.latitude, firm.seat.longitude),
        radius_km=offer.radius_km,
        certificates=tuple(Certificate(c.scheme, c.valid_until) for c in firm.certificates),
        lot_min=offer.facts.lot_min,
        lot_max=offer.facts.lot_max,
        lead_days=offer.facts.lead,
        staff=firm.staff_band,
        is_core=offer.is_core,
        owner=firm.key,
        audiences=frozenset({offer.network}),
        changed_on=offer.published_on,
    )
