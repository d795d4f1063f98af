"""Who exists: accounts, persons, organisations, sites, positions. Needs: core."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kurzweg.people"
    label = "people"
