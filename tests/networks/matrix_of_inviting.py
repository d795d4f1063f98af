"""Colleagues who are invited to act for a firm."""

from datetime import timedelta

from kurzweg.core.viewer import Role
from kurzweg.networks.models import Invitation
from tests.promises.samples import Seen, rows, sample, seen, shows_in
from tests.promises.world import Half, Placed, Principal


def responsible_for_entry(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever is responsible for the organisation's entry, and the office."""
    placed = parts["public_id"]
    held = principal.roles_in(placed.half)
    return Role.OFFICE in held or (Role.ORGANISATION_ADMIN in held and principal.acts_for(placed))


@rows
def invitations(half: Half) -> None:
    today = half.network.today()
    for relation, organisation, person in half.owners():
        invitation = Invitation.objects.create(
            network=half.network,
            organisation=organisation,
            family_name="Klee",
            email=f"{relation.name.lower()}@firm.example",
            language="de",
            invited_by=person,
            invited_on=today,
            ends_on=today + timedelta(days=9),
        )
        half.put("invitation", relation, invitation, owner=organisation)


COLLEAGUE = {"family_name": "Neu", "email": "kollege@firm.example"}
sample(
    "networks:acting-invite",
    public_id="organisation",
    may=responsible_for_entry,
    form=COLLEAGUE,
)
sample(
    "networks:invitation-withdraw",
    public_id="invitation",
    may=responsible_for_entry,
    form={},
)

seen("networks.Invitation", Seen.OWNER)

shows_in("InvitationQuerySet.visible_to", "networks:invitation-withdraw")
