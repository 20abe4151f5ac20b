from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, my page, staff desk, and the thread page, drawn from panels."""

    name = "civic.portal"
    label = "portal"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels", "desk_panels"):
            import_all(f"{self.name}.{room}")
