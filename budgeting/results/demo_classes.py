"""A counted vote of the demo that weighs graduates of the school: told apart in one borough, too few in another; one project
left the ballot while people voted. Everybody voted by the platform, so that a stranger can check and count it all."""

from uuid import UUID

from budgeting.cycles.demo_cycle import begun
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.results.demo_classes_content import VOTES, Content, Line, M
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.domain.taking_off import take_off_ballot
from civic.accounts.models import User
from civic.comments.domain.threads import open_thread
from civic.common.clock import now
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase

WEIGHTS = {"citizens": 70, "graduates": 30}


@demo_part("classes of voters", order=63)
def build(stage: Stage) -> None:
    content = VOTES[stage.name]
    cycle = _cycle(stage, content)
    projects = {
        name: list(Project.objects.filter(envelope__cycle=cycle, area__name=name).order_by("pk"))
        for name in (content.here, content.there)
    }
    group = prepare_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    opened = stage.evening(-12)
    _move(cycle, voting=(opened, stage.days(1)))
    _cast(stage, cycle, projects, content)
    sequence(group, stage.now, everything=True)
    gone = next(one for one in projects[content.there] if one.title == content.gone)
    take_off_ballot(stage.people["dasom"], gone, ground="place", reason=content.why, reason_en=content.why_en)
    ended = now()
    _move(
        cycle,
        voting=(opened, ended),
        recount=(ended, stage.evening(3)),
        result=(stage.evening(3), stage.evening(17)),
    )
    close_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    count_votes(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    publish_results(stage.people["yeoul"], Cycle.objects.get(pk=cycle.pk))


def _cycle(stage: Stage, content: Content) -> Cycle:
    """Rules, money and projects first, then the calendar, the vote still ahead: its roll is drawn before it opens."""
    year = stage.now.year
    cycle = begun(
        stage, name="school", year=year, days=90,
        title=f"{year}년 수료생과 함께 정하는 동네 예산(예시)",
        title_en=f"Neighbourhood budget {year} with the school's graduates (example)",
        count_rule=RuleSet.CountRule.CLASSES, weights=WEIGHTS,
    )  # fmt: skip
    envelope = Envelope.objects.create(
        cycle=cycle, key="district", name="우리 구 예산", name_en="Our borough's budget", amount=100 * M,
        picks_max=2, own_borough_only=True,
    )  # fmt: skip
    for number, line in enumerate(content.lines, 1):
        _project(stage, envelope, number, line)
    ahead = {"prices": (-20, -12), "voting": (1, 2), "recount": (2, 3), "result": (3, 4)}
    for kind, (opens, closes) in ahead.items():
        Phase.objects.create(
            process=cycle.process, kind=kind, opens_at=stage.evening(opens), closes_at=stage.evening(closes)
        )
    return cycle


def _project(stage: Stage, envelope: Envelope, number: int, line: Line) -> None:
    project = Project.objects.create(
        envelope=envelope,
        number=str(number),
        state=Project.State.ON_BALLOT,
        title=line.title,
        title_en=line.title_en,
        department=stage.department("innovation"),
        area=stage.borough(line.borough),
        topic=stage.topic(line.topic),
        place=line.borough,
        summary=line.summary,
        summary_en=line.summary_en,
        proposed_cost=line.cost,
        cost=line.cost,
        created_at=stage.days(-80),
    )
    project.thread = open_thread(project, project.get_absolute_url())
    project.save(update_fields=["thread"])


def _move(cycle: Cycle, **phases: tuple[object, object]) -> None:
    for kind, (opens, closes) in phases.items():
        Phase.objects.filter(process=cycle.process, kind=kind).update(opens_at=opens, closes_at=closes)


def _cast(stage: Stage, cycle: Cycle, projects: dict[str, list[Project]], content: Content) -> None:
    """In one borough eleven of twelve graduates vote, and fourteen others; in the other five of six, and eleven others."""
    people: dict[str, list[User]] = stage.things["neighbours"]
    now_open = Cycle.objects.select_related("process", "voting", "rules").get(pk=cycle.pk)
    for name, graduates, skipped in ((content.here, 12, (0, 12, 13)), (content.there, 6, (0, 6))):
        for place, voter in enumerate(people[name]):
            if place in skipped:
                continue
            liked = projects[name][-1] if place < graduates else projects[name][0]
            chosen = {liked.number, stage.random.choice(projects[name]).number}
            form = UUID(int=stage.random.getrandbits(128), version=4)
            cast_ballot(voter, now_open, {"district": sorted(chosen)}, form)
