"""What the apps bring to the pages of others: ways, panels, ways to a firm, style sheets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.apps import apps
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from kurzweg.core import contacts, list_files, navigation, panels
from kurzweg.core.days import today
from kurzweg.core.viewer import Viewer

register = template.Library()

# Of the page around it a panel knows these; all else it gets from its own app.
KNOWN = ("request", "viewer", "network", "is_actor", "csrf_token")


@register.simple_tag
def style_sheets() -> SafeString:
    """Link the style sheets of the apps, in the order of the apps: a page may hold any panel."""
    return format_html_join(
        "\n  ", '<link rel="stylesheet" href="{}">', ((static(name),) for name in _style_sheets())
    )


@cache
def _style_sheets() -> list[str]:
    names = [(app, f"{app.label}/{app.label}.css") for app in apps.get_app_configs()]
    return [name for app, name in names if (Path(app.path) / "static" / name).is_file()]


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


@register.simple_tag(takes_context=True)
def ways_to_offer(context: Context, *, need: str) -> list[contacts.Opening]:
    """Name how a firm says that it can do it: {% ways_to_offer need=… as ways %}."""
    return contacts.offerings(context["network"].slug, need=need)


@register.simple_tag(takes_context=True)
def forms_of_list(context: Context, name: str, of: str = "") -> list[list_files.Offered]:
    """Name as what a viewer can take a list along: {% forms_of_list "members" as forms %}."""
    return list_files.offered(context["request"], name, of=of)
