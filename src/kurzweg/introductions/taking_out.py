"""Introductions that go along with an organisation, and those for which it has to stay itself."""

from __future__ import annotations

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from kurzweg.core import moved
from kurzweg.core.taking_out import Kind, hindered_by, register
from kurzweg.introductions.models import InitiatedAs, Introduction
from kurzweg.people.models import Organisation

EVERYWHERE = "whoever was asked relies on it, in whatever network"


@hindered_by(Organisation)
def others_were_told_of_it(organisation: Organisation, network_id: int) -> str | Promise:
    """Keep whom a letter named or reached, and whom somebody else waits for."""
    every = Introduction.objects.across_networks(EVERYWHERE)
    own, named = Q(need__owner=organisation), Q(organisation=organisation)
    was_sent = (own | named) & Q(asked_at__isnull=False)
    is_offer = Q(initiated_as=InitiatedAs.OFFERER)  # which asks whoever is looking
    others_wait = (is_offer & own) | (~is_offer & named)
    if every.filter(was_sent | others_wait).exists():
        return gettext_lazy("A contact was made or asked for: others know this organisation.")
    return ""


register(
    Kind(
        Introduction,
        count=lambda number: (
            ngettext(
                "%(number)s contact that was not sent",
                "%(number)s contacts that were not sent",
                number,
            )
            % {"number": number}
        ),
        name=lambda introduction: introduction.organisation.name,
    )
)

# Two who were asked for one need gave two answers, or will: nobody gives one of them for both.
moved.held_once(
    Introduction,
    lambda introduction: (
        gettext("an open contact about “%(need)s”") % {"need": introduction.need.title}
    ),
)
