from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DepartmentsConfig(AppConfig):
    """Departments over time: a new name, a merger, an end, and who takes over what is open."""

    name = "civic.departments"
    label = "departments"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules("duties")  # every app's own: see civic.departments.duties
