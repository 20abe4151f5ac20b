"""A real installation: everything comes from the environment, and what is missing is said at once."""

from civic.settings.env import at_least, env, read_files

read_files()

from civic.settings.base import *  # noqa: E402  the environment must be complete before base reads it
from civic.settings.base import ACCOUNT_DEFAULT_HTTP_PROTOCOL, SITE_URL  # noqa: E402

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list(
    "SECRET_KEY_FALLBACKS", []
)  # docs/operations.md, "Changing a secret"
IDENTITY_PEPPER = env.str("CIVIC_IDENTITY_PEPPER")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASE_URL_GIVEN = env.str("DATABASE_URL")
REDIS_URL_GIVEN = env.str("REDIS_URL")

if ACCOUNT_DEFAULT_HTTP_PROTOCOL == "https":
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("CIVIC_BEHIND_PROXY", True) else None
)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000, validate=at_least(0))
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [SITE_URL])
