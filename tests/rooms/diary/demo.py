"""What of the invented region is the diary's: who called the office of a network."""

from kurzweg.core.demo import Part, register
from kurzweg.core.panels import Note
from tests.rooms.diary.views import NOTES


def plant(world, rows):
    members = [firm for firm in world.firms if "riegelstein" in firm.networks]
    caller = world.chance("diary").choice(members)
    NOTES.append(Note(f"{caller.organisation.name} hat angerufen"))
    yield "1 note"


register(Part("diary", plant, needs=("networks",)))
