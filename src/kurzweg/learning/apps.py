"""What a network learns from the answers of its firms. Needs: market, introductions."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "kurzweg.learning"
    label = "learning"
