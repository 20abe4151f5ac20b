from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The committee: declarations, rubric, scores, decisions."""

    name = "budgeting.committee"
    label = "committee"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels"):
            import_all(f"{self.name}.{room}")
