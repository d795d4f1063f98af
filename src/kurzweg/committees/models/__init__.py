"""Minutes, tasks, files and confidentiality of committees."""

from kurzweg.committees.models.confidentiality import Declaration, Signature
from kurzweg.committees.models.papers import Paper
from kurzweg.committees.models.records import (
    Addendum,
    AgendaPoint,
    Attendance,
    AttendanceState,
    MeetingRecord,
    Remark,
    RemarkKind,
)
from kurzweg.committees.models.tasks import Task, TaskState

__all__ = [
    "Addendum",
    "AgendaPoint",
    "Attendance",
    "AttendanceState",
    "Declaration",
    "MeetingRecord",
    "Paper",
    "Remark",
    "RemarkKind",
    "Signature",
    "Task",
    "TaskState",
]
