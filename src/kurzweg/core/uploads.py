"""An upload outlives the page that comes back: no browser puts a file into a field once more."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurzweg.core import files, shelf

SALT = "kurzweg.upload"


class PictureInput(forms.FileInput):
    """A field for a picture; one that was kept stands beside it as a signed word."""

    kept = ""

    def keep(self, upload: Any, *, network_id: int) -> None:
        """Keep what was sent until the form is right."""
        if not isinstance(upload, UploadedFile):
            return
        with suppress(files.TooLarge, files.NotAPicture):  # said when the rest is right
            stored = files.store_picture(upload, network_id=network_id)
            self.kept = signing.dumps([stored.digest, upload.name], salt=SALT)

    def value_from_datadict(self, data: Any, sent: Any, name: str) -> Any:
        return super().value_from_datadict(data, sent, name) or _read(str(data.get(name, "")))

    def value_omitted_from_data(self, data: Any, sent: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, sent, name) and not data.get(name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        drawn = super().render(name, value, attrs, renderer)
        if not self.kept:
            return drawn
        _digest, file_name = signing.loads(self.kept, salt=SALT)
        said = _("%(name)s is kept.") % {"name": file_name}
        kept = format_html('<input type="hidden" name="{}" value="{}">', name, self.kept)
        return format_html("{}{}<p>{}</p>", drawn, kept, said)


def _read(kept: str) -> UploadedFile | None:
    try:
        digest, name = signing.loads(kept, salt=SALT)
        return SimpleUploadedFile(name, shelf.path_of(digest).read_bytes(), "image/png")
    except (signing.BadSignature, FileNotFoundError):
        return None
