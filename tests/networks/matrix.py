"""Networks, and the organisations that belong to them."""

from datetime import timedelta

from kurzweg.core import rules
from kurzweg.core.models import Erasure
from kurzweg.networks import acting as acting_rules
from kurzweg.networks import mistakes
from kurzweg.networks.models import (
    ClassTerm,
    FunderStrip,
    LegalKind,
    LegalNotice,
    LegalText,
    Mandate,
    Membership,
    MembershipClass,
    NetworkArea,
    Section,
    SectionMembership,
    Subregion,
)
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Organisation
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
    SupportingBodyFactory,
)

# The way in and the way out: files of their own.
from tests.networks import matrix_of_joining, matrix_of_notices  # noqa: F401
from tests.networks.matrix_of_inviting import responsible_for_entry
from tests.promises.samples import Seen, held, mutant, rows, sample, seen, shows_in
from tests.promises.world import Half, Placed, Principal, Relation

NEW_MEMBER = {"name": "Neu", "kind": "company", "town": "Hier", "since": "2026-01-01"}
ENTRY = {
    "name": "Anders",
    "kind": "company",
    "activities-TOTAL_FORMS": "0",
    "activities-INITIAL_FORMS": "0",
    "certificates-TOTAL_FORMS": "0",
    "certificates-INITIAL_FORMS": "0",
}
TASK = {"kind": "board", "title": "Vorsitz", "since": "2026-01-01"}
NEW_TASK = {**TASK, "family_name": "Neu"}
SETTINGS = {
    "name": "Anders",
    "region_name": "Anderswo",
    "accent": "#1f5f5b",
    "mail_name": "Büro",
    "mail_from": "buero@netz.example",
}


def acts_for_it(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever acts for the organisation herself: nobody leaves for others."""
    return parts["public_id"].row.pk in principal.organisation_ids


def responsible_for_person(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Of somebody who acts for this very organisation."""
    organisation, person = parts["public_id"], parts["person_id"]
    acts_there = person.row.positions.filter(organisation=organisation.row).exists()
    return acts_there and responsible_for_entry(principal, parts)


def responsible_for_site(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Of a place of this very organisation."""
    is_there = parts["site_id"].row.organisation_id == parts["public_id"].row.pk
    return is_there and responsible_for_entry(principal, parts)


@rows
def acting(half: Half) -> None:
    """Whom the office entered at a firm, and who is there without it."""
    entered = PersonFactory(entered_by_network=half.network, account=None, email="b@firm.example")
    PositionFactory(person=entered, organisation=half.firm, entered_by_network=half.network)
    half.put("acting", Relation.OWN, entered)
    half.put("acting", Relation.SAME_ORGANISATION, half.colleague)
    half.put("acting", Relation.SAME_NETWORK, half.other_member)


@rows
def mistakenly_entered(half: Half) -> None:
    firm = MembershipFactory(network=half.network).organisation
    half.put("mistaken", Relation.OWN, firm, owner=firm)


def all_that_goes(half: Half, principal: Principal) -> dict[str, str]:
    """What the page showed: the print of all that hangs on the entry."""
    firm = half.rows["mistaken"][Relation.OWN].row
    return {"seen": mistakes.going_with(firm, network=half.network).print}


@rows
def memberships(half: Half) -> None:
    """A member, and one that has given notice."""
    memberships = Membership.objects.in_network(half.network)
    half.put("membership", Relation.OWN, memberships.get(organisation=half.firm))
    half.put("membership", Relation.SAME_NETWORK, memberships.get(organisation=half.neighbour))
    today = half.network.today()
    leaving = MembershipFactory(
        network=half.network,
        notice_on=today,
        until=today + timedelta(days=90),
        end_reason="Betriebsaufgabe",
    )
    half.put("leaving", Relation.OWN, leaving)


@rows
def sites(half: Half) -> None:
    for relation, organisation, _person in half.owners():
        half.put("site", relation, SiteFactory(organisation=organisation, is_seat=False))


@rows
def organisations(half: Half) -> None:
    for relation, organisation, _person in half.owners():
        half.put("organisation", relation, organisation, owner=organisation)


@rows
def eyes(half: Half) -> None:
    half.put("eyes", Relation.OWN, half.firm, word="member")


@rows
def applications(half: Half) -> None:
    applicant = OrganisationFactory()
    SiteFactory(organisation=applicant)
    asked_on = half.network.today() - timedelta(days=3)
    application = MembershipFactory(
        network=half.network, organisation=applicant, since=None, applied_on=asked_on
    )
    half.put("application", Relation.OWN, application)


def all_rules(half: Half, principal: Principal) -> dict[str, str]:
    """What the page sends: a value for each rule that any app declares."""
    declared = [rule for group in rules.grouped().values() for rule in group]
    values = {rule.name: str(rule.default) for rule in declared if not rule.is_yes_or_no}
    return values | {"ask_open_days": "20", "since": f"{half.network.today():%Y-%m-%d}"}


@rows
def planned_rules(half: Half) -> None:
    tomorrow = half.network.today() + timedelta(days=1)
    rule = half.network.decided_rules.create(name="ask_open_days", value=20, since=tomorrow)
    half.put("rule", Relation.OWN, rule)


@rows
def legal(half: Half) -> None:
    """Who answers for the network, and an imprint that its office wrote."""
    LegalNotice.objects.create(network=half.network, town="Hier")
    LegalText.objects.create(network=half.network, kind=LegalKind.IMPRINT, text_de="Wir.")


@rows
def parts_of_networks(half: Half) -> None:
    section = Section.objects.create(network=half.network, name="Optik")
    half.put("section", Relation.OWN, section)
    areas = [NetworkArea(network=half.network, ags=ags) for ags in ("05974040", "05974028")]
    NetworkArea.objects.bulk_create(areas)
    subregion = Subregion.objects.create(network=half.network, name="Hellweg")
    subregion.areas.set(half.network.areas.all())
    half.put("subregion", Relation.OWN, subregion)
    half.put("body", Relation.OWN, SupportingBodyFactory(network=half.network))
    funder = FunderStrip.objects.create(network=half.network, text="Land")
    half.put("funder", Relation.OWN, funder)
    member = Membership.objects.in_network(half.network).exclude(since=None).first()
    SectionMembership.objects.create(
        network=half.network, section=section, organisation=member.organisation
    )


@rows
def classes(half: Half) -> None:
    """A class that members are in, and one that nobody ever was in."""
    firms, unused = (
        MembershipClass.objects.create(network=half.network, name=name, for_whom=f"für {name}")
        for name in ("Firmen", "Förderer")
    )
    half.put("class", Relation.OWN, unused)
    for membership in Membership.objects.in_network(half.network).exclude(since=None):
        ClassTerm.objects.create(
            network=half.network, membership=membership, membership_class=firms
        )


def somebody_in(half: Half, principal: Principal) -> dict[str, str]:
    """Who takes part in the section of this network."""
    rows = SectionMembership.objects.in_network(half.network).select_related("organisation")
    return {"member": rows.first().organisation.public_id}


def joining(half: Half, principal: Principal) -> dict[str, str]:
    return {"member": half.neighbour.name}


@rows
def tasks(half: Half) -> None:
    """A task that does not run the office: whoever ends it empties none."""
    person = PersonFactory(entered_by_network=half.network, account=None, email="v@firm.example")
    task = MandateFactory(network=half.network, person=person, kind="ambassador")
    half.put("task", Relation.OWN, task)
    run = Mandate.objects.in_network(half.network).filter(kind="office").order_by("pk")[0]
    half.put("office held", Relation.OWN, run)
    over = MandateFactory(network=half.network, kind="ambassador", follows=task)
    half.put("task handed over", Relation.OWN, over)


@rows
def persons(half: Half) -> None:
    """Somebody whom this network's office entered, and somebody who was erased there."""
    person = PersonFactory(entered_by_network=half.network, account=None, email="a@firm.example")
    half.put("person", Relation.OWN, person)
    erasure = Erasure.objects.create(network_id=half.network.pk)
    half.put("erasure", Relation.OWN, erasure)


sample("networks:organisation-detail", public_id="organisation")
sample("networks:activity-names", queries=("", "?q=25.61", "?q=Härten"))
sample("networks:organisation-take-out", public_id="mistaken", form=all_that_goes)
SITE = {"public_id": "organisation", "site_id": "site", "may": responsible_for_site}
sample("networks:site-list", public_id="organisation", may=responsible_for_entry)
sample(
    "networks:site-new",
    public_id="organisation",
    may=responsible_for_entry,
    form={"town": "Anderswo", "country": "DE"},
)
sample("networks:site-edit", **SITE, form={"town": "Anderswo", "country": "DE"})
sample("networks:site-point", **SITE, form={"point": "51,6 / 8,1"})
sample("networks:site-take-out", **SITE, form={})

sample("networks:acting-list", public_id="organisation", may=responsible_for_entry)
sample(
    "networks:acting-new",
    public_id="organisation",
    may=responsible_for_entry,
    form={"family_name": "Neu", "email": "neu@firm.example", "language": "de"},
)
sample(
    "networks:acting-edit",
    public_id="organisation",
    person_id="acting",
    may=responsible_for_person,
    form={
        "family_name": "Anders",
        "positions-TOTAL_FORMS": "0",
        "positions-INITIAL_FORMS": "0",
    },
)

sample(
    "networks:organisation-shown",
    public_id="organisation",
    may=responsible_for_entry,
    form={"shown_phone": "5"},
)
sample(
    "networks:organisation-shown-to",
    public_id="organisation",
    who="eyes",
    may=responsible_for_entry,
)
sample("networks:declaration-list", form={})
sample("networks:silent-list")
for name in ("prospects", "applications", "approvals", "declarations", "silent"):
    sample(f"list-{name}", queries=("?as=csv",))
sample("networks:label-sheets", queries=("", "?layout=2x7&first=3", "?layout=9x9"))
sample("networks:organisation-known", public_id="organisation", may=responsible_for_entry)
sample(
    "networks:organisation-known-export",
    public_id="organisation",
    may=responsible_for_entry,
    form={},
)
sample("networks:organisation-leave", public_id="organisation", may=acts_for_it, form={})
sample(
    "networks:organisation-list",
    queries=("", "?page=2", "?page=nothing", "?state=left", "?section=nothing&town=Hier"),
)
sample("networks:own-organisation")
sample("networks:membership-edit", public_id="membership", form={"since": "2019-01-01"})
sample("networks:membership-end", public_id="membership", form={"until": "2030-12-31"})
sample("networks:membership-go-on", public_id="leaving", form={})
sample("networks:membership-admit", public_id="application", form={})

sample("networks:member-new", form=NEW_MEMBER)
sample(
    "networks:organisation-edit",
    public_id="organisation",
    may=responsible_for_entry,
    form=ENTRY,
)
sample("networks:settings")
sample("networks:presentation", form=SETTINGS)
sample("networks:rules", form=all_rules)
sample("networks:rule-withdraw", public_id="rule", form={})
sample("networks:release", form={"drop": ""})

sample("networks:installation-imprint")
sample("networks:imprint", queries=("", "?language=en"))
sample("networks:privacy", queries=("", "?language=en"))
sample("networks:contact", queries=("", "?language=en"))
sample("networks:legal", form={"town": "Hier"})
sample("networks:area", form={"areas": "05974040\n05974028"})
sample("networks:subregion-new", form={"name": "Nord", "areas": "05974040"})
sample("networks:subregion-edit", public_id="subregion", form={"areas": "05974040"})
sample("networks:subregion-remove", public_id="subregion", form={})
sample("networks:section-list", form={"name": "Mechanik"})
sample("networks:section-edit", public_id="section", form={"name": "Anders"})
sample("networks:section-join", public_id="section", form=joining)
sample("networks:section-leave", public_id="section", form=somebody_in)
sample("networks:class-list", form={"name": "Privatpersonen"})
sample("networks:class-edit", public_id="class", form={"name": "Anders", "order": "1"})
sample("networks:class-remove", public_id="class", form={})
sample("networks:membership-class", public_id="membership", form={"membership_class": ""})
sample("networks:body-list", form={**NEW_MEMBER, "name": "Zweckverband"})
sample("networks:body-edit", public_id="body", form={"since": "2025-01-01"})
sample("networks:funder-list", form={"text": "Bund"})
sample("networks:funder-edit", public_id="funder", form={"text": "Bund"})

for kind in LegalKind:
    sample(f"networks:legal-text-{kind}", form={"text_de": "Anders."})
    sample(f"networks:legal-check-{kind}", form={})

sample("networks:mandate-list")
sample("networks:mandate-new", form=NEW_TASK)
sample("networks:mandate-edit", public_id="task", form=TASK)
sample("networks:hand-over", public_id="office held", form={})
sample("networks:hand-over-take-back", public_id="task handed over", form={})
sample("networks:mandate-end", public_id="task", form={})

sample("networks:person-list", queries=("", "?page=2", "?q=Berger"))
sample("networks:person-detail", public_id="person")
sample("networks:person-edit", public_id="person", form={"family_name": "Anders"})
sample("networks:person-export", public_id="person", form={})
sample("networks:person-erase", public_id="person", form={"is_sure": "on"})
sample("networks:erasure-detail", public_id="erasure")
sample("networks:processing")

seen("networks.Network", Seen.PUBLIC)
# What the list of networks at the front door says.
for name in ("name", "claim", "region_name", "public_id"):
    seen(f"networks.Network.{name}", Seen.ANYWHERE)
# What a grant wants to be read stands on pages opened from a mail as well; they name no network.
seen("networks.FunderStrip.text", Seen.ANYWHERE)
seen("networks.Membership", Seen.OFFICE)
# What is known of a firm its own people read; why it left stays with the office that heard it.
seen("networks.Membership.number", Seen.OWNER)
seen("networks.Membership.source", Seen.OWNER)
seen("networks.Section", Seen.PUBLIC)
# Whoever applies chooses among them.
seen("networks.MembershipClass", Seen.PUBLIC)
seen("networks.Subregion", Seen.PUBLIC)
seen("networks.SupportingBody", Seen.OFFICE)
seen("networks.NetworkArea", Seen.PUBLIC)
seen("networks.FunderStrip", Seen.PUBLIC)
seen("networks.Mandate", Seen.INSIDE)
seen("networks.LegalNotice", Seen.PUBLIC)
seen("networks.LegalText", Seen.PUBLIC)

shows_in("MembershipQuerySet.visible_to", "networks:", "insight:")
held(
    "MembershipQuerySet.visible_to: all of the network",
    "the lists show who is active on the day",
)
mutant(
    "acting: whoever belongs keeps the persons of all",
    (acting_rules, "staffed_by", lambda viewer: Organisation.objects.all()),
    areas=("networks:acting",),
)
mutant(
    "memberships: applications shown, both locks off",
    (MembershipQuerySet, "visible_to", lambda rows, viewer: rows.in_network(viewer)),
    (MembershipQuerySet, "active", lambda rows, on: rows.all()),
)
for listed in (
    "members",
    "persons",
    "positions",
    "tasks",
    "sections",
    "bodies",
    "sites",
    "letters",
):
    sample(f"list-{listed}", queries=("?as=csv", "?as=csv&on=2024-12-31", "?as=vcard"))
