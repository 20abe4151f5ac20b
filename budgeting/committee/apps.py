from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The committee: its people, interests, rubric, scores, sessions, decisions, minutes, plans."""

    name = "budgeting.committee"
    label = "committee"

    def ready(self) -> None:
        from civic.common.registry import import_all

        rules = ("actions", "seats.actions", "sessions.actions", "sessions.after", "plans.actions")
        for room in (*rules, "notices", "datasets", "panels", "juries"):
            import_all(f"{self.name}.{room}")
