"""The ASGI entry point that the web server loads."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civic.settings.prod")

application = get_asgi_application()
