"""Offers, needs, matches, outcomes. Needs: places, people, networks."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "kurzweg.market"
    label = "market"

    def ready(self) -> None:
        from kurzweg.core import ledger
        from kurzweg.market import locating
        from kurzweg.market.models import Need, Offer
        from kurzweg.places import relying

        # Not only the public ones: one that was public until now has to leave the pages, too.
        for model in (Need, Offer):
            ledger.shown_to_strangers(model, lambda row: row.published_at is not None)
        relying.register("open needs", locating.locate_all)
