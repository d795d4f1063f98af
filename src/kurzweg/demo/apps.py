"""The region that `make demo` shows. Needs: people, networks, imports."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kurzweg.demo"
    label = "demo"
