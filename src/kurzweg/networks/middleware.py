"""Says for each request in which network it is and who is looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from kurzweg.core.days import today
from kurzweg.core.pages import PageRequest
from kurzweg.core.viewer import Role, Viewer
from kurzweg.networks.models import Network
from kurzweg.networks.roles import standing_of
from kurzweg.people.models import Account, Activity, Person

SESSION_PERSON = "person"


class ViewerMiddleware:
    """Give the request its network and its viewer; rights are today's, computed each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        request.network = None  # type: ignore[assignment]  # until process_view knows the route
        request.viewer = Viewer(today=today())
        return self.get_response(request)

    def process_view(
        self, request: PageRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> None:
        # The network is on the request; views get only what is theirs.
        slug = kwargs.pop("network", None)
        if slug is not None:
            request.network = Network.objects.filter(slug=slug).first()  # type: ignore[assignment]
        request.viewer = viewer_of(request)


def viewer_of(request: PageRequest) -> Viewer:
    """Compute who is looking, from the session and from today's facts."""
    network: Network | None = request.network
    day = network.today() if network else today()
    account = request.user
    if not (isinstance(account, Account) and account.is_active):
        return Viewer(today=day, network_id=network.pk if network else None)
    person = person_of(account, chosen=request.session.get(SESSION_PERSON))
    return viewer_for(account, person=person, network=network)


def person_of(account: Account, *, chosen: int | None) -> Person | None:
    """Say which person acts: the chosen one, or the only one behind the address."""
    persons = list(account.persons.order_by("pk"))
    if len(persons) == 1:
        return persons[0]
    return next((person for person in persons if person.pk == chosen), None)


def viewer_for(account: Account, *, person: Person | None, network: Network | None) -> Viewer:
    """Compute the viewer for a person in a network as of today."""
    roles = {Role.PUBLIC} | ({Role.OPERATOR} if account.is_operator else set())
    viewer = Viewer(
        today=network.today() if network else today(),
        account_id=account.pk,
        person_id=person.pk if person else None,
        name=person.name if person else "",
        network_id=network.pk if network else None,
        roles=frozenset(roles),
    )
    if person is None or network is None:
        return viewer
    standing = standing_of(person, network=network, on=viewer.today)
    organisation_ids = frozenset(p.organisation_id for p in standing.positions)
    return replace(
        viewer,
        roles=frozenset(roles | {reason.role for reason in standing.reasons}),
        reasons=standing.reasons,
        organisation_ids=organisation_ids,
        admin_of=frozenset(p.organisation_id for p in standing.positions if p.is_admin),
        activities=_wz_classes(organisation_ids),
    )


def _wz_classes(organisation_ids: frozenset[int]) -> frozenset[str]:
    if not organisation_ids:
        return frozenset()
    activities = Activity.objects.filter(organisation__in=organisation_ids)
    return frozenset(activity.wz_class for activity in activities)
