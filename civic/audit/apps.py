from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """The record: append-only entries, sealed in a chain."""

    name = "civic.audit"
    label = "audit"

    def ready(self) -> None:
        from civic.audit.domain.recording import record
        from civic.common.recording import install
        from civic.common.registry import import_all

        install(record)
        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
        autodiscover_modules("verbs")  # every app's public acts: see civic.audit.verbs
