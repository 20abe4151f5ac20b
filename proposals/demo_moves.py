"""The demo's proposals that go further: to another body, into a public debate, to the mayor, into one another."""

from datetime import timedelta

from civic.portal.demo import Stage
from proposals.domain import answering, debating, merging, splitting, transferring
from proposals.models import Answer, Debate, Proposal, Voice

DEBATED = ("debate", "debated", "head")
QUESTIONS = {
    "debate": ("매달 마지막 일요일에 큰길 한 곳을 차 없는 거리로 할까요?", "Should one wide street be free of cars on the last Sunday of each month?"),
    "debated": ("구마다 도서관 한 곳을 밤 12시까지 열까요?", "Should one library in each borough be open until midnight?"),
    "head": ("모든 초등학교 앞 길을 아침 한 시간 동안 차 없는 길로 할까요?", "Should the street before every primary school be free of cars for an hour each morning?"),
}  # fmt: skip
VOICES = {"debate": (78, 50), "debated": (141, 66), "head": (742, 289)}  # in favour, against


def fate(stage: Stage, proposal: Proposal, what: str) -> None:
    """Bring a proposal to where ``what`` says; everything else is left as it stands."""
    if what == "transferred":
        _to_a_borough(stage, proposal)
    elif what == "outside":
        _to_a_body_outside(stage, proposal)
    elif what in DEBATED:
        _debate(stage, proposal, what)
    elif what == "busan-head":
        _answer(stage, proposal)
        _head(stage, proposal)


def _to_a_borough(stage: Stage, proposal: Proposal) -> None:
    began = proposal.submitted_at or stage.now
    sent = began + timedelta(days=9)
    transferring.transfer(
        stage.people["seoon"], proposal, area=proposal.area, on=sent.date(), at=sent,
        reason="자치구가 설치하고 관리하는 시설이어서 이송합니다.",
    )  # fmt: skip
    transferring.report(
        stage.people["seoon"], proposal, status="received", at=sent + timedelta(days=4),
        note="접수하여 현장을 확인하고 있으며, 다음 달 말까지 고치겠다고 알려 왔습니다.",
    )  # fmt: skip


def _to_a_body_outside(stage: Stage, proposal: Proposal) -> None:
    sent = (proposal.threshold_reached_at or stage.now) + timedelta(days=8)
    transferring.transfer(
        stage.people["seoon"], proposal, body="한빛철도관리원(가상 기관)", body_en="Hanbit Railway Agency (invented)",
        on=sent.date(), at=sent, reason="철길과 방음벽은 시가 아니라 철도 관리 기관이 결정합니다.",
    )  # fmt: skip


def _answer(stage: Stage, proposal: Proposal) -> None:
    at = (proposal.threshold_reached_at or stage.now) + timedelta(days=14)
    answering.answer(
        stage.people["seoon"], proposal, disposition=Answer.Disposition.LONG_TERM, at=at,
        recheck_on=(at + timedelta(days=300)).date(),
        text="이웃과 가게, 교통에 두루 영향이 있어 시민의 뜻을 먼저 듣겠습니다. 들은 뜻에 따라 시범 시행을 검토하겠습니다.",
        text_en="It touches neighbours, shops and traffic, so we listen to citizens first and then look at a trial.",
    )  # fmt: skip


def _debate(stage: Stage, proposal: Proposal, what: str) -> None:
    _answer(stage, proposal)
    answered = (proposal.threshold_reached_at or stage.now) + timedelta(days=14)
    running = what == "debate"
    opens = stage.days(-11) if running else answered + timedelta(days=10)
    closes = stage.days(10) if running else opens + timedelta(days=21)
    question, question_en = QUESTIONS[what]
    debate = debating.open_debate(
        stage.people["naul"], proposal, question=question, question_en=question_en, opens_at=opens, closes_at=closes,
        at=opens - timedelta(days=3), reason="공감이 기준을 넘었고, 찬성과 반대 의견이 함께 많았습니다.",
    )  # fmt: skip
    _speak(stage, debate, *VOICES[what])
    if running:
        return
    debating.conclude_debate(
        stage.people["naul"], debate, at=closes + timedelta(days=5),
        conclusions="찬성하는 분들은 안전과 쉼을, 반대하는 분들은 배달과 주차를 말씀하셨습니다. 먼저 두 곳에서 석 달 동안 해 보고 결과를 공개하자는 데 뜻이 모였습니다.",
        conclusions_en="Those in favour spoke of safety and rest, those against of deliveries and parking. Most agree on a trial of three months in two places, with public results.",
    )  # fmt: skip
    if what == "head":
        _head(stage, proposal)


def _speak(stage: Stage, debate: Debate, pro: int, con: int) -> None:
    """So many positions; all but the last are written in one go, as with supports (see demo.gather)."""
    people = list(stage.people.values())
    stage.random.shuffle(people)
    at = min(debate.opens_at + timedelta(days=9), stage.now)
    share = pro / (pro + con)
    Voice.objects.bulk_create(
        Voice(debate=debate, user=person, stance="pro" if n < share * len(people) else "con", at=at)
        for n, person in enumerate(people[1:])
    )
    Debate.objects.filter(pk=debate.pk).update(pro_count=pro - 1, con_count=con)
    debating.take_part(people[0], debate, stance="pro", at=at)


def _head(stage: Stage, proposal: Proposal) -> None:
    proposal.refresh_from_db()
    last = proposal.rungs.order_by("-reached_at").first()
    debate: Debate | None = getattr(proposal, "debate", None)
    after = [moment for moment in (last and last.due_at, debate and debate.concluded_at) if moment]
    at = max(after) - timedelta(days=6) if after else stage.now
    debating.answer_as_head(
        stage.people["yeoul"], proposal, at=min(at, stage.now), planned_on=(at + timedelta(days=150)).date(),
        text="많은 시민이 뜻을 모아 주셔서 고맙습니다. 두 곳에서 석 달 동안 먼저 해 보고, 결과를 모두 공개한 뒤 넓힐지 정하겠습니다.",
        text_en="Thank you all for thinking this through. We try it for three months in two places, publish every result, and then decide.",
    )  # fmt: skip


def merge_and_split(stage: Stage) -> None:
    """One pair that says the same, and one proposal that asked for two things."""
    things, officer = stage.things, stage.people["seoon"]
    if stage.name == "busan":
        merging.merge(
            officer, things["proposal:stairs-rail-again"], things["proposal:stairs-rail"], at=stage.days(-1),
            reason="같은 계단의 난간을 이어 달라는 제안입니다.",
        )  # fmt: skip
        return
    merging.merge(
        officer, things["proposal:crossing-again"], things["proposal:crossing"], at=stage.days(-1),
        reason="두 제안 모두 학교 앞 사거리를 한 번에 건너게 하자는 뜻입니다.",
    )  # fmt: skip
    splitting.split(
        officer, things["proposal:river-two"], at=stage.days(-2),
        title="한강 자전거길 조명을 밝혀 주세요", title_en="Brighter lights on the river's bicycle path",
        body="한강 자전거길 조명이 어두워 밤에 위험합니다.", body_en="The lights of the bicycle path are too dark.",
        reason="화장실과 조명은 소관부서가 달라 따로 검토합니다.",
    )  # fmt: skip
