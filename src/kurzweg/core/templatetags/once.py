"""The hidden field that makes a form act once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kurzweg.core.idempotency import FIELD
from kurzweg.core.ids import new_public_id

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Write a fresh key into the form."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_public_id())
