"""Entries that are one organisation: listed, merged, taken apart. Needs: people, networks."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "kurzweg.merging"
    label = "merging"

    def ready(self) -> None:
        from kurzweg.core import moved
        from kurzweg.merging.models import new_address
        from kurzweg.people.models import Organisation

        moved.register(Organisation, new_address)
