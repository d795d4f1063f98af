"""What the links open: an application, the question to the board, the yearly one to a firm."""

from __future__ import annotations

from kurzweg.core.link_pages import LinkPage, register
from kurzweg.networks import applying, approving, declarations
from kurzweg.networks.views.applying import application_link
from kurzweg.networks.views.approving import approval_link
from kurzweg.networks.views.declarations import declaration_answer

register(LinkPage(purpose=applying.PURPOSE, draw=application_link))
register(LinkPage(purpose=approving.PURPOSE, draw=approval_link))
register(LinkPage(purpose=declarations.PURPOSE, draw=declaration_answer))
