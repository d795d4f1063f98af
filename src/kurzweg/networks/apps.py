"""Who belongs: networks, memberships, mandates, supporting bodies. Needs: people, places."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "kurzweg.networks"
    label = "networks"

    def ready(self) -> None:
        from kurzweg.core import audit, outbox
        from kurzweg.networks import concerned, sites, trial
        from kurzweg.networks.roles import name_inside
        from kurzweg.places import relying

        concerned.register()
        outbox.hold_while(trial.holds_back)
        audit.register_naming(name_inside)
        relying.register("sites", sites.locate_all)
