from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """Participatory processes and their phases: what is open when."""

    name = "civic.processes"
    label = "processes"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
