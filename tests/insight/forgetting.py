"""Rows of issued figures whose clock ran out."""

from kurzweg.insight.models import Snapshot, SnapshotRow
from tests.factories import MembershipFactory


def counted_row(at):
    """A firm that was counted once, and left long ago."""
    left = MembershipFactory(until=at.date())
    issued = Snapshot.objects.create(network=left.network, counted_on=at.date(), number=1)
    return SnapshotRow.objects.create(
        snapshot=issued, row_id=left.pk, organisation_id=left.organisation_id
    )


OVER = {("firm name", SnapshotRow): counted_row}
