"""What was agreed about dues goes with an entry that was made by mistake, and is told before."""

from __future__ import annotations

from django.utils.translation import ngettext

from kurzweg.core.taking_out import Kind, register
from kurzweg.dues.models import DuesAgreement

register(
    Kind(
        DuesAgreement,
        count=lambda number: (
            ngettext("%(number)s agreement about dues", "%(number)s agreements about dues", number)
            % {"number": number}
        ),
        name=lambda agreement: agreement.reason,
    )
)
