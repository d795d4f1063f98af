"""What the diary shows on the front page of a network."""

from kurzweg.core.panels import Panel, Slot, register
from tests.rooms.diary.views import NOTES


def newest(viewer, network):
    return {"note": NOTES[-1]} if viewer.is_office else None


register(Panel(slot=Slot.HOME, template="diary/newest.html", rows=newest))
