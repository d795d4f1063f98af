"""Which firms were asked about a need, as far as the viewer may know."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kurzweg.core import contacts
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import Introduction
from kurzweg.introductions.standing import standing_for


def about(viewer: Viewer, need_id: int) -> dict[int, contacts.Contact]:
    """Say of each firm how its newest introduction to this need stands."""
    rows = Introduction.objects.visible_to(viewer).filter(need=need_id).with_both()
    found: dict[int, contacts.Contact] = {}
    for introduction in rows.order_by("pk"):
        standing = standing_for(viewer, introduction)
        found[introduction.organisation_id] = contacts.Contact(
            label=standing.label,
            badge=standing.badge,
            url=reverse(
                "introductions:detail", args=[introduction.network.slug, introduction.public_id]
            ),
            # Asking again is up to the office, which knows what was answered.
            is_final=not viewer.is_office or introduction.closed_at is None,
        )
    return found


def opening(network: str, need: str, offer: str) -> contacts.Opening:
    """Lead to the letter that stands ready."""
    url = reverse("introductions:start", args=[network, need, offer])
    return contacts.Opening(_("Make contact"), url)


def offering(network: str, need: str) -> contacts.Opening:
    """Lead to where a firm says that it can do what is looked for."""
    url = reverse("introductions:offer", args=[network, need])
    return contacts.Opening(_("We can do this"), url)


contacts.register(contacts.Source(about=about, opening=opening, offering=offering))
