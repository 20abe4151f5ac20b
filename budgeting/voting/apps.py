from django.apps import AppConfig


class VotingConfig(AppConfig):
    """Roll, sealed ballots, receipts."""

    name = "budgeting.voting"
    label = "voting"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "health", "notices", "datasets", "panels", "ways"):
            import_all(f"{self.name}.{room}")
