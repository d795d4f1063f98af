"""The fictional region that `make demo` shows."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kurzweg.demo"
    label = "demo"
