"""Weights: one proposal in each network, for its office alone."""

from tests.market.factories import RankingProfileFactory
from tests.promises.samples import rows, sample
from tests.promises.world import Half, Relation


@rows
def proposals(half: Half) -> None:
    proposal = RankingProfileFactory(network=half.network, version=f"of-{half.network.slug}")
    half.put("proposal", Relation.OWN, proposal, word=proposal.version)


sample("learning:weights")
sample("learning:small-firms-first", form={"on": ""})
sample("learning:weights-adopt", version="proposal", form={})
sample("learning:weights-set-aside", version="proposal", form={})
