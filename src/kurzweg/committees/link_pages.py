"""What links from the mails of committees open: minutes, and the answers to a task."""

from __future__ import annotations

from kurzweg.committees.mails import MINUTES, TASK
from kurzweg.committees.views.by_link import minutes_by_link, task_by_link
from kurzweg.core.link_pages import LinkPage, register

register(LinkPage(purpose=MINUTES, draw=minutes_by_link))
register(LinkPage(purpose=TASK, draw=task_by_link))
