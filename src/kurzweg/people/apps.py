"""Who exists: accounts, persons, organisations, sites, positions."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kurzweg.people"
    label = "people"

    def ready(self) -> None:
        from kurzweg.core import outbox
        from kurzweg.people import sign_in

        outbox.register_gate(sign_in.only_to_the_known)
