from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """Budget cycles: frozen rules, envelopes, projects, department review."""

    name = "budgeting.cycles"
    label = "cycles"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels", "workplaces"):
            import_all(f"{self.name}.{room}")
