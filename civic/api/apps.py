from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST root: authentication, paging, problems, schema."""

    name = "civic.api"
    label = "api"

    def ready(self) -> None:
        from civic.api import (
            actions,  # noqa: F401  registers the actions on tokens
            schema,  # noqa: F401  tells drf-spectacular how a token is sent
        )
