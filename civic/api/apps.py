from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST root: authentication, paging, problems, schema."""

    name = "civic.api"
    label = "api"
