from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AreasConfig(AppConfig):
    """City, borough, neighbourhood; departments; policy topics."""

    name = "civic.areas"
    label = "areas"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules("places")  # every app's own: see civic.areas.counters
