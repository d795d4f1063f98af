"""Spreadsheets of members in, and undone. Needs: people, networks, market, merging, places."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "kurzweg.imports"
    label = "imports"
