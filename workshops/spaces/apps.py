from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Rooms that can be booked."""

    name = "workshops.spaces"
    label = "spaces"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "verbs", "following", "notices", "workplaces"):
            import_all(f"{self.name}.{room}")
