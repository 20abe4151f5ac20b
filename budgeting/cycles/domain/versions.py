"""Keeping what a project said: a version for every change of its text or its cost."""

from datetime import datetime

from budgeting.cycles.models import Project, ProjectVersion
from civic.accounts.actors import Actor, person

TEXT_FIELDS = (
    "title", "title_en", "summary", "summary_en", "place", "place_en", "beneficiaries", "beneficiaries_en", "is_event", "cost",
)  # fmt: skip


def keep_version(actor: Actor, project: Project, *, reason: str, at: datetime) -> ProjectVersion:
    """Write the project as it stands now as its next version; the caller holds the lock on the project's row."""
    last = ProjectVersion.objects.filter(project=project).order_by("-number").first()
    return ProjectVersion.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        reason=reason.strip(),
        actor=person(actor),
        at=at,
        **{name: getattr(project, name) for name in TEXT_FIELDS},
    )
