"""Rows of issued lists of dues whose clock ran out."""

from kurzweg.dues.models import DuesAgreement, DuesList, DuesRow
from tests.factories import MembershipFactory


def _row(at):
    member = MembershipFactory()
    day = at.date()
    issued = DuesList.objects.create(
        network=member.network, begins_on=day, known_on=day, parts=1, number=1, doubtful=1,
        total=0, issued_at=at,
    )  # fmt: skip
    return DuesRow.objects.create(
        dues_list=issued, place=1, name="Werk", doubt="Nicht bekannt.",
        membership_id=member.pk, organisation_id=member.organisation_id,
    )  # fmt: skip


def _agreement(at):
    member = MembershipFactory()
    return DuesAgreement.objects.create(
        network=member.network, organisation=member.organisation, amount=1, reason="Neu",
        until=at.date(),
    )  # fmt: skip


OVER = {("dues", DuesRow): _row, ("dues", DuesAgreement): _agreement}
