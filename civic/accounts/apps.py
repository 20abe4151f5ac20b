from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """People, their roles, and what is verified about them."""

    name = "civic.accounts"
    label = "accounts"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules(
            "leaving", "own_rows"
        )  # every app's own: see civic.accounts.leaving and own_data
