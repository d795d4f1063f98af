"""The weights by which a network ranks: noted, learned, taken over, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from kurzweg.core import audit, ledger
from kurzweg.engine import match
from kurzweg.engine.match import DEFAULT_PROFILE
from kurzweg.market.models import Need, RankingProfile
from kurzweg.market.models.matches import RankingProfileQuerySet
from kurzweg.networks import deciding
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

# Reading -----------------------------------------------------------------------------------------


def current(network_id: int) -> RankingProfile:
    """Give the weights a network ranks by: those it took over, or the engine's, noted down.

    What was learned from weights that a new release has replaced no longer ranks.
    """
    own = usable(network_id).filter(is_active=True).first()
    return own if own is not None else engines(network_id)


def engines(network_id: int) -> RankingProfile:
    """Give the engine's weights as the network noted them down, or as it would."""
    noted_down = _profiles(network_id).filter(version=DEFAULT_PROFILE.version).first()
    return noted_down if noted_down is not None else RankingProfile(**_engines(network_id))


def usable(network_id: int) -> RankingProfileQuerySet:
    """Open the weights that a network could rank by with this release."""
    return _profiles(network_id).usable_with(DEFAULT_PROFILE.version)


def noted(network_id: int, version: str) -> match.RankingProfile:
    """Give the weights that a stored match or an introduction names."""
    return of_engine(_profiles(network_id).get(version=version))


def of_engine(profile: RankingProfile) -> match.RankingProfile:
    """Put a network's weights into the words of the engine."""
    if profile.version == DEFAULT_PROFILE.version:
        return DEFAULT_PROFILE
    # The index keeps a matcher per version: versions are a network's own, so it is named too.
    return match.RankingProfile(f"{profile.network_id}:{profile.version}", profile.weights)


def scores(
    signals: Sequence[Mapping[str, float]], *, by: match.RankingProfile
) -> NDArray[np.float64]:
    """Compute scores again from stored signals, shape (matches,)."""
    columns = {
        name: np.array([each.get(name, 0.0) for each in signals], dtype=np.float64)
        for name in match.SIGNALS
    }
    return np.sum(list(match.points(columns, profile=by).values()), axis=0)


def _profiles(network_id: int) -> RankingProfileQuerySet:
    found: RankingProfileQuerySet = RankingProfile.objects.in_network(network_id)
    return found


def _engines(network_id: int) -> dict[str, Any]:
    return {
        "network_id": network_id,
        "version": DEFAULT_PROFILE.version,
        "weights": dict(DEFAULT_PROFILE.weights),
        "adopted_at": timezone.now(),
    }


# Changing ----------------------------------------------------------------------------------------


def note_engines(network_id: int) -> None:
    """Note the engine's weights down: they may change with a release, and matches name them."""
    facts = _engines(network_id)
    _profiles(network_id).get_or_create(
        network_id=network_id, version=facts["version"], defaults=facts
    )


@transaction.atomic
def propose(
    network: Network, *, weights: Mapping[str, float], trained_from: Mapping[str, Any]
) -> RankingProfile:
    """Keep learned weights for the office to decide on; an older proposal steps back."""
    note_engines(network.pk)  # the way back to them is offered beside
    profiles = _profiles(network.pk)
    older = profiles.proposed()
    ledger.changed(*older)
    older.update(set_aside_at=timezone.now())
    proposal = RankingProfile.objects.create(
        network=network,
        version=str(profiles.learned().count() + 1),
        weights=dict(weights),
        based_on=DEFAULT_PROFILE.version,
        trained_from=dict(trained_from),
    )
    audit.record(proposal, "proposed")
    ledger.changed(proposal)
    return proposal


@transaction.atomic
def adopt(profile: RankingProfile, *, by: Person) -> RankingProfile:
    """Rank by these weights from now on: new ones, some that ranked before, or the engine's."""
    network = _locked(profile.network)
    _profiles(network.pk).filter(is_active=True).update(is_active=False)
    profile.adopted_at, profile.is_active = timezone.now(), bool(profile.based_on)
    profile.save(update_fields=["adopted_at", "is_active"])
    audit.record(profile, "adopted", by=by)
    ledger.changed(profile)
    match_anew(network.pk)
    return profile


@transaction.atomic
def set_aside(profile: RankingProfile, *, by: Person) -> RankingProfile:
    """Leave the weights as they are; the next proposal comes after as many answers again."""
    profile.set_aside_at = timezone.now()
    profile.save(update_fields=["set_aside_at"])
    audit.record(profile, "set aside", by=by)
    ledger.changed(profile)
    return profile


def put_small_firms_first(network: Network, *, is_on: bool, by: Person) -> Network:
    """Switch the rule that of firms that fit nearly equally well the small one comes first."""
    return deciding.decide(network, {"small_firms_first": is_on}, since=network.today(), by=by)


def _locked(network: Network) -> Network:
    """Lock the network's row: two colleagues may press two buttons at once."""
    return Network.objects.select_for_update(of=("self",)).get(pk=network.pk)


def match_anew(network_id: int) -> None:
    """Let the regular job match all open needs again, as if nobody had matched them yet."""
    needs = Need.objects.in_network(network_id)
    needs = needs.open(Network.objects.get(pk=network_id).today())
    ledger.changed(*needs)  # whether a firm fits is open again
    needs.update(matched_at=None)
