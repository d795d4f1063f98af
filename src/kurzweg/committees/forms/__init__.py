"""Forms of committees: what they are, who sits there, what was said, and the answers."""

from kurzweg.committees.forms.committees import (
    CommitteeForm,
    NewCommitteeForm,
    NewSeatForm,
    SeatForm,
)

__all__ = ["CommitteeForm", "NewCommitteeForm", "NewSeatForm", "SeatForm"]
