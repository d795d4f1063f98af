"""What the links open: an application, the board's question, the yearly one, an invitation."""

from __future__ import annotations

from kurzweg.core.link_pages import LinkPage, register
from kurzweg.networks import applying, approving, declarations, inviting
from kurzweg.networks.views.applying import application_link
from kurzweg.networks.views.approving import approval_link
from kurzweg.networks.views.declarations import declaration_answer
from kurzweg.networks.views.inviting import invitation_link

register(LinkPage(purpose=applying.PURPOSE, draw=application_link))
register(LinkPage(purpose=approving.PURPOSE, draw=approval_link))
register(LinkPage(purpose=declarations.PURPOSE, draw=declaration_answer))
register(LinkPage(purpose=inviting.PURPOSE, draw=invitation_link))
