from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Counts, standings, publication."""

    name = "budgeting.results"
    label = "results"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels", "workplaces", "parts"):
            import_all(f"{self.name}.{room}")
