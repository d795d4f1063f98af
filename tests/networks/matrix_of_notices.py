"""A firm gives notice of its membership, and takes it back."""

from kurzweg.core.viewer import Role
from kurzweg.networks import notice
from tests.promises.samples import sample
from tests.promises.world import Half, Placed, Principal


def gives_notice(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever is responsible for the entry of a member, in its name alone."""
    placed = parts["public_id"]
    is_admin = Role.ORGANISATION_ADMIN in principal.roles_in(placed.half)
    return is_admin and principal.acts_for(placed)


def shown_end(half: Half, principal: Principal) -> dict[str, str]:
    """What the page showed: the day with which a notice of today ends the membership."""
    today = half.network.today()
    return {"until": f"{notice.term_of(half.network, on=today).until(today):%Y-%m-%d}"}


sample(
    "networks:organisation-membership",
    public_id="organisation",
    may=gives_notice,
    form=shown_end,
)
sample(
    "networks:organisation-notice-take-back", public_id="organisation", may=gives_notice, form={}
)
