"""Ways to the organisations, to what somebody may do here, and to the network's settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import MEMBERS, OFFICE

LIST = "networks:organisation-list"

register(
    Way(
        slot=Slot.SECTIONS,
        label=pgettext_lazy("navigation", "Organisations"),
        route=LIST,
        order=30,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Our firm"),
        route="networks:own-organisation",
        audience=MEMBERS,
        is_shown=lambda viewer: bool(viewer.organisation_ids),
        order=5,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("What I may do here"),
        route="networks:standing",
        audience=MEMBERS,
        order=20,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Settings"),
        route="networks:settings",
        audience=OFFICE,
        order=40,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("New members"),
        route="networks:joining",
        audience=OFFICE,
        order=45,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Persons"),
        route="networks:person-list",
        audience=OFFICE,
        order=50,
    )
)
register(Way(slot=Slot.FOOT, label=_("Become a member"), route="networks:apply", order=5))
register(Way(slot=Slot.FOOT, label=_("Imprint"), route="networks:imprint", order=10))
register(Way(slot=Slot.FOOT, label=_("Privacy"), route="networks:privacy", order=20))
register(Way(slot=Slot.FOOT, label=_("Contact"), route="networks:contact", order=30))
register(
    Way(
        slot=Slot.FOOT,
        label=_("Imprint and privacy"),
        route="networks:installation-imprint",
        scope="installation",
        is_outside=True,
        order=10,
    )
)
# Of the settings: route, label, what one does there, in the order in which it is needed.
SETTINGS = (
    (
        "networks:presentation",
        _("How the network presents itself"),
        _("Name, text, colour and logo, from where mails come."),
    ),
    (
        "networks:mandate-list",
        _("Tasks in the network"),
        _("A second person in the office, board, committees, ambassadors."),
    ),
    (
        "networks:legal",
        _("Imprint, privacy, contact"),
        _("Who answers for the network, and three texts on every page."),
    ),
    (
        "networks:area",
        _("Area and subregions"),
        _("Which municipalities the network serves, and its parts by area."),
    ),
    (
        "networks:section-list",
        _("Sections"),
        _("Its parts by field, and which members take part."),
    ),
    (
        "networks:class-list",
        _("Classes of members"),
        _("Ordinary, supporting, natural persons: as what somebody can belong."),
    ),
    (
        "networks:step-list",
        _("Welcome"),
        _("What you do for each new member, and when it is due."),
    ),
    (
        "networks:body-list",
        _("Supporting bodies"),
        _("Towns, chambers, agencies that carry the network."),
    ),
    (
        "networks:funder-list",
        _("Funded by"),
        _("What a grant wants to be read on every page, with logo and days."),
    ),
    (
        "networks:declaration-list",
        _("Is your entry still right?"),
        _("What members are asked once a year, and who has answered."),
    ),
    (
        "networks:release",
        _("Mails"),
        _("What is held back, and which kinds of mail leave."),
    ),
    (
        "networks:rules",
        _("Rules"),
        _("Deadlines, reminders, who comes first, how long data are kept."),
    ),
    (
        "networks:person-list",
        _("Persons"),
        _("Tell somebody what is kept, or erase somebody."),
    ),
    (
        "networks:processing",
        _("Record of processing activities"),
        _("Which data are kept, why and how long (Art. 30 GDPR)."),
    ),
)
for place, (route, label, says) in enumerate(SETTINGS, start=1):
    register(
        Way(
            slot=Slot.SETTINGS,
            route=route,
            label=label,
            says=says,
            audience=OFFICE,
            order=10 * place,
        )
    )
# Where no app brings a better first page, the list of organisations is one.
register(Way(slot=Slot.FRONT, route=LIST, order=90))
register(Way(slot=Slot.START, route=LIST, order=90))
