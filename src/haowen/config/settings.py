"""Django's settings: one file, read from the environment (see ``environment``)."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from haowen.config.environment import allowed_hosts, environment, listed
from haowen.kit.mailbox import smtp_settings

ENV = environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = ENV.data.expanduser().resolve()


def _secret_key() -> str:
    """Return the site's key, made once and kept in the data folder (owner only)."""
    path = DATA / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = secrets.token_urlsafe(48)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
        return key


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = allowed_hosts(ENV)
TRUSTED_PROXIES = listed(ENV.trusted_proxies)
REGION_HEADER = ENV.region_header
BASE_URL = (ENV.base_url or f"http://localhost:{ENV.port}").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")

DOMAIN = (
    "site", "statements", "people", "channels", "media", "publishers", "articles",
    "sources", "imports", "reposts", "library", "audience", "readers", "comments", "headlines", "moderation", "archives",
)  # fmt: skip
INSTALLED_APPS = [
    "haowen.config",
    *(f"haowen.domain.{name}" for name in DOMAIN),
    "haowen.derived.search",
    "haowen.derived.duplicates",
    "haowen.derived.recommend",
    "haowen.derived.pushing",
    "haowen.doors.web",
    "haowen.doors.studio",
    "haowen.doors.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

# A public page needs none of the rest; ``config.wsgi`` answers visitors' GETs through this list alone.
PUBLIC_MIDDLEWARE = [
    "haowen.doors.web.middleware.choices",
    "haowen.doors.web.middleware.headers",
    "django.middleware.common.CommonMiddleware",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "haowen.doors.web.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "haowen.doors.web.middleware.choices",
    "haowen.doors.web.middleware.bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "haowen.doors.web.middleware.signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "haowen.doors.web.accounts.BrokenForms",
]
ROOT_URLCONF = "haowen.config.urls"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "haowen.doors.web.surroundings.surroundings",
            ],
            "libraries": {"studio": "haowen.doors.studio.bar"},
        },
    }
]

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
_SQLITE = {"transaction_mode": "IMMEDIATE", "timeout": 20}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "haowen.sqlite3",
        "OPTIONS": {**_SQLITE, "init_command": _PRAGMAS},
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": None},
    },
    # Rate limits and the like, shared by all processes; losing it loses nothing, so it need not wait for the disk.
    "cache": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "cache.sqlite3",
        "OPTIONS": {**_SQLITE, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"},
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": None},
    },
}
DATABASE_ROUTERS = ["haowen.config.routers.CacheRouter"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]}}

AUTH_USER_MODEL = "people.User"
SESSION_ENGINE = "haowen.domain.people.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "haowen.doors.web.errors.csrf_failed"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "haowen.doors.web.signup.SignupForm"
ACCOUNT_ADAPTER = "haowen.doors.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

vars().update(smtp_settings(ENV.smtp_url))  # EMAIL_BACKEND and, with a mail server, how to reach it
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = f"haowen@{urlsplit(BASE_URL).hostname or 'localhost'}"

LANGUAGE_CODE = "en"  # of the sources; the interface's default is the host's choice
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["haowen.config.formats"]
TIME_ZONE = ENV.time_zone

STATIC_URL = "/static/"
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
VIDEO_ENCODER = ENV.video_encoder
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["haowen.doors.uploads.Spool"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W004",
    "security.W008",
    "auth.W004",
]  # HSTS and HTTPS are the proxy's work; e-mail is unique in any case, by a constraint

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"haowen": {"level": "INFO"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
