"""What members owe for a year: scale and list of dues. Needs: people, networks."""

from django.apps import AppConfig


class DuesConfig(AppConfig):
    name = "kurzweg.dues"
    label = "dues"
