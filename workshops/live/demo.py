"""The demo city's live rooms: one in which people choose at this hour, one for invited people, and one that was closed
yesterday."""

from datetime import datetime, timedelta

from civic.portal.demo import Stage, demo_part
from workshops.demo_planning import ready_fields, write_agenda
from workshops.domain.arranging import set_access
from workshops.domain.inviting import accept_invitation, invite
from workshops.domain.planning import announce_workshop, plan_workshop
from workshops.domain.recording import hold_workshop
from workshops.domain.registering import register
from workshops.live.demo_content import PARK, READING
from workshops.live.domain.grouping import regroup
from workshops.live.domain.joining import join, shown
from workshops.live.domain.moderating import bundle, moderate
from workshops.live.domain.opening import move_room, open_room
from workshops.live.domain.recording import record_statements
from workshops.live.domain.writing import write_statement
from workshops.live.models import Answer, Participant, Room, Statement
from workshops.models import Workshop

PHONES = 40


@demo_part("live", order=35)
def build(stage: Stage) -> None:
    """After the workshops."""
    _choosing(stage)
    _closed(stage)
    _private(stage)


def _choosing(stage: Stage) -> None:
    """It began an hour ago: statements in every state, two bundles, a question, a table with a recorder, and by
    now two groups of people who answer alike."""
    host, began = stage.people["naul"], stage.since(60)
    workshop = plan_workshop(
        host,
        title="밤에도 걷고 싶은 공원",
        title_en="A park to walk in at night",
        area=stage.city,
        department=stage.department("parks" if stage.name == "seoul" else "marine"),
        starts_at=began,
        ends_at=began + timedelta(hours=3),
        capacity=40,
        created_at=stage.days(-20),
        summary="지금 열리고 있는 토론회입니다. 의견방 코드로 누구나 참여할 수 있습니다.",
        summary_en="This workshop is taking place now. Anybody can join its live room by the code.",
        place="시민청 태평홀",
        series=stage.things["series:listening"],
        **ready_fields("시민청 태평홀"),
    )
    write_agenda(stage, workshop)
    announce_workshop(host, workshop, at=stage.days(-14))
    hold_workshop(host, workshop, at=began)
    room = open_room(
        host,
        workshop,
        question="밤에도 걷고 싶은 공원이 되려면 무엇이 달라져야 합니까?",
        question_en="What has to change so that we like to walk in the park at night?",
        at=began,
    )
    phones = [join(room, at=began) for _phone in range(PHONES)]
    table = join(room, at=began, table="3", heads=6)
    said = [
        write_statement(phones[n] if n else table, text=text, at=began + timedelta(minutes=5 + n))
        for n, (text, _side) in enumerate(PARK)
    ]
    question = write_statement(
        phones[9], text="공원 예산은 올해 얼마입니까?", at=began, kind=Statement.Kind.QUESTION
    )
    write_statement(
        phones[10], text="분수대 물이 멈춘 지 두 달이 되었습니다.", at=began + timedelta(minutes=20)
    )
    off_topic = write_statement(phones[11], text="버스 요금이 올라 걱정입니다.", at=began)
    for one in said[:2]:
        moderate(host, one, "show")
    for one in (*said[2:], question):
        moderate(host, one, "shortlist")
    moderate(host, off_topic, "hide")
    moderate(host, question, "answer")
    bundle(host, room, [said[0], said[4]], title="밤 시간")
    bundle(host, room, [said[1], said[6]], title="쉼터와 그늘")
    move_room(host, room, "choose", at=began + timedelta(minutes=40))
    _answers(stage, phones[: PHONES - 6], said, PARK)
    Answer.objects.create(statement=said[1], participant=table, agree=5, unsure=1)
    Answer.objects.bulk_create(Answer(statement=question, participant=one, agree=1) for one in phones[12:17])
    regroup(room.pk, at=stage.now - timedelta(minutes=3))
    stage.things["room:choosing"] = room


def _closed(stage: Stage) -> None:
    """Closed yesterday; two of its statements are in the record that the host is still writing."""
    host = stage.people["naul"]
    workshop = Workshop.objects.get(title="동네 책방과 작은 도서관", area=stage.city)
    began = workshop.starts_at
    room = open_room(
        host,
        workshop,
        question="책을 더 가까이 두려면 무엇이 필요합니까?",
        question_en="What would bring books closer to us?",
        at=began,
        moderated=False,
    )
    phones = [join(room, at=began) for _phone in range(12)]
    said = [
        write_statement(phones[n], text=text, at=began + timedelta(minutes=10))
        for n, (text, _side) in enumerate(READING)
    ]
    move_room(host, room, "choose", at=began + timedelta(minutes=40))
    _answers(stage, phones, said, READING)
    closed = _close(stage, room, workshop.ends_at)
    record_statements(host, closed, said[:2], at=workshop.ends_at)
    stage.things["room:closed"] = closed


def _private(stage: Stage) -> None:
    """The room of a workshop for invited people, a quarter of an hour old: it asks for the code of a registration."""
    host, people, began = stage.people["naul"], stage.citizens(), stage.since(15)
    workshop = plan_workshop(
        host,
        title="공원을 돌보는 사람들의 이야기",
        title_en="Those who look after the parks",
        area=stage.city,
        department=stage.department("parks" if stage.name == "seoul" else "marine"),
        starts_at=began,
        ends_at=began + timedelta(hours=3),
        capacity=20,
        created_at=stage.days(-20),
        summary="공원에서 일하는 분들을 초대하여 듣는 자리입니다.",
        summary_en="We listen to invited people who work in the parks.",
        place="마을회관 2층",
        **ready_fields("마을회관 2층"),
    )
    set_access(host, workshop, access=Workshop.Access.PRIVATE, companions_max=0, at=stage.days(-14))
    write_agenda(stage, workshop)
    announce_workshop(host, workshop, at=stage.days(-14))
    accept_invitation(
        people[20], invite(host, workshop, name="공원지킴이", at=stage.days(-10)), at=stage.days(-9)
    )
    seat = register(people[20], workshop, at=stage.days(-9))
    hold_workshop(host, workshop, at=began)
    room = open_room(
        host, workshop, at=began,
        question="일하시면서 무엇이 가장 어렵습니까?", question_en="What is hardest in your work?",
    )  # fmt: skip
    shown(room, seat.code)
    write_statement(
        join(room, at=began, passed=True),
        text="비 오는 날 쉴 곳이 없습니다.",
        at=began + timedelta(minutes=5),
    )
    stage.things["room:private"] = room


def _close(stage: Stage, room: Room, at: datetime) -> Room:
    return move_room(stage.people["naul"], room, "close", at=at)


def _answers(
    stage: Stage, phones: list[Participant], said: list[Statement], lines: tuple[tuple[str, int], ...]
) -> None:
    """Two camps: what divides them, they answer differently; the rest alike, with some who pass. In one write."""
    kinds = {1: "agree", 0: "unsure", -1: "disagree"}
    rows = []
    for number, phone in enumerate(phones):
        camp = 1 if number % 3 else -1
        for one, (_text, side) in zip(said, lines, strict=True):
            if one.participant_id == phone.pk:
                continue
            value = side if side == 1 else camp
            given = kinds[value if stage.random.random() < 0.85 else 0]
            rows.append(Answer(statement=one, participant=phone, **{given: 1}))
    Answer.objects.bulk_create(rows)
