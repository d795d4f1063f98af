"""Confidential notes of the office about members and their people. Needs: people, networks."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "kurzweg.notes"
    label = "notes"
