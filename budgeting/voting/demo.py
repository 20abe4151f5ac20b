"""A small vote in the demo's second city: ten points to share out, three projects in order, three trustees of the key, a
minimum age of 18 that a few have not shown yet, and a project that left the ballot while people voted."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from nacl.public import PrivateKey

from budgeting.cycles.demo_cycle import begun
from budgeting.cycles.models import Cycle, Envelope, Project
from budgeting.voting import demo_paper, tickets  # noqa: F401  demo_paper registers the polling places of the first city
from budgeting.voting.demo_content import LINES, PLACE, TAKEN_OFF, TRUSTEES, WHY, WHY_EN, Line, M
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.entrusting import name_trustees
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.domain.placing import number_slips, save_place
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import PollingPlace
from civic.comments.domain.threads import open_thread
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase

#: The days of its phases, from the loading on: kind → first day. The vote opens eight days ago.
DAYS = {"prices": -15, "voting": -8, "recount": 12, "result": 15}
CAST = 14


@demo_part("voting", order=58)
def build(stage: Stage) -> None:
    if stage.name != "busan":
        return
    cycle, projects = _cycle(stage)
    name_trustees(stage.people["dasom"], cycle, [(name, _public_key(name)) for name in TRUSTEES])
    prepare_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    Phase.objects.filter(process=cycle.process, kind="voting").update(opens_at=stage.days(DAYS["voting"]))
    running = Cycle.objects.select_related("process", "voting", "rules").get(pk=cycle.pk)
    _cast(stage, running, projects)
    _place(stage, running)
    gone = next(one for one in projects["points"] if one.title == TAKEN_OFF)
    take_off_ballot(stage.people["dasom"], gone, ground="law", reason=WHY, reason_en=WHY_EN)


def _place(stage: Stage, running: Cycle) -> None:
    """A polling place with a device: somebody whose age no desk has recorded showed the card and voted on paper."""
    clerk, officer = stage.people["sebit"], stage.people["dasom"]
    place = save_place(officer, running, PollingPlace(), area=stage.borough("부산진구"), **PLACE)
    number_slips(officer, place, count=30)
    place = PollingPlace.objects.select_related("cycle__voting").get(pk=place.pk)
    voter = next(one for one in stage.citizens() if not one.residency.proven_age)
    mark_in_person(clerk, place, tickets.give(place.cycle.voting, voter.uuid), age_seen=True)
    open_kiosk(clerk, place)


def _public_key(name: str) -> bytes:
    """A trustee's key in the demo comes from the name, so that whoever plays the trustees can make the private half again."""
    return bytes(PrivateKey(sha256(f"demo trustee {name}".encode()).digest()).public_key)


def _cycle(stage: Stage) -> tuple[Cycle, dict[str, list[Project]]]:
    """Rules, money and projects first, then the calendar, the vote still ahead: its roll is drawn before it opens."""
    year = stage.now.year + 1
    cycle = begun(
        stage, name="village", year=year, days=60,
        title=f"{year}년 마을 작은 예산(예시)",
        title_en=f"Small village budget {year} (example)", minimum_age=18,
        channels=["web", "kiosk", "paper"],
    )  # fmt: skip
    points = Envelope.objects.create(
        cycle=cycle, key="points", name="골목 살리기", name_en="Lively alleys", amount=100 * M,
        method="cumulative", points=10, points_each=5,
    )  # fmt: skip
    order = Envelope.objects.create(
        cycle=cycle, key="order", name="함께 쓰는 곳", name_en="Places for all", amount=150 * M,
        method="ranking", picks_max=3, position=1,
    )  # fmt: skip
    projects = {
        one.key: [
            _project(stage, one, number, line)
            for number, line in enumerate(LINES, 1)
            if line.envelope == one.key
        ]
        for one in (points, order)
    }
    later = stage.days(1)
    for kind, day in DAYS.items():
        opens = later if kind == "voting" else stage.days(day)
        closes = stage.days(DAYS["recount"]) if kind == "voting" else opens + timedelta(days=3)
        Phase.objects.create(process=cycle.process, kind=kind, opens_at=opens, closes_at=closes)
    return cycle, projects


def _project(stage: Stage, envelope: Envelope, number: int, line: Line) -> Project:
    project = Project.objects.create(
        envelope=envelope,
        number=str(number),
        state=Project.State.ON_BALLOT,
        title=line.title,
        title_en=line.title_en,
        department=stage.department("innovation"),
        area=stage.borough(line.borough) if line.borough else None,
        topic=stage.topic(line.topic),
        place="" if line.borough else "시 전역",
        summary=line.summary,
        summary_en=line.summary_en,
        beneficiaries=line.beneficiaries,
        proposed_cost=line.cost,
        cost=line.cost,
        created_at=stage.days(-50),
    )
    project.thread = open_thread(project, project.get_absolute_url())
    project.save(update_fields=["thread"])
    return project


def _cast(stage: Stage, cycle: Cycle, projects: dict[str, list[Project]]) -> None:
    """Some ballots of people who have shown that they are 18: points for two or three projects, one to three places."""
    of_age = [one for one in stage.citizens() if one.residency.proven_age]
    for voter in of_age[:CAST]:
        given = stage.random.sample(projects["points"], stage.random.choice((2, 3)))
        placed = stage.random.sample(projects["order"], stage.random.choice((1, 2, 3)))
        choices = {
            "points": [one.number for one in given],
            "order": [one.number for one in placed],
        }
        points = {"points": [5, 3, 2][: len(given)]}
        cast_ballot(voter, cycle, choices, UUID(int=stage.random.getrandbits(128), version=4), points)
