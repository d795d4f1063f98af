"""The ground floor: who may do what, what leaves the house, and the contracts between the apps."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

CONTRACTS = (
    "agenda",
    "conditions",
    "contacts",
    "demo",
    "findable",
    "indicators",
    "mails",
    "navigation",
    "panels",
    "rules",
    "ties",
    "timeline",
)


class CoreConfig(AppConfig):
    name = "kurzweg.core"
    label = "core"

    def ready(self) -> None:
        from kurzweg.core import checks  # noqa: F401 - registers the system checks
        from kurzweg.core.agenda import keeping  # noqa: F401 - registers its jobs

        autodiscover_modules(*CONTRACTS, "jobs", "retention")
