"""One department of the demo city is no more: what it answered bears its name, what was open is with its successor."""

from civic.areas.models import Department
from civic.departments.domain import ending, handing_over
from civic.portal.demo import Stage
from proposals.models import Answer, Proposal, Routing

ITS_OWN = ("proposal:loan-books", "proposal:compost")  # one is answered, one waits with an interim answer


def reorganise(stage: Stage) -> None:
    """The division of village communities went into the innovation officer's three days ago."""
    if stage.name != "seoul":
        return
    village = Department.objects.create(
        code="seoul-village",
        area=stage.city,
        name="마을공동체과",
        name_en="Village Communities Division",
        phone="02-000-0110",
    )
    its_own = [stage.things[key].pk for key in ITS_OWN]
    Proposal.objects.filter(pk__in=its_own).update(department=village)
    for said in (Answer, Routing):
        said._default_manager.filter(proposal__in=its_own).update(department=village)
    at = stage.days(-3)
    ending.end(
        stage.people["admin"],
        village,
        successor=stage.department("innovation"),
        because="조직 개편으로 사회혁신담당관과 통합했습니다.",
        because_en="Merged with the Social Innovation Officer when the city was reorganised.",
        at=at,
    )
    handing_over.hand_over(at)
    for key in ITS_OWN:
        stage.things[key].refresh_from_db()
