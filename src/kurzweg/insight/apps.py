"""What is due, numbers, search: reaches the apps through the contracts only."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "kurzweg.insight"
    label = "insight"
