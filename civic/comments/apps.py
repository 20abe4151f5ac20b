from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Threads on anything commentable, and follows."""

    name = "civic.comments"
    label = "comments"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
