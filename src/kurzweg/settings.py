"""All settings, from the environment, failing loudly; docs/running/configuration.md lists them."""

import contextlib
import os
import secrets
from importlib.metadata import entry_points
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from kurzweg.core.logs import SILENT

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent.parent
VAR = Path(env.str("KURZWEG_VAR", default=str(Path.cwd() / "var"))).resolve()
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
if not os.access(PACKAGE, os.W_OK):  # the engine's machine code is otherwise kept beside its source
    os.environ.setdefault("NUMBA_CACHE_DIR", str(VAR / "compiled"))

DEBUG = env.bool("KURZWEG_DEBUG", default=False)
DEMO = env.bool("KURZWEG_DEMO", default=False)


def _secret_key() -> str:
    """Take the key from the environment, or keep an own one readable by this user only."""
    given = env.str("KURZWEG_SECRET_KEY", default="")
    if given:
        return given
    kept = VAR / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
HAS_BASE_URL = bool(env.str("KURZWEG_BASE_URL", default=""))
BASE_URL = (env.str("KURZWEG_BASE_URL", default="") or "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("KURZWEG_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
IS_HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Database -------------------------------------------------------------------------------------
DATABASES = {
    "default": env.db_url_config(
        env.str("KURZWEG_DATABASE_URL", default=f"sqlite:///{VAR / 'kurzweg.sqlite3'}")
    )
}
_database = DATABASES["default"]
_database["ATOMIC_REQUESTS"] = False
if _database["ENGINE"].endswith("sqlite3"):
    # A new file is for us only, and SQLite gives what it writes beside a file the same rights.
    with contextlib.suppress(OSError):  # which the first query says in its own words
        os.close(os.open(_database["NAME"], os.O_CREAT | os.O_RDONLY, 0o600))
    # Kept open: closing the last one takes away the file that all who read must share, and on a
    # full disk there is no room for a new one.
    _database["CONN_MAX_AGE"] = None
    # IMMEDIATE: two people at once wait for each other instead of failing; FULL: an acknowledged
    # change survives a power cut; no mmap_size: it amplifies the WAL-reset bug before 3.51.3.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
elif _database["ENGINE"].endswith("postgresql"):
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True
else:
    raise ImproperlyConfigured("KURZWEG_DATABASE_URL must be a sqlite:// or postgres:// address.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps -----------------------------------------------------------------------------------------
# Ours, from the ground up. An installed package adds the app that it names as `kurzweg.apps`.
ROOMS = [
    "kurzweg.core",
    "kurzweg.places",
    "kurzweg.people",
    "kurzweg.networks",
    "kurzweg.merging",
    "kurzweg.notes",
    "kurzweg.committees",
    "kurzweg.dues",
    "kurzweg.market",
    "kurzweg.introductions",
    "kurzweg.learning",
    "kurzweg.imports",
    *sorted(entry.value for entry in entry_points(group="kurzweg.apps")),
    "kurzweg.insight",
    "kurzweg.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_q",
    "csp",
    *ROOMS,
    # Below ours: its pages are replaced by those of kurzweg.people.
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "kurzweg.demo.middleware.LoopbackMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kurzweg.core.middleware.BrowserHeadersMiddleware",
    "kurzweg.core.kept_pages.KeptPagesMiddleware",
    "kurzweg.core.middleware.PlainTextMiddleware",
    "kurzweg.core.full_disk.ReadingSessionMiddleware",
    "kurzweg.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kurzweg.networks.middleware.ViewerMiddleware",
    "kurzweg.core.middleware.PolicyMiddleware",
    "kurzweg.core.middleware.DomainErrorMiddleware",
    "kurzweg.core.full_disk.FullDiskMiddleware",
]
ROOT_URLCONF = "kurzweg.urls"
WSGI_APPLICATION = "kurzweg.wsgi.application"

_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": (
                _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)]
            ),
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "kurzweg.core.templatetags.display",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kurzweg.core.context.house",
            ],
        },
    }
]

# People and sign-in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KURZWEG_PROXIES", default=0)
# The worker says here that it lives: in the database, all processes read it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kurzweg_cache",
    }
}

# Pages for strangers, per process, in megabytes; who changes a template wants to see it.
KEPT_PAGES = env.int("KURZWEG_KEPT_PAGES", default=0 if DEBUG else 32)

# Own cookies: the session's only --------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-kurzweg" if IS_HTTPS else "kurzweg"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "kurzweg.core.full_disk.token_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The browser ----------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True  # a year is written with |unlocalize
USE_TZ = True
TIME_ZONE = env.str("KURZWEG_TIME_ZONE", default="Europe/Berlin")

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns about a missing one
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if (STATIC_ROOT / "staticfiles.json").exists()
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
FILES_ROOT = VAR / "files"
INDEX_ROOT = VAR / "index"

# A language model beside the words: off, a folder of this machine, or an address -----------------
EMBEDDINGS = env.str("KURZWEG_EMBEDDINGS", default="")
EMBEDDINGS_MODEL = env.str("KURZWEG_EMBEDDINGS_MODEL", default="")
EMBEDDINGS_KEY = env.str("KURZWEG_EMBEDDINGS_KEY", default="")

# Mail -----------------------------------------------------------------------------------------
vars().update(env.email_url_config(env.str("KURZWEG_MAIL_URL", default="consolemail://")))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("KURZWEG_MAIL_FROM", default="Kurzweg <kurzweg@localhost>")
MAIL_DOMAIN = env.str("KURZWEG_MAIL_DOMAIN", default="kurzweg.local")

# Jobs -----------------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "kurzweg",
    "orm": "default",
    "workers": env.int("KURZWEG_WORKERS", default=1),
    "timeout": 300,
    "retry": 360,
    "max_attempts": 5,
    "poll": 0.5,
    "save_limit": 500,
    "catch_up": False,
    "sync": env.bool("KURZWEG_JOBS_AT_ONCE", default=False),
}

LOGGING_CONFIG = "kurzweg.core.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET"},  # Django's own would mail whole requests
        "waitress.queue": {"level": "ERROR"},  # that somebody waits a moment is no news
        **{name: {"level": "INFO"} for name in SILENT},
    },
    "root": {"handlers": ["console"], "level": env.str("KURZWEG_LOG_LEVEL", default="WARNING")},
}
