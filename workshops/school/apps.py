from django.apps import AppConfig


class SchoolConfig(AppConfig):
    """Courses of the governance school."""

    name = "workshops.school"
    label = "school"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in (
            "actions",
            "verbs",
            "following",
            "notices",
            "datasets",
            "panels",
            "workplaces",
            "electors",
        ):
            import_all(f"{self.name}.{room}")
