"""Rows of lists whose clock ran out."""

from datetime import timedelta

from kurzweg.imports.models import Arrival, CameBy, Line, MemberList, Remark, Verdict, Written
from tests.factories import MembershipFactory, NetworkFactory, PersonFactory
from tests.imports.factories import ListFactory
from tests.networks.forgetting import prospect as over_prospect


def _list(at):
    return ListFactory(uploaded_at=at - timedelta(days=1))


def _arrival(at):
    list_ = ListFactory(uploaded_at=at)
    person = PersonFactory(account=None, email="", entered_by_network=list_.network)
    type(person).objects.filter(pk=person.pk).update(created_at=at - timedelta(days=1))
    return Arrival.objects.create(
        network=list_.network, member_list=list_, person=person, arrived_at=at
    )


def _arrival_of_a_prospect(at):
    prospect = over_prospect(at)
    return Arrival.objects.create(
        network=prospect.network, prospect=prospect, came_by=CameBy.HAND, arrived_at=at
    )


def _remark(at):
    member = MembershipFactory(network=NetworkFactory())
    return Remark.objects.create(
        network=member.network,
        organisation=member.organisation,
        kind="consent",
        column="Newsletter",
        text="ja",
        said_on=at.date() - timedelta(days=1),
    )


OVER = {
    ("list remark", Remark): _remark,
    ("member list", MemberList): _list,
    ("member list", Line): lambda at: Line.objects.create(
        member_list=_list(at), row=1, verdict=Verdict.NEW, name="Spindler"
    ),
    ("member list", Written): lambda at: Written.objects.create(
        member_list=_list(at), row=1, name="Spindler", organisation_id=1
    ),
    ("origin", Arrival): _arrival,
    ("prospect", Arrival): _arrival_of_a_prospect,
}
