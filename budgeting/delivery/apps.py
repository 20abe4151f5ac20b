from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Milestones, spending, evaluation."""

    name = "budgeting.delivery"
    label = "delivery"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels", "workplaces"):
            import_all(f"{self.name}.{room}")
