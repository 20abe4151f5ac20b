from django.apps import AppConfig


class LiveConfig(AppConfig):
    """The live room: statements on phones, on tables and on the screen."""

    name = "workshops.live"
    label = "live"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "states", "receipts", "following"):
            import_all(f"{self.name}.{room}")
