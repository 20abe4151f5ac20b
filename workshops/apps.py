from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Listening workshops and what became of each opinion."""

    name = "workshops"
    label = "workshops"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in (
            "actions",
            "notices",
            "datasets",
            "panels",
            "workplaces",
            "commented",
            "before.actions",
            "before.panels",
            "after.actions",
            "after.panels",
        ):
            import_all(f"{self.name}.{room}")
