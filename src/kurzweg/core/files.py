"""Uploaded files: stored under the hash of their content, images drawn anew, nothing executable."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import warnings
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from kurzweg.core.errors import DomainError
from kurzweg.core.models import StoredFile

LARGEST = 10 * 1024 * 1024  # bytes of an upload
MOST_PIXELS = 40_000_000
LOGO_SIDE = 480  # pixels; twice what a page shows
FORMATS = ("PNG", "JPEG", "WEBP")


class TooLarge(DomainError):
    sentence = _("The picture is larger than 10 MB or has too many pixels.")


class NotAPicture(DomainError):
    sentence = _("This is not a picture we can read: PNG, JPEG and WebP are possible.")


def store_picture(upload: UploadedFile, *, network_id: int) -> StoredFile:
    """Draw a picture anew, so that nothing hidden in it survives, and store it for everybody."""
    content = _drawn_anew(upload)
    digest = hashlib.sha256(content).hexdigest()
    _write(content, digest=digest)
    # The row comes after the file is safely on disk: a record never lacks its file.
    stored, _is_new = StoredFile.objects.get_or_create(
        digest=digest,
        network_id=network_id,
        defaults={"media_type": "image/png", "size": len(content)},
    )
    return stored


def path_of(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def _drawn_anew(upload: UploadedFile) -> bytes:
    if upload.size is None or upload.size > LARGEST:
        raise TooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise TooLarge
                picture.thumbnail((LOGO_SIDE, LOGO_SIDE))
                drawn = io.BytesIO()
                picture.convert("RGBA").save(drawn, "PNG", optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    return drawn.getvalue()


def _write(content: bytes, *, digest: str) -> None:
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(aside).replace(path)
