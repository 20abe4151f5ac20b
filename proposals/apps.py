from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Citizens' proposals, from an idea to a dated answer."""

    name = "proposals"
    label = "proposals"

    def ready(self) -> None:
        from civic.common.registry import import_all

        for room in ("actions", "notices", "datasets", "panels", "workplaces"):
            import_all(f"{self.name}.{room}")
