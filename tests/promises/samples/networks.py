"""Networks, and the organisations that belong to them."""

from datetime import timedelta

from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.promises.samples import Seen, rows, sample, seen
from tests.promises.world import Half, Relation


@rows
def organisations(half: Half) -> None:
    for relation, organisation, _person in half.owners():
        half.put("organisation", relation, organisation, owner=organisation)


@rows
def applications(half: Half) -> None:
    applicant = OrganisationFactory()
    SiteFactory(organisation=applicant)
    asked_on = half.network.today() - timedelta(days=3)
    application = MembershipFactory(
        network=half.network, organisation=applicant, since=None, applied_on=asked_on
    )
    half.put("application", Relation.OWN, application)


sample("networks:organisation-detail", public_id="organisation")
sample("networks:organisation-list", queries=("", "?page=2", "?page=nothing"))
sample("networks:membership-admit", public_id="application", form={})

seen("networks.Network", Seen.PUBLIC)
# What the list of networks at the front door says.
for name in ("name", "claim", "region_name", "public_id"):
    seen(f"networks.Network.{name}", Seen.ANYWHERE)
seen("networks.Membership", Seen.OFFICE)
seen("networks.Section", Seen.PUBLIC)
seen("networks.Subregion", Seen.PUBLIC)
seen("networks.NetworkArea", Seen.PUBLIC)
seen("networks.FunderStrip", Seen.PUBLIC)
seen("networks.Mandate", Seen.INSIDE)
