"""What the apps declare for the pages of others: ways in the frame, panels, ways to a firm."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from kurzweg.core import contacts, navigation, panels
from kurzweg.core.days import today
from kurzweg.core.viewer import Viewer

register = template.Library()

# Of the page around it a panel knows these; all else it gets from its own app.
KNOWN = ("request", "viewer", "network", "is_actor", "csrf_token")


@register.simple_tag(takes_context=True)
def ways(context: Context, slot: str) -> list[navigation.Shown]:
    """Name the ways of a slot: {% ways "sections" as sections %}."""
    request, network = context.get("request"), context.get("network")
    return navigation.shown(
        navigation.Slot(slot),
        # A page about a request that could not be read has nobody who looks at it.
        viewer=context.get("viewer") or Viewer(today=today()),
        network=network.slug if network else "",
        page=request.get_full_path() if request else "",
    )


@register.simple_tag
def way_to(slot: str, network: Any) -> str:
    """Say where a job of a network is done: {% way_to "search" network as search_url %}."""
    return navigation.address(navigation.Slot(slot), network.slug) if network else ""


@register.simple_tag(takes_context=True, name="panels")
def draw_panels(context: Context, slot: str, row: Any, *, beside: bool = False) -> SafeString:
    """Draw the panels of a slot: {% panels "need" need beside=True %}."""
    viewer, engine = context.get("viewer"), context.template.engine  # type: ignore[union-attr]
    if viewer is None or not row:
        return SafeString()
    known = {name: context.get(name) for name in KNOWN}
    found = panels.shown(panels.Slot(slot), row, viewer=viewer, is_beside=beside)
    return mark_safe(
        "".join(
            engine.get_template(panel.template).render(context.new({**known, **panel.values}))
            for panel in found
        )
    )


@register.simple_tag(takes_context=True)
def ways_to_contact(context: Context, *, need: str, offer: str) -> list[contacts.Opening]:
    """Name how contact with a firm begins: {% ways_to_contact need=… offer=… as ways %}."""
    return contacts.openings(context["network"].slug, need=need, offer=offer)
