from django.apps import AppConfig


class CommonConfig(AppConfig):
    """What every room uses: rules, refusals, states, registries, money and text. Knows no model and no other app."""

    name = "civic.common"
    label = "common"

    def ready(self) -> None:
        from civic.common import checks  # noqa: F401  registers the system checks
