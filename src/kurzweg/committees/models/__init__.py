"""Minutes and tasks of committees."""

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
    "MeetingRecord",
    "Remark",
    "RemarkKind",
    "Task",
    "TaskState",
]
