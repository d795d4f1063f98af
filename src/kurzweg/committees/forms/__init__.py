"""Forms of committees: what they are, who sits there, what was said, and the answers."""

from kurzweg.committees.forms.committees import (
    CommitteeForm,
    NewCommitteeForm,
    NewSeatForm,
    SeatForm,
)
from kurzweg.committees.forms.confidentiality import DeclarationForm
from kurzweg.committees.forms.records import AddendumForm, NewRecordForm, RecordForm, parts_of
from kurzweg.committees.forms.tasks import HandOverForm, ReplyForm

__all__ = [
    "AddendumForm",
    "CommitteeForm",
    "DeclarationForm",
    "HandOverForm",
    "NewCommitteeForm",
    "NewRecordForm",
    "NewSeatForm",
    "RecordForm",
    "ReplyForm",
    "SeatForm",
    "parts_of",
]
