"""Says for each request in which network it is and who is looking."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kurzweg.core import prepared
from kurzweg.core.days import today
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import policy_of
from kurzweg.core.prepared import Blank
from kurzweg.core.viewer import Role, Viewer
from kurzweg.networks.models import Network
from kurzweg.networks.roles import standing_of
from kurzweg.people.models import Account, Person
from kurzweg.people.sign_in import SESSION_KNOWN
from kurzweg.people.views import SESSION_PERSON


class ViewerMiddleware:
    """Give the request its network, person and viewer; rights are today's, computed each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        # Until process_view knows the route.
        request.network = None  # type: ignore[assignment]
        request.person = None  # type: ignore[assignment]
        request.viewer = Viewer(today=today())
        return self.get_response(request)

    def process_view(
        self, request: PageRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        # The network is on the request; views get only what is theirs.
        slug = kwargs.pop("network", None)
        if slug is not None:
            found = prepared.instances(Network, _network, slug=slug)
            request.network = found[0] if found else None  # type: ignore[assignment]
        account = request.user
        if not (isinstance(account, Account) and account.is_active):
            _hide_what_is_tried(request)
            request.viewer = nobody(request.network)
            return None
        persons = prepared.instances(Person, _persons, account=account.pk)
        chosen = request.session.get(SESSION_PERSON)
        known = request.session.get(SESSION_KNOWN, ())
        person = _acting(persons, chosen=chosen, known=known, network=request.network)
        request.person = person  # type: ignore[assignment]
        viewer = viewer_for(account, person=person, network=request.network)
        if not viewer.is_office and _hide_what_is_tried(request):
            viewer = viewer_for(account, person=person, network=None)
        request.viewer = replace(viewer, has_several_names=len(persons) > 1)
        if person is None and persons and _asks_for_somebody(request, view):
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('people:who')}?{back}")
        return None


def _hide_what_is_tried(request: PageRequest) -> bool:
    """Answer as if it were not there: a network that somebody tries out is seen by nobody else."""
    is_hidden = request.network is not None and request.network.ends_at is not None
    if is_hidden:
        request.network = None  # type: ignore[assignment]
    return is_hidden


def _network() -> QuerySet[Network]:
    return Network.objects.filter(slug=Blank("slug"))


def _persons() -> QuerySet[Person]:
    return Person.objects.filter(account=Blank("account")).order_by("pk")


def _acting(
    persons: list[Person],
    *,
    chosen: int | None,
    known: Collection[int],
    network: Network | None,
) -> Person | None:
    """Say which of the persons behind an address acts: the only one here, or the chosen one.

    Whoever chose a name in one network acts in the others under this name as well. Whom somebody
    enters with this address interrupts nobody who was the only one when she signed in.
    """
    picked = next((person for person in persons if person.pk == chosen), None)
    here = [person for person in persons if network is None or person.acts_in(network.pk)]
    if picked is not None:
        same = [person for person in here if person == picked or person.may_be(picked)]
        return picked if picked in same or len(same) != 1 else same[0]
    here = here or persons
    if len(here) > 1:
        here = [person for person in here if person.pk in known]
    return here[0] if len(here) == 1 else None


def _asks_for_somebody(request: PageRequest, view: Callable[..., Any]) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else None
    declared = policy_of(view, name=name)
    audience = declared.audience_for(request.method or "GET") if declared else None
    return bool(audience and audience.roles)


def nobody(network: Network | None) -> Viewer:
    """Compute the viewer of somebody who has not signed in."""
    return Viewer(
        today=network.today() if network else today(),
        network_id=network.pk if network else None,
    )


def viewer_for(account: Account, *, person: Person | None, network: Network | None) -> Viewer:
    """Compute the viewer for a person in a network as of today."""
    roles = {Role.PUBLIC} | ({Role.OPERATOR} if account.is_operator else set())
    viewer = replace(
        nobody(network),
        account_id=account.pk,
        person_id=person.pk if person else None,
        name=person.name if person else "",
        roles=frozenset(roles),
    )
    if person is None or network is None:
        return viewer
    standing = standing_of(person, network=network, on=viewer.today)
    organisation_ids = frozenset(p.organisation_id for p in standing.positions)
    held = frozenset(roles | {reason.role for reason in standing.reasons})
    return replace(
        viewer,
        roles=held,
        reasons=standing.reasons,
        organisation_ids=organisation_ids,
        admin_of=frozenset(p.organisation_id for p in standing.positions if p.is_admin),
        answers_for=frozenset(
            p.organisation_id for p in standing.positions if p.is_admin or p.answers_requests
        ),
        # The office sees every need, for whomever its people work as well.
        activities=frozenset() if Role.OFFICE in held else standing.activities,
        sections=standing.sections,
    )
