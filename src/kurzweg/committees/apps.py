"""What committees do: minutes, tasks, papers, confidentiality. Needs: people, networks."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "kurzweg.committees"
    label = "committees"
