"""The platform as a city runs it, on throw-away servers: production's caches and templates, no throttles in the way."""

from civic.settings.test import *  # noqa: F403

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGGING_CONFIG = None
