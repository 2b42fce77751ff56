"""One settings file. Every choice an operator can make is an environment variable."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from espoir.i18n import compiled

HOUSE = Path(__file__).resolve().parent


def env_bool(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, str(default))
    if value not in ("True", "False"):
        raise ValueError(f"{name}={value!r}: use True or False")
    return value == "True"


TESTING = "pytest" in sys.modules
if TESTING:
    compiled.compile_all()  # before Django reads the catalogues

DATA = Path(os.environ.get("ESPOIR_DATA", "var")).resolve()
KEYS = Path(os.environ.get("ESPOIR_KEYS", str(DATA / "keys"))).resolve()

COPIES = os.environ.get("ESPOIR_COPIES", "")  # a folder elsewhere that receives every anchor and the erasure ledger


# Who keeps what people wrote about whom they must not meet: a process of its own, or this one ("inside").
KEEPER = os.environ.get("ESPOIR_KEEPER", "inside" if TESTING else "socket")
KEEPER_SOCKET = os.environ.get("ESPOIR_KEEPER_SOCKET", "")  # when it runs under an account of its own
KEEPER_ALLOWS = os.environ.get("ESPOIR_KEEPER_ALLOWS", "")  # accounts that may ask it, beside its own


def secret_of_this_installation() -> str:
    """Made once, beside the keys, so that nobody has to invent it."""
    path = KEYS / "sessions.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


DEBUG = env_bool("ESPOIR_DEBUG", default=False)
SECRET_KEY = "only for the tests" if TESTING else secret_of_this_installation()
ALLOWED_HOSTS = os.environ.get("ESPOIR_HOSTS", "localhost,127.0.0.1,testserver").split(",")
BEHIND_HTTPS = env_bool("ESPOIR_HTTPS", default=False)
DEMONSTRATION = env_bool("ESPOIR_DEMO", default=False)

INSTALLED_APPS = [
    "espoir.ui",  # before django.forms: it brings its own field template
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "espoir.i18n",
    "espoir.vault",
    "espoir.organisations",
    "espoir.logbook",
    "espoir.accounts",
    "espoir.notices",
    "espoir.people",
    "espoir.consents",
    "espoir.safety",
    "espoir.apart",
    "espoir.charter",
    "espoir.pairing",
    "espoir.meetings",
    "espoir.supervision",
    "espoir.practice",
    "espoir.readiness",
    "espoir.passage",
    "espoir.pauses",
    "espoir.pay",
    "espoir.workload",
    "espoir.wellbeing",
    "espoir.growth",
    "espoir.voice",
    "espoir.research",
    "espoir.sources",
    "espoir.consultations",
    "espoir.transcripts",
    "espoir.coding",
    "espoir.findings",
    "espoir.roster",
    "espoir.measures",
    "espoir.evaluation",
    "espoir.records",
    "espoir.setup",
    "espoir.today",
    "espoir.help",
    "espoir.demo",
    "espoir.bench",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "espoir.ui.headers.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "espoir.accounts.idle.IdleClock",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "espoir.apart.middleware.KeeperIsAway",
]
ROOT_URLCONF = "espoir.urls"
WSGI_APPLICATION = "espoir.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "espoir.ui.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "espoir.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA / 'espoir.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=27103364",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend" if TESTING else "django_tasks_db.DatabaseBackend"}
}

AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The work that trying one passphrase of a journal takes (Argon2id, RFC 9106's second recommended option).
JOURNAL_WORK = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
if TESTING:
    JOURNAL_WORK = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # nobody has one
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "espoir.accounts.factors.SealedMeans"
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 12  # a code opens an account by itself
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "accounts:enter"
SESSION_ENGINE = "espoir.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())  # absolute; the idle clock is accounts' own
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "s"
CSRF_COOKIE_NAME = "c"
CSRF_FAILURE_VIEW = "espoir.ui.errors.form_too_old"
LANGUAGE_COOKIE_NAME = "l"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer breaks every form (Origin: null)
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a sentence, never a name
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "fr-ca"
LANGUAGES = [("fr-ca", _("Français")), ("en-ca", _("English"))]
FORMAT_MODULE_PATH = "espoir.i18n.formats"
TIME_ZONE = "America/Toronto"
USE_TZ = True
STATIC_URL = "/f/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING or DEBUG
FILE_UPLOAD_HANDLERS = ["espoir.roster.uploads.NeverOnDisk"]
EMAIL_BACKEND = os.environ.get("ESPOIR_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = os.environ.get("ESPOIR_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ESPOIR_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ESPOIR_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ESPOIR_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("ESPOIR_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ESPOIR_EMAIL_FROM", "carnet@localhost")  # an address that says nothing
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # An address can hold an id and a traceback can hold a name: only that something broke is written.
    "loggers": {"django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False}},
}
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # to be on the browsers' own list is the operator's to ask for
if not BEHIND_HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
