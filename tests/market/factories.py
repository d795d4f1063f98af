"""Offers, needs and matches for tests, as small as they can be."""

from datetime import UTC, date, datetime

import factory
from django.utils import timezone

from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.market.models import Match, Need, Offer, RankingProfile
from tests.factories import NetworkFactory, OrganisationFactory

LONG_AGO = datetime(2020, 1, 1, 8, tzinfo=UTC)
FAR_AHEAD = date(2100, 1, 1)


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    network = factory.SubFactory(NetworkFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Drehteile {n}")
    text = "Wir drehen Teile aus Stahl und Messing."
    topics = factory.LazyFunction(lambda: ["Drehen"])
    published_at = LONG_AGO
    changed_at = LONG_AGO


class NeedFactory(factory.django.DjangoModelFactory):
    """An open need that the network sees, firms of the same activity excepted."""

    class Meta:
        model = Need

    class Params:
        draft = factory.Trait(published_at=None, expires_on=None)

    network = factory.SubFactory(NetworkFactory)
    owner = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Drehteile gesucht {n}")
    text = "Wir suchen jemanden, der Teile aus Messing dreht."
    visibility = "network"
    hidden_from_same_activity = factory.LazyAttribute(lambda need: need.visibility != "public")
    published_at = LONG_AGO
    changed_at = LONG_AGO
    expires_on = FAR_AHEAD


class MatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Match
        skip_postgeneration_save = True

    network = factory.SelfAttribute("need.network")
    need = factory.SubFactory(NeedFactory)
    offer = factory.SubFactory(OfferFactory, network=factory.SelfAttribute("..need.network"))
    generation = factory.SelfAttribute("need.generation")
    profile_version = "1"
    rank = 1
    score = 0.5
    signals = factory.LazyFunction(lambda: {"words": 0.5})

    @factory.post_generation
    def its_need_was_matched(match, is_stored, _given, **_more):
        if is_stored and match.need.matched_at is None:
            match.need.matched_at = timezone.now()
            match.need.save(update_fields=["matched_at"])


class RankingProfileFactory(factory.django.DjangoModelFactory):
    """Weights that were learned, as a proposal unless they are told to rank."""

    class Meta:
        model = RankingProfile

    class Params:
        adopted = factory.Trait(adopted_at=LONG_AGO)
        active = factory.Trait(adopted_at=LONG_AGO, is_active=True)

    network = factory.SubFactory(NetworkFactory)
    version = "1"
    weights = factory.LazyFunction(lambda: dict(DEFAULT_PROFILE.weights))
    based_on = DEFAULT_PROFILE.version
