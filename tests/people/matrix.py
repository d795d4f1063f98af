"""Sign-in, sign-out, who acts; who may see what of people and organisations."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from kurzweg.people.models import Organisation, Person
from tests.factories import NetworkFactory, PersonFactory
from tests.promises.samples import Seen, mutant, rows, sample, seen, shows_in
from tests.promises.world import Half, Placed, Principal, Relation


def address_of_member(half: Half, principal: Principal) -> dict[str, Any]:
    return {"email": half.member.account.email}


def oneself(half: Half, principal: Principal) -> dict[str, Any]:
    return oneself_as("person", principal)


def oneself_as(name: str, principal: Principal) -> dict[str, Any]:
    return {name: principal.person.public_id} if principal.person else {}


@rows
def double(half: Half) -> None:
    """A third network entered the member as well: only she may join the rows."""
    member = half.member
    PersonFactory(
        phone="0201",
        account=member.account,
        entered_by_network=NetworkFactory(),
    )
    half.put("double", Relation.OWN, member)


def herself(principal: Principal, parts: dict[str, Placed]) -> bool:
    return principal.person == parts["public_id"].row


def told_of_herself(principal: Principal) -> set[tuple[str, int, str]]:
    """What names her, in whatever app, and the rows that those lead to: a need, a firm."""
    hers = {
        row
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.one_to_many
        for row in relation.related_model._base_manager.filter(
            **{relation.field.name: principal.person}
        )
    }
    beside = {
        getattr(row, field.name)
        for row in hers
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model is not Person and getattr(row, field.name)
    }
    return {
        (row._meta.label, row.pk, field.name)
        for row in hers | beside
        for field in row._meta.concrete_fields
    }


def joined(half: Half, principal: Principal) -> dict[str, Any]:
    return oneself_as("keep", principal) | {"is_sure": "on"}


def seen_by(organisation: Organisation) -> Seen:
    """Who belongs to a network is public; who would like to is not."""
    is_member = organisation.memberships.across_networks("whose name is public").filter(
        since__isnull=False
    )
    bodies = organisation.supports.across_networks("whose name is public")
    return Seen.PUBLIC if is_member.exists() or bodies.exists() else Seen.OFFICE


def reached_by(person: Person) -> Seen:
    """Whoever is responsible for a firm enters how those are reached who act for it alone."""
    is_entered = person.entered_by_network_id is not None
    return Seen.OWNER if is_entered and person.positions.count() == 1 else Seen.OFFICE


sample("account_login", form=address_of_member)
sample("account_request_login_code", form=address_of_member)
sample("account_confirm_login_code", form={"code": "ABC-DEF"})
sample("account_logout", form={})
sample("people:who", form=oneself)
sample("people:who-join", public_id="double", form=joined, may=herself)

sample("people:own")
sample("people:own-export", form={}, tells=told_of_herself)
sample("people:own-erase", form={"is_sure": "on"}, tells=told_of_herself)

seen("people.Organisation", seen_by)
seen("people.Site", lambda site: seen_by(site.organisation))
seen("people.Certificate", Seen.PUBLIC)
seen("people.Activity", Seen.PUBLIC)
# A name is said inside; addresses and numbers of persons only after somebody agreed.
seen("people.Person", Seen.INSIDE)
seen("people.Person.email", reached_by)
seen("people.Person.phone", reached_by)
seen("people.Position", Seen.INSIDE)

mutant(
    "accounts: deactivated ones still act",
    (ModelBackend, "user_can_authenticate", lambda self, user: True),
    areas=("insight:", "people:"),
    held_by="viewer_of asks again whether the account is active",
)

shows_in("OrganisationQuerySet.editable_by", "networks:")
