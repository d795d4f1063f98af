"""What the links of applications open: the application itself, and the question to the board."""

from __future__ import annotations

from kurzweg.core.link_pages import LinkPage, register
from kurzweg.networks import applying, approving
from kurzweg.networks.views.applying import application_link
from kurzweg.networks.views.approving import approval_link

register(LinkPage(purpose=applying.PURPOSE, draw=application_link))
register(LinkPage(purpose=approving.PURPOSE, draw=approval_link))
