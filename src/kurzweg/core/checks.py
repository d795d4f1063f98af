"""What must be true before the server starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from kurzweg.core import first_steps, navigation, panels
from kurzweg.core.policy import routes

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
WANTED_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@register(Tags.urls)
def every_route_has_a_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a route that nobody declared."""
    return [
        Error(
            f"The route {route.path} has no policy.",
            hint="Put @policy(read=…, write=…) on its view, or a line into THIRD_PARTY.",
            id="kurzweg.E001",
        )
        for route in routes()
        if route.policy is None
    ]


@register(Tags.urls)
def every_way_leads_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a way in the frame whose route nobody has."""
    return [
        Error(f"The way “{way.route}” in “{way.slot}” leads nowhere.", id="kurzweg.E004")
        for slot in navigation.Slot
        for way in navigation.ways(slot)
        if not navigation.leads_somewhere(way)
    ]


@register(Tags.urls)
def every_first_step_leads_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a first step whose page nobody has."""
    return [
        Error(f"The first step “{step.name}” leads nowhere: {step.route}.", id="kurzweg.E006")
        for step in first_steps.declared()
        if not first_steps.leads_somewhere(step)
    ]


@register(Tags.templates)
def every_panel_has_its_template(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a panel that breaks the pages of others."""
    return [
        Error(f"The panel “{panel.template}” in “{panel.slot}” has no template.", id="kurzweg.E005")
        for panel in panels.declared()
        if not _has_template(panel.template)
    ]


def _has_template(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


@register(Tags.security)
def demo_stays_at_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to show demo sign-in to other machines."""
    outside = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if settings.DEMO and outside:
        return [
            Error(
                f"Demo mode would answer for {', '.join(sorted(outside))}.",
                hint="Demo mode signs in without a code: it listens on this machine only.",
                id="kurzweg.E002",
            )
        ]
    return []


@register(Tags.database)
def sqlite_is_set_up_for_people(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse an SQLite database that could lose or lock what people entered."""
    if not databases or connection.vendor != "sqlite":
        return []
    wrong = {name: value for name, value, is_wanted in sqlite_pragmas() if not is_wanted}
    if sqlite_pragma("mmap_size"):
        wrong["mmap_size"] = "set"
    if wrong:
        return [Error(f"SQLite is not set up as it must be: {wrong}.", id="kurzweg.E003")]
    return []


def sqlite_pragmas() -> list[tuple[str, Any, bool]]:
    """List the settings of SQLite that matter: name, value, and whether it is as it must be."""
    wanted = dict(WANTED_SQLITE)
    if "mode=memory" in str(connection.settings_dict["NAME"]):
        del wanted["journal_mode"]  # the tests' database has no file to write ahead of
    return [(name, value := sqlite_pragma(name), value == wanted[name]) for name in wanted]


def sqlite_pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        row = cursor.fetchone()
    return row[0] if row else None
