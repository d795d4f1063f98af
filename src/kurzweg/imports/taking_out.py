"""What lists said of a firm goes along with its entry."""

from __future__ import annotations

from django.utils.translation import ngettext

from kurzweg.core.taking_out import Kind, register
from kurzweg.imports.models import Remark

register(
    Kind(
        Remark,
        count=lambda number: (
            ngettext("%(number)s remark of a list", "%(number)s remarks of lists", number)
            % {"number": number}
        ),
        name=lambda remark: remark.column or str(remark.get_kind_display()),
    )
)
