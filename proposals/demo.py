"""The demo city's proposals: every state once, replayed through the same acts as people's."""

from datetime import datetime, timedelta

from civic.accounts.models import User
from civic.attachments import demo_files
from civic.comments.models import Follow
from civic.moderation.domain.deciding import decide
from civic.moderation.models import Rule
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase, Process
from proposals import demo_calls, demo_departments, demo_desk, demo_moves
from proposals.demo_content import BUSAN, SEOUL, Idea
from proposals.domain import (
    answering,
    assisting,
    clocks,
    implementing,
    ladders,
    tallying,
    together,
    withdrawing,
)
from proposals.domain.drafting import start_draft
from proposals.domain.routing import department_for
from proposals.domain.submitting import submit
from proposals.domain.supporting import support
from proposals.models import Answer, Call, Proposal, Support, TopicRoute

ROUTES = {"safety": "safety", "transport": "transport"}
SEOUL_ROUTES = {
    "welfare": "welfare",
    "environment": "parks",
    "economy": "sharing",
    "administration": "digital",
}
ANSWERS: dict[str, tuple[str, str, str]] = {
    "adopted": (
        Answer.Disposition.ADOPTED,
        "좋은 제안 고맙습니다. 내년 상반기에 시행하겠습니다. 설치할 곳은 이용자와 함께 둘러보고 정하겠습니다.",
        "Thank you for a good proposal. We shall do it in the first half of next year and choose the places together with users.",
    ),
    "partly": (
        Answer.Disposition.PARTLY,
        "열두 곳 가운데 소음 측정값이 높은 다섯 곳부터 바꾸겠습니다. 나머지는 결과를 보고 정하겠습니다.",
        "Of twelve playgrounds we shall begin with the five noisiest, and decide on the others when we see the effect.",
    ),
    "long_term": (
        Answer.Disposition.LONG_TERM,
        "홍수 때 물길을 막지 않는지 한 해 동안 살펴야 합니다. 아래 날짜에 다시 검토하고 결과를 알려 드리겠습니다.",
        "We must watch for a year whether a deck would hold back floods. We look again on the date below and report.",
    ),
    "in_force": (
        Answer.Disposition.IN_FORCE,
        "같은 사업을 이미 하고 있습니다. 가까운 나눔 우체통은 도서관 안내에서 찾으실 수 있습니다.",
        "This is being done already. The library's information desk knows the nearest box.",
    ),
    "not_possible": (
        Answer.Disposition.NOT_POSSIBLE,
        "개인에게 교통비를 전액 주는 것은 지방재정 규정에 맞지 않습니다. 대신 심야버스 두 노선을 늘리는 방안을 검토하고 있습니다.",
        "Public money rules do not allow paying individuals' fares in full. We are looking at two more night buses instead.",
    ),
}


@demo_part("proposals.maps", order=90)
def count(stage: Stage) -> None:
    """What the worker counts every few minutes, so that the maps have numbers from the first look on."""
    tallying.tally(stage.now)


@demo_part("proposals", order=20)
def build(stage: Stage) -> None:
    """The standing call with the city's own ladder, and its proposals from the oldest to the newest."""
    process = Process.objects.create(
        slug=f"proposals-{stage.name}",
        kind=Process.Kind.PROPOSALS,
        area=stage.city,
        title="시민제안",
        title_en="Citizens' proposals",
    )
    Phase.objects.create(
        process=process, kind=Phase.Kind.GATHER, opens_at=stage.days(-700), closes_at=stage.days(3650)
    )
    ladder = ladders.load_ladders()["seoul-sangsang" if stage.name == "seoul" else "busan"]
    stage.things["call"] = Call.objects.create(process=process, ladder=ladder)
    for topic, department in (ROUTES | (SEOUL_ROUTES if stage.name == "seoul" else {})).items():
        TopicRoute.objects.get_or_create(
            topic=stage.topic(topic), defaults={"department": stage.department(department)}
        )
    stage.things["earlier call"] = earlier_call(stage)
    for idea in sorted(SEOUL if stage.name == "seoul" else BUSAN, key=lambda one: -one.days):
        stage.things[f"proposal:{idea.key}"] = bring_about(stage, idea)
    _together(stage)
    demo_moves.merge_and_split(stage)
    demo_desk.fill(stage)
    demo_departments.reorganise(stage)
    _add_files(stage)
    demo_calls.build(stage)
    clocks.watch(stage.now)


def earlier_call(stage: Stage) -> Call:
    """An earlier call with another ladder: cities change theirs every few years. Its proposals live on by its rules."""
    if stage.name != "seoul":
        found: Call = stage.things["call"]
        return found
    process = Process.objects.create(
        slug=f"proposals-{stage.name}-earlier",
        kind=Process.Kind.PROPOSALS,
        area=stage.city,
        title="시민제안(이전 기준)",
        title_en="Citizens' proposals (earlier rules)",
    )
    Phase.objects.create(
        process=process, kind=Phase.Kind.GATHER, opens_at=stage.days(-900), closes_at=stage.days(-65)
    )
    return Call.objects.create(process=process, ladder=ladders.load_ladders()["seoul-2020"])


def bring_about(stage: Stage, idea: Idea) -> Proposal:
    """Write, submit, support and answer one proposal, each at its own day in the past."""
    call: Call = stage.things["earlier call" if idea.fate in demo_moves.DEBATED else "call"]
    author = (
        stage.people["haedeun"]
        if idea.key in ("alley-lights", "draft")
        else stage.random.choice(stage.citizens())
    )
    began = stage.days(-idea.days)
    draft = start_draft(
        author,
        call=call,
        at=began,
        title=idea.title,
        title_en=idea.title_en,
        body=idea.body,
        body_en=idea.body_en,
        topic=stage.topic(idea.topic),
        area=stage.borough(idea.borough) if idea.borough else None,
    )
    if idea.fate == "draft":
        return draft
    proposal = submit(author, draft, at=began)
    gather(stage, proposal, idea.supports, began)
    _fate(stage, proposal, author, idea.fate)
    proposal.refresh_from_db()
    return proposal


def gather(stage: Stage, proposal: Proposal, number: int, began: datetime, within: float = 10) -> None:
    """So many supports, spread over ``within`` days after ``began``.

    All but the last are written in one go (a thousand acts would make everybody wait); the last one goes through the
    door, so that the threshold is crossed as people cross it. Beyond the demo's people, supports are a mere number.
    """
    if not number:
        return
    _keep_in_the_city(stage, proposal)
    people = [person for person in stage.people.values() if person.pk != proposal.author_id]
    stage.random.shuffle(people)
    end = min(began + timedelta(days=within), stage.now)
    early, last = people[: min(number, len(people)) - 1], people[min(number, len(people)) - 1]
    Support.objects.bulk_create(
        Support(proposal=proposal, user=person, at=began + (end - began) * ((position + 1) / number))
        for position, person in enumerate(early)
    )
    if proposal.thread is not None:
        Follow.objects.bulk_create(
            [Follow(thread=proposal.thread, user=person, created_at=began) for person in early],
            ignore_conflicts=True,
        )
    Proposal.objects.filter(pk=proposal.pk).update(support_count=number - 1)
    support(last, proposal, at=end)


def _keep_in_the_city(stage: Stage, proposal: Proposal) -> None:
    """A topic leads to one department only; in a second demo city on one installation it would be the first city's."""
    department = department_for(proposal)
    if department is None or department.area_id == stage.city.code:
        return
    slug = proposal.topic.slug if proposal.topic else ""
    proposal.department = stage.department(ROUTES.get(slug, "innovation"))
    Proposal.objects.filter(pk=proposal.pk).update(department=proposal.department)


def answered(stage: Stage, proposal: Proposal, fate: str, at: datetime) -> Answer:
    """The department in charge gives the final answer of this kind."""
    disposition, text, text_en = ANSWERS[fate]
    return answering.answer(
        stage.people["seoon"],
        proposal,
        disposition=disposition,
        text=text,
        text_en=text_en,
        at=at,
        reason_code=Answer.Reason.LAW if fate == "not_possible" else "",
        planned_on=(at + timedelta(days=180)).date() if fate in ("adopted", "partly") else None,
        recheck_on=(at + timedelta(days=365)).date() if fate == "long_term" else None,
    )


def _fate(stage: Stage, proposal: Proposal, author: User, fate: str) -> None:
    reached = proposal.threshold_reached_at
    if fate in ANSWERS and reached is not None:
        answered(stage, proposal, fate, reached + timedelta(days=21))
    elif fate == "interim" and reached is not None:
        answering.answer_interim(
            stage.people["seoon"],
            proposal,
            at=reached + timedelta(days=14),
            text="골목마다 둘 곳을 자치구와 살펴보고 있습니다. 냄새를 막는 통을 두 곳에서 시험하고, 기한 안에 결과를 답해 드리겠습니다.",
            text_en="We are looking for places with the boroughs and testing two odour-proof bins; the answer comes by the due date.",
        )
    elif fate in ("implementing", "implemented") and reached is not None:
        answered(stage, proposal, "adopted", reached + timedelta(days=14))
        implementing.begin(stage.people["seoon"], proposal, at=reached + timedelta(days=60))
        if fate == "implemented":
            implementing.complete(
                stage.people["seoon"],
                proposal,
                at=reached + timedelta(days=200),
                evidence="주민센터 17곳에 우산 20개씩을 두었습니다. 안내대에서 이름만 적고 빌릴 수 있고, 한 달 동안 412번 빌려 갔습니다.",
                evidence_en="Twenty umbrellas stand in each of 17 neighbourhood offices. In one month they were borrowed 412 times.",
            )
    elif fate in ("withdrawn", "retired"):
        withdrawing.withdraw(
            author,
            proposal,
            code="started" if fate == "withdrawn" else "duplicate",
            reason="구청에서 이미 시간을 늘려 철회합니다."
            if fate == "withdrawn"
            else "같은 제안이 먼저 있어 그 제안에 공감하였습니다.",
            at=(proposal.submitted_at or stage.now) + timedelta(days=5),
        )
    elif fate == "hidden":
        decide(
            stage.people["byeori"], proposal, outcome="hidden", rule=Rule.ABUSE,
            reason="일하는 사람을 깎아내리는 말이 있어 비공개로 바꾸었습니다. 바라는 점을 고쳐 쓰시면 다시 볼 수 있습니다.",
        )  # fmt: skip
    else:
        demo_moves.fate(stage, proposal, fate)


def _together(stage: Stage) -> None:
    """Two neighbours stand beside the author of one proposal; a draft waits with its link; a group proposes another."""
    own, draft = stage.things.get("proposal:alley-lights"), stage.things.get("proposal:draft")
    if own is None or own.author is None or draft is None:
        return
    invitation = together.invite(own.author, own, at=stage.days(-3))
    mates = [one for one in stage.citizens() if one.pk != own.author_id][:2]
    for mate in mates:
        together.join(mate, invitation, at=stage.days(-2))
    together.invite(own.author, draft, at=stage.now)
    _at_the_counter(stage)
    group = stage.things["proposal:benches"]
    group.group_kind, group.group_name = Proposal.Group.RESIDENTS, "한빛마을 주민모임(가상)"
    group.save(update_fields=["group_kind", "group_name"])
    own.refresh_from_db()


def _at_the_counter(stage: Stage) -> None:
    """One proposal waits to be taken over with the code on paper, another has been."""
    call, topic = stage.things["call"], stage.topic("welfare")
    parts = {"channel": "counter", "consent": "spoken", "topic": topic, "call": call}
    waiting, _code = assisting.enter(
        stage.people["byeori"], at=stage.days(-4), consented_on=stage.days(-4).date(),
        title="경로당 앞 길에 앉을 곳이 없습니다", title_en="There is nowhere to sit on the way to the senior centre",
        body="경로당까지 가는 길이 길어서 중간에 쉬어야 합니다. 앉을 곳을 두 군데만 놓아 주십시오.",
        body_en="The way to the senior centre is long and one has to rest. Please put seats in two places.",
        area=stage.borough("성북구"), **parts,
    )  # fmt: skip
    taken, code = assisting.enter(
        stage.people["byeori"], at=stage.days(-9), consented_on=stage.days(-9).date(),
        title="복지관 셔틀 시간을 전화로도 알려 주십시오", title_en="Tell the times of the welfare centre's shuttle by phone too",
        body="시간표가 누리집에만 있습니다. 전화로 물으면 알려 주는 번호가 있으면 좋겠습니다.",
        body_en="The timetable is only on the website. A number to ask by phone would help.",
        **parts | {"channel": "phone"},
    )  # fmt: skip
    assisting.claim(stage.citizens()[3], code, at=stage.days(-8))
    stage.things["proposal:assisted"], stage.things["proposal:claimed"] = waiting, taken


def _add_files(stage: Stage) -> None:
    """A proposal with a photo and a document, and a photo that a moderator hid."""
    proposal = stage.things.get("proposal:alley-lights")
    if proposal is None or proposal.author is None:
        return
    at = stage.now - timedelta(hours=2)
    demo_files.add_photo(proposal.author, proposal, "dark alley", "가로등 하나만 켜진 어두운 골목길", at)
    demo_files.add_paper(proposal.author, proposal, "골목 밝기 측정표", at)
    hidden = demo_files.add_photo(proposal.author, proposal, "round table", "회의 탁자에 앉은 주민들", at)
    if hidden is not None:
        decide(
            stage.people["byeori"],
            hidden,
            outcome="hidden",
            rule=Rule.PERSONAL_DATA,
            reason="동의하지 않은 사람의 얼굴을 알아볼 수 있습니다.",
        )
