from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AttachmentsConfig(AppConfig):
    """Photos and documents of proposals, projects, milestones, workshops."""

    name = "civic.attachments"
    label = "attachments"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules("attached")  # what can carry files: see civic.attachments.holders
