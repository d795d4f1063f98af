"""Who asks whom for a contact, and what they answered. Needs: people, networks, market."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "kurzweg.introductions"
    label = "introductions"
