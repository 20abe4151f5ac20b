from django.apps import AppConfig


class AreasConfig(AppConfig):
    """City, borough, neighbourhood; departments; policy topics."""

    name = "civic.areas"
    label = "areas"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
