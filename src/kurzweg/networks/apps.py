"""Who belongs: networks, memberships, mandates, supporting bodies. Needs: people."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "kurzweg.networks"
    label = "networks"
