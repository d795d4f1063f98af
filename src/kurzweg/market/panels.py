"""What the market shows on the pages of others: what is looked for, what firms can do."""

from __future__ import annotations

from typing import Any

from kurzweg.core.panels import FIRST_STEP, Note, Panel, Slot, register
from kurzweg.core.policy import ACTORS
from kurzweg.core.viewer import Viewer
from kurzweg.market import organisations
from kurzweg.market.forms import SentenceForm
from kurzweg.market.models import Need, Offer
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation

NEWEST = 6


def sentence(viewer: Viewer, network: Network) -> dict[str, Any] | None:
    """Let whoever acts for somebody say what is needed."""
    if not ACTORS.admits(viewer):
        return None
    return {"form": SentenceForm(viewer=viewer, network=network)}


def newest(viewer: Viewer, network: Network) -> dict[str, Any]:
    """List what was published last."""
    needs = Need.objects.visible_to(viewer).open(viewer.today).with_owner()
    return {"needs": list(needs.order_by("-published_at", "-pk")[:NEWEST])}


def offers(viewer: Viewer, organisation: Organisation) -> dict[str, Any] | None:
    """List what an organisation can do; whoever keeps its entry can say it here."""
    rows = Offer.objects.visible_to(viewer).on_offer().filter(organisation=organisation)
    found = list(rows.with_organisation().order_by("-is_core", "title", "pk"))
    is_kept = _keeps(viewer, organisation)
    if not found and not is_kept:
        return None
    return {
        "organisation": organisation,
        "offers": found,
        "is_kept": is_kept,
        "first_step": FIRST_STEP,
    }


def _keeps(viewer: Viewer, organisation: Organisation) -> bool:
    if not viewer.is_office:
        # Staff of a supporting body may be responsible for its entry and act for nobody here.
        return ACTORS.admits(viewer) and organisation.pk in viewer.admin_of
    network = Network.objects.get(pk=viewer.network_id or 0)
    return organisations.kept_by(viewer, network=network).contains(organisation)


def becomes_need(viewer: Viewer, note: Note) -> dict[str, Any] | None:
    """Offer whoever acts for somebody to make a need of what was written down."""
    return {"note": note} if ACTORS.admits(viewer) else None


register(Panel(slot=Slot.HOME, template="market/ask.html", rows=sentence, order=10))
register(Panel(slot=Slot.HOME, template="market/newest.html", rows=newest, order=20))
register(Panel(slot=Slot.DUE, template="market/ask.html", rows=sentence, is_beside=True))
register(Panel(slot=Slot.ORGANISATION, template="market/offers_of.html", rows=offers, order=10))
register(Panel(slot=Slot.NOTE, template="market/note_becomes_need.html", rows=becomes_need))
