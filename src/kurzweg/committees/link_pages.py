"""What links from the mails of committees open: minutes, a task, a text to confirm."""

from __future__ import annotations

from kurzweg.committees.mails import DECLARATION, MINUTES, TASK
from kurzweg.committees.views.by_link import declaration_by_link, minutes_by_link, task_by_link
from kurzweg.core.link_pages import LinkPage, register

register(LinkPage(purpose=MINUTES, draw=minutes_by_link))
register(LinkPage(purpose=TASK, draw=task_by_link))
register(LinkPage(purpose=DECLARATION, draw=declaration_by_link))
