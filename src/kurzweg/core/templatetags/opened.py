"""What goes along with a form that edits a stored row, and who changed the row meanwhile."""

from django import template
from django.forms import BaseModelFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kurzweg.core import audit
from kurzweg.core.models import AuditEntry
from kurzweg.core.opened import FIELD, EditForm, opened_by

register = template.Library()


@register.simple_tag
def opened(form: EditForm, *formsets: BaseModelFormSet, is_swapped: bool = False) -> SafeString:
    """Write what the form shows into it; `is_swapped`: for the page that is open already."""
    swap = SafeString(' hx-swap-oob="true"' if is_swapped else "")
    return format_html(
        '<input type="hidden" name="{}" id="{}" value="{}"{}>',
        FIELD,
        FIELD,
        opened_by(form, *formsets),
        swap,
    )


@register.simple_tag(takes_context=True)
def who_changed(context: template.Context, change: AuditEntry) -> str:
    """Name whoever made a change, as far as the reader may know."""
    return audit.name_of(change, viewer=context.get("viewer"))
