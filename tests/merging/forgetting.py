"""Merges whose clock ran out."""

from kurzweg.merging.models import Merge
from tests.factories import MembershipFactory


def long_ago(at):
    kept = MembershipFactory()
    return Merge.objects.create(
        network=kept.network,
        kept=kept.organisation,
        merged_id=1,
        merged_public_id="gone",
        merged_name="Weg",
        merged_at=at,
        facts={"before": []},
    )


OVER = {("merge", Merge): long_ago}
