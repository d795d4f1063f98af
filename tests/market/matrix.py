"""What is looked for and what firms can do: drafts, published, for everyone or not."""

from typing import Any

from django.utils import timezone

from kurzweg.core.viewer import Viewer
from kurzweg.market.models.matches import MatchQuerySet
from tests.market.factories import MatchFactory, NeedFactory, OfferFactory
from tests.promises.samples import (
    Seen,
    acting_for_owner,
    held,
    insiders,
    mutant,
    rows,
    sample,
    seen,
    shows_in,
)
from tests.promises.world import Half, Placed, Principal, Relation

FACTS = {"text": "Wir suchen Drehteile", "title": "Drehteile", "visibility": "network"}
ABILITY = {"text": "Wir drehen", "title": "Drehen", "visibility": "public", "language": "de"}


@rows
def needs(half: Half) -> None:
    for relation, organisation, person in half.owners():
        common = {"network": half.network, "owner": organisation, "contact": person}
        # Matched: whoever looks first at one that is not has it matched, and that is written.
        common |= {"matched_at": timezone.now()}
        half.put("need", relation, NeedFactory(**common), owner=organisation)
        half.put("draft", relation, NeedFactory(**common, draft=True), owner=organisation)
        called = NeedFactory(**common, caller_name="Kim Ohnesorg")
        half.put("called", relation, called, owner=organisation)
        NeedFactory(**common, visibility="public")
        NeedFactory(**common, visibility="matching")


@rows
def offers(half: Half) -> None:
    for relation, organisation, _person in half.owners():
        offer = OfferFactory(network=half.network, organisation=organisation)
        half.put("offer", relation, offer, owner=organisation)
        OfferFactory(network=half.network, organisation=organisation, visibility="network")
        unnamed = OfferFactory(
            network=half.network, organisation=organisation, visibility="matching"
        )
        half.put("unnamed offer", relation, unnamed, owner=organisation)
        OfferFactory(network=half.network, organisation=organisation, published_at=None)
    need = half.rows["need"][Relation.OWN].row
    for rank, kind in enumerate(("offer", "unnamed offer"), start=1):
        MatchFactory(need=need, offer=half.rows[kind][Relation.SAME_NETWORK].row, rank=rank)


def keeping_the_entry(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever is responsible for the firm's entry, and the office."""
    return all(
        principal.acts_for(placed)
        and bool({"organisation admin", "office"} & principal.roles_in(placed.half))
        for placed in parts.values()
        if placed.owner
    )


def for_oneself(half: Half, principal: Principal) -> dict[str, Any]:
    return {"text": "Wir suchen Drehteile aus Messing"}


sample("market:need-list", queries=("", "?q=Drehteile", "?page=2"))
sample("market:need-new", form=for_oneself)
sample("market:organisation-names", queries=("", "?for_whom=Werk"))
sample("market:caller-names", queries=("", "?for_whom=Werk&caller=Berger"))
sample("market:need-enter-caller", public_id="called", form={})
sample("market:need-detail", public_id="need", may=insiders, queries=("", "?firms=all"))
sample("market:need-place", public_id="need", may=insiders)
sample("market:need-edit", public_id="need", form=FACTS, may=acting_for_owner)
sample("market:need-publish", public_id="draft", form={}, may=acting_for_owner)
sample("market:need-discard", public_id="draft", form={}, may=acting_for_owner)
sample("market:need-extend", public_id="need", form={}, may=acting_for_owner)
sample("market:need-close", public_id="need", form={"reason": "not needed"}, may=acting_for_owner)
sample("market:offer-list", public_id="organisation")
sample("market:offer-new", public_id="organisation", form=ABILITY, may=keeping_the_entry)
sample("market:offer-edit", public_id="offer", form=ABILITY, may=keeping_the_entry)
sample("market:offer-withdraw", public_id="offer", form={}, may=keeping_the_entry)


def seen_as_published(row: Any) -> Seen:
    """Who may see the texts of an offer or a need, by its own visibility."""
    if row.published_at is None or row.visibility == "matching":
        return Seen.OWNER
    return Seen.PUBLIC if row.visibility == "public" else Seen.INSIDE


def seen_as_address(offer: Any) -> Seen:
    """The address of what fits stands on the page of who is looking, even where no words do."""
    is_unnamed = offer.published_at is not None and offer.visibility == "matching"
    return Seen.INSIDE if is_unnamed else seen_as_published(offer)


seen("market.Need", seen_as_published)
seen("market.Need.caller_name", Seen.OFFICE)
seen("market.Offer", seen_as_published)
seen("market.Offer.public_id", seen_as_address)
seen("market.Match", Seen.OWNER)
seen("market.RankingProfile", Seen.NOBODY)

shows_in(
    "MatchQuerySet.visible_to", "market:need-detail", "market:need-place", "introductions:start"
)
for mistake in ("all of the network", "all networks"):
    held(
        f"MatchQuerySet.visible_to: {mistake}",
        "matches are read of one need, which is shown",
    )
mutant(
    "matches: viewer and matches, both locks off",
    (Viewer, "may_act_for", lambda self, organisation_id: True),
    (MatchQuerySet, "visible_to", lambda rows, viewer: rows.in_network(viewer)),
)
sample("list-needs", queries=("?as=csv", "?as=csv&q=Drehteile"))
sample("list-offers", queries=("?as=csv",))
