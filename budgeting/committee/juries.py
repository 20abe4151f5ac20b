"""Committees as juries of calls: proposals that became projects of the committee's cycle, by the scores it has closed."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from budgeting.committee.models import Committee
from budgeting.committee.queries import newest_closings, rubric_of
from budgeting.cycles.models import Project
from civic.processes.models import Phase
from proposals.juries import About, Score, jury
from proposals.models import Call


@jury("committee")
class Committees:
    """A call names a committee by its address; only those that decide on the projects of a cycle."""

    def choices(self) -> list[tuple[str, str]]:
        found = Committee.objects.filter(reviews=True).order_by("-pk")[:100]
        return [(one.slug, str(one)) for one in found]

    def about(self, name: str) -> About | None:
        found = (
            Committee.objects.visible_to(AnonymousUser())
            .filter(slug=name, reviews=True)
            .select_related("cycle__process")
            .prefetch_related("cycle__process__phases")
            .first()
        )
        if found is None:
            return None
        criteria = [(str(one), one.weight) for one in rubric_of(found).criteria if one.counted]
        phase = found.cycle.process.phase(Phase.Kind.COMMITTEE)
        href = reverse("committee:detail", args=[found.slug])
        return About(str(found), href, criteria, phase.closes_at if phase else None)

    def scores(self, call: Call, name: str) -> dict[int, Score]:
        projects = {
            one.pk: one
            for one in Project.objects.filter(
                proposal__call=call,
                envelope__cycle__committees__slug=name,
                envelope__cycle__committees__reviews=True,
            )
        }
        return {
            proposal: Score(one.score, one.raters, reverse("committee:dossier", args=[pk]))
            for pk, one in newest_closings(list(projects.values())).items()
            if (proposal := projects[pk].proposal_id) is not None
        }

    def takes(self, name: str, cycle: str) -> bool:
        return Committee.objects.filter(slug=name, reviews=True, cycle__slug=cycle).exists()
