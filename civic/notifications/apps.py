from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Kinds of notices, the outbox, the inbox, and e-mail."""

    name = "civic.notifications"
    label = "notifications"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
