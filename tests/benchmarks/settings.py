"""The platform as a city runs it, on throw-away servers: production's caches and templates, no throttles in the way."""

from civic.settings.env import env
from civic.settings.test import *  # noqa: F403

DEBUG = False
VISITOR_PAGE_SECONDS = env.int("CIVIC_VISITOR_PAGE_SECONDS", 0)  # measured without the store and with it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGGING_CONFIG = None
PLACES_COUNTED_SECONDS = 300
