from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Registry of open datasets, downloads, and the catalogue."""

    name = "civic.opendata"
    label = "opendata"

    def ready(self) -> None:
        from civic.common.registry import import_all
        from civic.opendata import licences  # noqa: F401  registers its check

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
