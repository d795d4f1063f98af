"""The lists of the register, to be taken along: who belongs, acts, carries, does what, and where.

The headings of the members' list are such as `engine.members` reads: whoever hands the file in
again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from babel import Locale
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Cell, Column
from kurzweg.core.keys import in_order
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.engine.members import Card
from kurzweg.networks import as_of, visible_fields
from kurzweg.networks import joining_lists as joining_lists  # declares its own
from kurzweg.networks.forms import MemberListForm, PersonListForm
from kurzweg.networks.models import Membership, SectionMembership, SupportingBody
from kurzweg.people.models import Organisation, Person, Position, Site
from kurzweg.places.countries import HERE


def _office(name: str, label: Any, value: Callable[[Any], Cell]) -> Column:
    return Column(name, label, value, audience=OFFICE)


def dated(*columns: Column) -> tuple[Column, ...]:
    """Add from when to when a row of a list holds; an end is the last day, as people name it."""
    since = Column("since", _("From"), lambda row: row.since)
    return (*columns, since, Column("until", _("Last day"), lambda row: row.last_day))


# Organisations ------------------------------------------------------------------------------------


def seats(asked: Asked, rows: list[Any]) -> None:
    """Let each row know the seat of its organisation on the day, and who answers for it.

    What an organisation does not show to this viewer is emptied on it.
    """
    organisations = [row.organisation for row in rows]
    prefetch_related_objects(organisations, "sites", "activities")
    contacts = _contacts(asked, organisations) if asked.viewer.is_office else {}
    sections = _sections(asked, organisations)
    visible_fields.hide(organisations, asked.viewer)
    for row in rows:
        row.seat = row.organisation.seat_on(asked.day) or Site(country="")
        row.contact = contacts.get(row.organisation_id) or Position(person=Person())
        row.sections = ", ".join(sections[row.organisation_id])


def _contacts(asked: Asked, organisations: list[Organisation]) -> dict[int, Position]:
    """Say who answers for organisations, or else who keeps the entry, or else who acts."""
    rows = Position.objects.acting_in(asked.network.pk).as_of(asked.day)
    rows = rows.filter(organisation__in=organisations).select_related("person")
    found: dict[int, Position] = {}
    for position in rows.order_by("-answers_requests", "-is_admin", "pk"):
        found.setdefault(position.organisation_id, position)
    return found


def _sections(asked: Asked, organisations: list[Organisation]) -> dict[int, list[str]]:
    rows = SectionMembership.objects.in_network(asked.network).as_of(asked.day)
    rows = rows.filter(organisation__in=organisations).order_by(*in_order("section__name"), "pk")
    found = defaultdict(list)
    for organisation_id, name in rows.values_list("organisation", "section__name"):
        found[organisation_id].append(name)
    return found


ADDRESS = (
    Column("street", _("Street"), lambda row: row.seat.street),
    Column("postal_code", _("Postcode"), lambda row: row.seat.postal_code),
    Column("town", _("Town"), lambda row: row.seat.town),
    Column("country", _("Country"), lambda row: row.seat.country),
)
REACHED = (
    # Emptied for whoever does not read them (`seats`), as every line of an entry.
    Column("phone", _("Phone"), lambda row: row.organisation.phone),
    Column("email", _("Mail"), lambda row: row.organisation.email),
    Column("website", _("Website"), lambda row: row.organisation.website),
)
CONTACT = (
    _office("title", _("Title"), lambda row: row.contact.person.title),
    _office("given_name", _("Given name"), lambda row: row.contact.person.given_name),
    _office("family_name", _("Family name"), lambda row: row.contact.person.family_name),
    _office("position", _("Position"), lambda row: row.contact.title),
    _office("person_email", _("Contact mail"), lambda row: row.contact.person.email),
    _office("person_phone", _("Contact phone"), lambda row: row.contact.person.phone),
)
NAME = Column("name", _("Organisation"), lambda row: row.organisation.name)
MEMBER_COLUMNS = (
    _office("number", _("Membership number"), lambda row: row.number),
    NAME,
    Column("legal_form", _("Legal form"), lambda row: row.organisation.legal_form),
    *ADDRESS,
    *REACHED,
    *CONTACT,
    Column("joined", _("Member since"), lambda row: row.since),
    _office("left", _("Member until"), lambda row: row.last_day),
    Column("class", _("Membership class"), lambda row: row.class_name),
    Column("sections", _("Sections"), lambda row: row.sections),
    # The lower bound of the band, as it is read back.
    Column("staff", _("Employees (at least)"), lambda row: row.organisation.staff_band),
    Column("wz", _("Industry"), lambda row: ", ".join(map(str, row.organisation.activities.all()))),
    _office("register", _("Register"), lambda row: row.organisation.register_entry),
    _office("vat_id", _("VAT id"), lambda row: row.organisation.vat_id),
)


def _members(asked: Asked) -> QuerySet[Membership]:
    form = MemberListForm(asked.query, network=asked.network, viewer=asked.viewer, is_drawn=False)
    rows = as_of.members(
        asked.network, asked.day, words=form.words, state=form.asked_state, viewer=asked.viewer
    )
    return form.keep(rows, asked.day).with_class(asked.day)


def _organisation_card(row: Membership | SupportingBody) -> Card:
    firm, seat = row.organisation, row.seat  # type: ignore[union-attr]  # set by `seats`
    return Card(
        name=firm.name,
        uid=f"kurzweg:{firm.public_id}",
        is_organisation=True,
        organisation=firm.name,
        email=firm.email,
        phone=firm.phone,
        street=seat.street,
        postal_code=seat.postal_code,
        town=seat.town,
        country=seat.country,
        website=firm.website,
    )


register(
    Listing(
        name="members",
        label=_("Members"),
        columns=MEMBER_COLUMNS,
        rows=_members,
        prepare=seats,
        card=_organisation_card,
    ),
    Listing(
        name="bodies",
        label=_("Supporting bodies"),
        columns=dated(NAME, *ADDRESS, *REACHED, *CONTACT),
        rows=lambda asked: as_of.bodies(asked.network, asked.day),
        audience=OFFICE,
        prepare=seats,
        card=_organisation_card,
    ),
    Listing(
        name="sites",
        label=_("Sites"),
        columns=dated(
            NAME,
            Column("site", _("Name of the site"), lambda site: site.name),
            Column("street", _("Street"), lambda site: site.street),
            Column("postal_code", _("Postcode"), lambda site: site.postal_code),
            Column("town", _("Town"), lambda site: site.town),
            Column("country", _("Country"), lambda site: site.country),
            Column("is_seat", _("Seat"), lambda site: _said(site.is_seat)),
        ),
        rows=lambda asked: as_of.sites(asked.network, asked.day),
        audience=OFFICE,
    ),
    Listing(
        name="sections",
        label=_("Taking part in sections"),
        columns=dated(Column("section", _("Section"), lambda row: row.section.name), NAME),
        rows=lambda asked: as_of.taking_part_in_any(asked.network, asked.day),
        audience=OFFICE,
    ),
)


def _said(is_so: bool) -> str:
    return str(_("yes")) if is_so else ""


# Letters ------------------------------------------------------------------------------------------


def addressees(asked: Asked, rows: list[Any]) -> None:
    """Choose to whom a letter to each organisation goes: who answers, or keeps the entry, or it."""
    seats(asked, rows)
    for row in rows:
        if not (row.contact.answers_requests or row.contact.is_admin):
            row.contact = Position(person=Person())
        row.abroad = _abroad(row)


def _salutation(row: Any) -> str:
    # Nobody is asked whether she is a Mrs or he a Mr: the name is enough.
    name = row.contact.person.name
    return gettext("Good day %(name)s,") % {"name": name} if name else gettext("Good day,")


def _written_to(row: Any) -> str:
    return str(row.contact.person.email or row.organisation.email)


def _abroad(row: Any) -> str:
    """Name the country below the town, in capitals, where the letter leaves this one."""
    country = row.seat.country
    if country in ("", HERE):
        return ""
    # In the language of the country that the letter leaves: its post office reads it.
    return Locale.parse("de").territories.get(country, country).upper()


register(
    Listing(
        name="letters",
        label=_("Letters to members"),
        columns=(
            NAME,
            Column("addressee", _("For the attention of"), lambda row: row.contact.person.name),
            *ADDRESS[:3],
            Column("abroad", _("Country below the address"), lambda row: row.abroad),
            Column("salutation", _("Salutation"), _salutation),
            *CONTACT[:4],
            Column(
                "mail", _("Mail"), lambda row: row.contact.person.email or row.organisation.email
            ),
            Column("number", _("Membership number"), lambda row: row.number),
        ),
        rows=_members,
        audience=OFFICE,
        prepare=addressees,
    ),
)


# Persons ------------------------------------------------------------------------------------------

PERSON = (
    Column("title", _("Title"), lambda person: person.title),
    Column("given_name", _("Given name"), lambda person: person.given_name),
    Column("family_name", _("Family name"), lambda person: person.family_name),
)
REACHING = (
    Column("email", _("Mail"), lambda person: person.email),
    Column("phone", _("Phone"), lambda person: person.phone),
)


def _of_person(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    def value(column: Column) -> Callable[[Any], Cell]:
        return lambda row: column.value(row.person)

    return tuple(Column(each.name, each.label, value(each), each.audience) for each in columns)


def _persons(asked: Asked) -> QuerySet[Person]:
    words = PersonListForm(asked.query).words
    return as_of.entered(asked.network, asked.day, today=asked.viewer.today, words=words)


def _positions(person: Person) -> str:
    held = person.positions_then  # type: ignore[attr-defined]  # by `as_of.with_tasks`
    return "; ".join(", ".join(filter(None, (p.organisation.name, p.title))) for p in held)


def _person_card(person: Person) -> Card:
    acts = next(iter(person.positions_then), None)  # type: ignore[attr-defined]
    return Card(
        name=person.name,
        uid=f"kurzweg:{person.public_id}",
        title=person.title,
        given_name=person.given_name,
        family_name=person.family_name,
        organisation=acts.organisation.name if acts else "",
        position=acts.title if acts else "",
        email=person.email,
        phone=person.phone,
    )


register(
    Listing(
        name="persons",
        label=_("Persons"),
        columns=(
            *PERSON,
            *REACHING,
            Column("positions", _("Organisation and position"), _positions),
            Column(
                "tasks",
                _("Tasks in the network"),
                lambda person: ", ".join(str(each.task) for each in person.tasks_then),
            ),
        ),
        rows=_persons,
        audience=OFFICE,
        card=_person_card,
    ),
    Listing(
        name="positions",
        label=_("Who acts for whom"),
        columns=dated(
            NAME,
            *_of_person((*PERSON, *REACHING)),
            Column("position", _("Position"), lambda row: row.title),
            Column("admin", _("Keeps the entry"), lambda row: _said(row.is_admin)),
            Column("answers", _("Answers requests"), lambda row: _said(row.answers_requests)),
        ),
        rows=lambda asked: as_of.positions(asked.network, asked.day),
        audience=OFFICE,
    ),
    Listing(
        name="tasks",
        label=_("Tasks in the network"),
        columns=dated(
            Column("kind", _("Kind"), lambda row: str(row.get_kind_display())),
            Column("task", _("Task"), lambda row: str(row.task)),
            *_of_person((*PERSON, *REACHING)),
            Column("section", _("Section"), lambda row: row.section.name if row.section else ""),
        ),
        rows=lambda asked: as_of.mandates(asked.network, asked.day),
        audience=OFFICE,
    ),
)
