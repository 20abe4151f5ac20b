"""What is true everywhere. A deployer sets only the environment variables listed in docs/operations.md."""

import logging
from datetime import timedelta
from typing import Any

import django_stubs_ext
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from civic.settings.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401  settings like those below
from civic.settings.beat import CELERY_BEAT_SCHEDULE  # noqa: F401
from civic.settings.env import (
    LOCAL,
    ROOT,
    at_least,
    dates,
    env,
    postgres_only,
    providers,
    redis_address,
    time_zone,
)

django_stubs_ext.monkeypatch()  # so that ModelForm[User] and the like are valid at run time, as the type checker wants them

BASE_DIR = ROOT
SITE_NAME = {"ko": env.str("CIVIC_SITE_NAME", "시민참여"), "en": env.str("CIVIC_SITE_NAME_EN", "Civic")}
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
CONTACT_PHONE = env.str("CIVIC_CONTACT_PHONE", "02-000-0120")
# Where complaints go that are no proposals (the city's complaint desk); without it the exit is not shown.
CITY_COMPLAINTS_URL = env.str("CIVIC_CITY_COMPLAINTS_URL", "")
CONTACT_EMAIL = env.str("CIVIC_CONTACT_EMAIL", "help@example.org")
DEMO_MODE = env.bool("CIVIC_DEMO", False)
SOURCE_URL = env.str("CIVIC_SOURCE_URL", "/source/")
DATA_LICENCE = env.str("CIVIC_DATA_LICENCE", "kogl-1")  # or cc-by-4.0: see civic.opendata.licences

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.admin",
    "pgtrigger",
    "csp",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "civic.common",
    "civic.areas",
    "civic.accounts",
    "civic.audit",
    "civic.processes",
    "civic.notifications",
    "civic.departments",
    "civic.moderation",
    "civic.attachments",
    "civic.comments",
    "civic.opendata",
    "civic.api",
    "civic.portal",
    "proposals",
    "workshops",
    "workshops.live",
    "workshops.spaces",
    "workshops.school",
    "budgeting.cycles",
    "budgeting.committee",
    "budgeting.voting",
    "budgeting.results",
    "budgeting.delivery",
]
SOCIAL_PROVIDERS: list[str] = env.list("CIVIC_SOCIAL_PROVIDERS", [], validate=providers)
INSTALLED_APPS += [f"allauth.socialaccount.providers.{name}" for name in SOCIAL_PROVIDERS]

MIDDLEWARE = [
    "civic.common.http.NullMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "civic.api.sharing.SharingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "civic.accounts.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "civic.accounts.middleware.SecondFactorMiddleware",
    "civic.common.http.RefusalMiddleware",
]

ROOT_URLCONF = "civic.urls"
WSGI_APPLICATION = "civic.wsgi.application"
ASGI_APPLICATION = "civic.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "civic.common.templatetags.civic",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "civic.portal.context.page",
                "civic.notifications.context.unread",
            ],
        },
    }
]
FORM_RENDERER = "civic.common.forms.CivicRenderer"

DATABASES: dict[str, Any] = {
    "default": postgres_only(env.dj_db_url("DATABASE_URL", "postgres://civic@127.0.0.1:5432/civic"))
}
DATABASES["default"].update(
    {
        "ENGINE": "civic.common.postgres",  # a kept connection is asked whether it stands only when the server said something
        "ATOMIC_REQUESTS": False,  # domain functions open their own transactions, so that a lock is held no longer than the act
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {  # docs/decisions/0255-planned-once.md
            "prepare_threshold": 0 if env.bool("CIVIC_PLAN_ONCE", True) else None,
            **DATABASES["default"].get("OPTIONS", {}),
        },
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0", validate=redis_address)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "civic",
        # a Redis that is away must cost a reader a second at most (docs/decisions/0268)
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
VISITOR_PAGE_SECONDS = env.int(
    "CIVIC_VISITOR_PAGE_SECONDS", 5, validate=at_least(0)
)  # docs/decisions/0008-pages-for-visitors.md
PLACES_COUNTED_SECONDS = env.int(
    "CIVIC_PLACES_COUNTED_SECONDS", 300, validate=at_least(0)
)  # docs/decisions/0197-counts-on-the-map.md
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:me"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "civic.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # a password is for who wants one; a code by mail signs in
ACCOUNT_SIGNUP_FORM_CLASS = "civic.accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "civic.accounts.adapters.display"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int(
    "CIVIC_PROXIES", 0, validate=at_least(0)
)  # else a proxy's address stands for everybody in the rate limits
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False  # the age declaration comes before anything is stored
SOCIALACCOUNT_PROVIDERS = {
    name: {
        "APPS": [
            {
                "client_id": env.str(f"{name.upper()}_CLIENT_ID", ""),
                "secret": env.str(f"{name.upper()}_CLIENT_SECRET", ""),
                "key": "",
            }
        ]
    }
    for name in SOCIAL_PROVIDERS
}
USERSESSIONS_TRACK_ACTIVITY = False
IDENTITY_PEPPER = env.str("CIVIC_IDENTITY_PEPPER", "")
BALLOT_KEY_DIR = env.str("CIVIC_KEY_DIR", str(LOCAL / "keys"))
BALLOT_REAUTHENTICATION = env.bool(
    "CIVIC_BALLOT_REAUTHENTICATION", True
)  # cast within 15 minutes of signing in
BALLOT_APPEAL_DAYS = env.int(
    "CIVIC_BALLOT_APPEAL_DAYS", 14, validate=at_least(0)
)  # then two officers certify, and the keys go
BALLOT_FILE_MINIMUM = env.int(
    "CIVIC_BALLOT_FILE_MINIMUM", 50, validate=at_least(1)
)  # fewer ballots are not published one by one
DJANGO_STRUCTLOG_USER_ID_FIELD = (
    None  # no line of the log says who asked for an address, above all not of a ballot
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # nor from where
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # the line at the end says the same and the status
structlog.configure(  # one line of JSON an event: a line break in what somebody sent makes no second line
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
)

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "civic" / "locale"]
FORMAT_MODULE_PATH = "civic.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("CIVIC_TIME_ZONE", "Asia/Seoul", validate=time_zone)
# On which days nothing is due (docs/decisions/0286): ISO codes of the country and its part, and further dates.
HOLIDAYS_COUNTRY = env.str("CIVIC_HOLIDAYS_COUNTRY", "KR").strip().upper()
HOLIDAYS_SUBDIVISION = env.str("CIVIC_HOLIDAYS_SUBDIVISION", "").strip().upper()
DAYS_OFF = dates("CIVIC_DAYS_OFF", env.list("CIVIC_DAYS_OFF", []))

STATIC_URL = "/static/"
STATIC_ROOT = env.str("CIVIC_STATIC_ROOT", str(LOCAL / "static"))
STATICFILES_DIRS = [ROOT / "civic" / "static"]
MEDIA_ROOT = env.str("CIVIC_MEDIA_ROOT", str(LOCAL / "media"))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_email = env.dj_email_url("EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in _email:
    raise ImproperlyConfigured("EMAIL_URL is not a mail address such as submission://user:password@host:587")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Civic <noreply@example.org>")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = [
    "civic.attachments.uploads.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Celery: why each value, see docs/decisions/0004-outbox.md
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    # else whoever wakes a worker waits for ever where the broker takes the call and says nothing (docs/decisions/0285)
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

SILENCED_SYSTEM_CHECKS: list[str] = []
