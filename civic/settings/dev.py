"""A developer's machine and the demo city: ``make run``. Refuses to be used as a real installation (see civic.common.checks)."""

from civic.settings.env import read_files, read_local_stack

read_files()
read_local_stack()

from civic.settings.base import *  # noqa: E402  the environment must be complete before base reads it
from civic.settings.base import LOCAL, env  # noqa: E402

SECRET_KEY = env.str("SECRET_KEY", "development-only-not-a-secret-" + "0" * 30)
IDENTITY_PEPPER = env.str("CIVIC_IDENTITY_PEPPER", "development-only-pepper-" + "0" * 30)
DEBUG = env.bool("DEBUG", False)
DEMO_MODE = env.bool("CIVIC_DEMO", True)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
EMAIL_FILE_PATH = str(LOCAL / "mail")
if not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
