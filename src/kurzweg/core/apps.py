"""The ground floor: who may do what, what leaves the house, and the contracts between the apps."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

CONTRACTS = (
    "agenda",
    "conditions",
    "contacts",
    "demo",
    "findable",
    "finders",
    "first_steps",
    "findings",
    "importable",
    "indicators",
    "link_pages",
    "lists",
    "mails",
    "navigation",
    "panels",
    "rules",
    "taking_out",
    "newcomers",
    "succession",
    "ties",
    "timeline",
)


class CoreConfig(AppConfig):
    name = "kurzweg.core"
    label = "core"

    def ready(self) -> None:
        from kurzweg.core import checks  # noqa: F401 - registers the system checks
        from kurzweg.core.agenda import keeping  # noqa: F401 - registers its jobs

        post_migrate.connect(_make_room_for_the_cache, sender=self)
        autodiscover_modules(*CONTRACTS, "jobs", "retention")


def _make_room_for_the_cache(**told: Any) -> None:
    """Make the table of the cache with all others: the worker reports there, `doctor` reads it."""
    call_command("createcachetable", verbosity=0)
