"""What is due, numbers, search: the apps are reached by contracts only. Needs: networks, people."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "kurzweg.insight"
    label = "insight"
