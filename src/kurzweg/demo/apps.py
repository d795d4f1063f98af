"""The region that `make demo` shows. Needs: people, networks."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kurzweg.demo"
    label = "demo"
