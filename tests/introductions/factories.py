"""Introductions for tests, as small as they can be."""

from datetime import UTC, date, datetime

import factory

from kurzweg.introductions.models import Introduction
from tests.factories import OrganisationFactory
from tests.market.factories import NeedFactory

LONG_AGO = datetime(2020, 1, 1, 8, tzinfo=UTC)
FAR_AHEAD = date(2100, 1, 1)


class IntroductionFactory(factory.django.DjangoModelFactory):
    """A question that a firm can answer."""

    class Meta:
        model = Introduction

    class Params:
        waiting = factory.Trait(
            state="waiting", initiated_as="seeker", rounds=0, asked_at=None, remind_on=None
        )
        accepted = factory.Trait(state="accepted", answer="yes", answered_at=LONG_AGO)

    network = factory.SelfAttribute("need.network")
    need = factory.SubFactory(NeedFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    initiated_as = "office"
    subject = "Passt das zu Ihnen?"
    letter = "Guten Tag"
    state = "asked"
    rounds = 1
    asked_at = LONG_AGO
    remind_on = FAR_AHEAD
    expires_on = FAR_AHEAD
