"""What firms' answers teach a network. Needs: people, networks, market, introductions."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "kurzweg.learning"
    label = "learning"
