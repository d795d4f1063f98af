"""Offers, needs, matches, outcomes. Needs: people, networks."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "kurzweg.market"
    label = "market"
