from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ModerationConfig(AppConfig):
    """Reports, the queue, and decisions with reasons."""

    name = "civic.moderation"
    label = "moderation"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules("moderated")  # every app's subjects: see civic.moderation.subjects
