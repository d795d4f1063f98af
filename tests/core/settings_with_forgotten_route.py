"""The product's settings with addresses of which two have no policy."""

from kurzweg.settings import *  # noqa: F403

ROOT_URLCONF = "tests.core.test_policy"
