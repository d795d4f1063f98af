"""The entrance for any other web server than that of `kurzweg serve`."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kurzweg.core import in_use, private, requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kurzweg.settings")
application = requests.application()
if settings.DEMO:
    # From here nobody can tell where that server listens.
    raise ImproperlyConfigured(
        "Demo mode signs in without a code: only `kurzweg serve` starts it, for this machine."
    )
private.close()
in_use.hold()
