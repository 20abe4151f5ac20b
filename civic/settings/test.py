"""The test suite: real PostgreSQL and Redis, given by the pytest plug-in through DATABASE_URL and REDIS_URL."""

import tempfile

from civic.settings.env import read_files

read_files()

from civic.settings.base import *  # noqa: E402  the environment must be complete before base reads it
from civic.settings.base import env  # noqa: E402

SECRET_KEY = "test-" + "0" * 60
IDENTITY_PEPPER = "test-pepper-" + "0" * 40
DEMO_MODE = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the suite logs in hundreds of times
EMAIL_BACKEND = env.str("CIVIC_TEST_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
_FOLDER = tempfile.TemporaryDirectory(prefix="civic-test-")  # goes when the process ends
MEDIA_ROOT = f"{_FOLDER.name}/media"
BALLOT_KEY_DIR = env.str("CIVIC_KEY_DIR", f"{_FOLDER.name}/keys")
BALLOT_REAUTHENTICATION = (
    False  # `force_login` leaves no trace of when somebody signed in; it has tests of its own
)
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
ACCOUNT_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
VISITOR_PAGE_SECONDS = 0  # each test reads its own rows, not the page of the test before
PLACES_COUNTED_SECONDS = 0  # nor the counts
OPENDATA_SNAPSHOT_SECONDS = 0  # each test reads its own rows, not those of the test before
