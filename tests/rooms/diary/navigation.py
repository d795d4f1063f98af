"""The way to the diary."""

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import OFFICE

register(Way(slot=Slot.SECTIONS, label="Tagebuch", route="diary:diary", audience=OFFICE, order=40))
