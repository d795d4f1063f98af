"""What the links from the mails around an introduction open."""

from __future__ import annotations

from kurzweg.core.link_pages import LinkPage, register
from kurzweg.introductions.models import ANSWER, OBJECTION
from kurzweg.introductions.views.answering import introduction_answer, introduction_objection

register(LinkPage(purpose=ANSWER, draw=introduction_answer))
register(LinkPage(purpose=OBJECTION, draw=introduction_objection))
