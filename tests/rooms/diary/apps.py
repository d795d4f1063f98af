"""What the office wrote down: an app of a few lines, as a package could bring one."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "tests.rooms.diary"
    label = "diary"
