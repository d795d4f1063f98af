"""Small mistakes that somebody could make on a Friday afternoon: the matrix finds each of them."""

from __future__ import annotations

import pytest
from django.contrib.auth.backends import ModelBackend

from kurzweg.core import middleware
from kurzweg.core.policy import Audience
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.market.models.matches import MatchQuerySet
from kurzweg.market.models.needs import NeedQuerySet
from kurzweg.market.models.offers import OfferQuerySet
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import OrganisationQuerySet
from tests.promises.cells import all_routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def all_of_network(rows, viewer):
    return rows.in_network(viewer)


def all_of_installation(rows, viewer):
    return rows.across_networks("a mistake")


def in_any_network(rows, network):
    return rows.across_networks("a mistake")


def policy_that_forgets_to_refuse(self, request, view, args, kwargs):
    request.policy = middleware.policy_of(view, name=request.resolver_match.view_name)


def keep_silent(request):
    return None


# What is changed, and into what: (name of the mistake, [(where, attribute, instead)]).
MUTANTS = {
    "audience: admits everybody": [(Audience, "admits", lambda self, viewer: True)],
    "policy: forgets to refuse": [
        (middleware.PolicyMiddleware, "process_view", policy_that_forgets_to_refuse)
    ],
    "tenancy: no network in any query": [(NetworkQuerySet, "in_network", in_any_network)],
    "viewer: everybody is the office": [(Viewer, "is_office", True)],
    "viewer: everybody belongs": [(Viewer, "is_inside", True)],
    "viewer: acts for any firm": [(Viewer, "may_act_for", lambda self, organisation_id: True)],
    "needs: seen whatever their visibility": [(NeedQuerySet, "visible_to", all_of_network)],
    "needs: seen from other networks": [(NeedQuerySet, "visible_to", all_of_installation)],
    "needs: edited by every member": [(NeedQuerySet, "editable_by", all_of_network)],
    "needs: edited from other networks": [(NeedQuerySet, "editable_by", all_of_installation)],
    "offers: seen whatever their visibility": [(OfferQuerySet, "visible_to", all_of_network)],
    "offers: seen from other networks": [(OfferQuerySet, "visible_to", all_of_installation)],
    "offers: edited by every member": [(OfferQuerySet, "editable_by", all_of_network)],
    "matches: seen from other networks": [(MatchQuerySet, "visible_to", all_of_installation)],
    "memberships: applications shown": [(MembershipQuerySet, "visible_to", all_of_network)],
    "memberships: seen from other networks": [
        (MembershipQuerySet, "visible_to", all_of_installation)
    ],
    "organisations: edited by everybody": [
        (OrganisationQuerySet, "editable_by", lambda rows, viewer: rows.all())
    ],
    "accounts: deactivated ones still act": [
        (ModelBackend, "user_can_authenticate", lambda self, user: True),
    ],
    "audit: refusals not noted": [(middleware.audit, "refused", keep_silent)],
    "cache: everything may be kept": [(middleware, "_may_be_kept", lambda *answer: True)],
}
# What no call can show, because a second lock holds; without both locks it is found.
HELD_BY_A_SECOND_LOCK = {
    "accounts: deactivated ones still act": "viewer_of asks again whether the account is active",
    "matches: seen from other networks": "matches are read of one need, which is of the network",
    "memberships: applications shown": "the lists show who is active on the day",
}
MUTANTS["viewer and matches: both locks off"] = [
    *MUTANTS["viewer: acts for any firm"],
    (MatchQuerySet, "visible_to", all_of_network),
]
MUTANTS["memberships: both locks off"] = [
    *MUTANTS["memberships: applications shown"],
    (MembershipQuerySet, "active", lambda rows, on: rows.all()),
]
# Where a mistake can show itself; elsewhere it is not looked for.
AREAS = {
    "matches": ("market:", "introductions:"),
    "memberships": ("networks:", "insight:"),
    "needs": ("market:",),
    "offers": ("market:",),
    "organisations": ("networks:",),
    "accounts": ("insight:", "people:"),
}


def plain_calls(matrix, *, areas: tuple[str, ...]):
    """Whole pages with their first query: a mistake that only a part shows would survive."""
    seen = set()
    routes = [route for route in all_routes() if route.name.startswith(areas)]
    for cell in matrix.cells(routes):
        key = (cell.row, cell.principal, cell.relations)
        if not cell.is_partial and key not in seen:
            seen.add(key)
            yield cell


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_mistake_is_found(matrix, monkeypatch, name):
    for where, attribute, instead in MUTANTS[name]:
        monkeypatch.setattr(where, attribute, instead)

    areas = AREAS.get(name.partition(":")[0], ("",))
    report = matrix.run(plain_calls(matrix, areas=areas), until_red=True)

    assert bool(report.deviations) is (name not in HELD_BY_A_SECOND_LOCK), report.calls
