"""Minutes from the record, their hash, who confirms, what is open; recommendations and objections."""

import hashlib
import json
import re
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgeting.committee.domain import announcing, answering, discussing, minuting, sitting
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import Charter, Contribution, Decision, Declaration, Item, Minutes
from budgeting.committee.notices import decided_on_yours
from budgeting.cycles.models import Lineage
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.periods import due_day
from civic.common.refusals import Refusal, StaleState
from civic.notifications.models import Event
from proposals.models import CoProposer
from tests import factories
from tests.budgeting.committee.conftest import at_work
from tests.budgeting.committee.sessions.conftest import Sitting, a_session, fresh


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def over(room: Sitting, *, publish: bool = True) -> Minutes:
    """Three are there, one item carried, one member recused; the minutes are drafted."""
    absent = room.work.members[4]
    declare_interest(
        absent.user, fresh(room.work.project), interest="self", ground="아무도 모르는 까닭", at=now()
    )
    room.open(0, 1, 2)
    room.vote(ayes=3)
    sitting.close_session(room.han, room.session, at=now())
    if publish:
        announcing.publish_decisions(room.han, room.session, at=now())
    return minuting.draft_minutes(room.han, room.session, note="토론이 길었습니다.", at=now())


def confirmed(room: Sitting, minutes: Minutes) -> None:
    for member in room.work.members[:2]:
        minuting.confirm_minutes(member.user, minutes, at=now())


def test_minutes_say_what_the_record_says_and_never_whose_interest(room: Sitting) -> None:
    minutes = over(room)
    [item] = minutes.content["items"]
    assert (item["recused_self"], item["recused_rule"], item["present"], item["needed"]) == (1, 0, 3, 3)
    assert item["motions"] == [
        {"kind": "carry", "text": "", "for": 3, "against": 0, "abstentions": 0, "carried": True}
    ]
    assert [one["present"] for one in minutes.content["attendance"]] == [True, True, True, False, False]
    whole = json.dumps(minutes.content, ensure_ascii=False)
    assert "아무도 모르는 까닭" not in whole
    assert "member0" not in whole, "names are masked"


def test_the_public_page_has_every_vote_with_its_recusals_once_they_are_published(
    room: Sitting, client: Client
) -> None:
    minutes = over(room, publish=False)
    address = f"/committee/sessions/{room.session.pk}/"
    assert 'id="votes"' not in client.get(address).content.decode(), "nothing is published yet"
    announcing.publish_decisions(room.han, room.session, at=now())
    page = client.get(address).content.decode()
    table = page[page.index('id="votes"') :]
    table = table[: table.index("</table>")]
    cells = re.findall(r"<td>(.*?)</td>", table)
    assert cells == ["가결", "3", "0", "0", "가결", "3 / 3", "회피 1명"]
    assert "아무도 모르는 까닭" not in page
    assert "member4" not in page
    assert minutes.content["items"][0]["recused_self"] == 1


def test_who_withdraws_after_a_deferral_changes_no_number_of_the_session(
    room: Sitting, client: Client
) -> None:
    """The item was settled without a recusal; the way of a later one is not written beside it."""
    room.open(0, 1, 2)
    sitting.defer_item(room.han, room.item, reason="자료가 더 필요합니다.", at=now())
    sitting.close_session(room.han, room.session, at=now())
    declare_interest(
        room.work.members[4].user, fresh(room.work.project), interest="self", ground="가족", at=now()
    )
    page = client.get(f"/committee/sessions/{room.session.pk}/").content.decode()
    row = re.findall(r"<td>(.*?)</td>", page[page.index('id="votes"') :])
    assert row[-2:] == ["3 / 3", "–"]


def test_the_published_json_gives_the_hash_again(room: Sitting, client: Client) -> None:
    minutes = over(room)
    confirmed(room, minutes)
    minuting.publish_minutes(room.han, minutes, at=now())
    said = json.loads(client.get(f"/committee/minutes/{minutes.pk}/minutes.json").content)
    said["content"].pop("closed")
    text = json.dumps(said["content"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(f"{text}\n{said['note']}".encode()).hexdigest() == said["digest"]


def test_more_than_half_of_those_who_were_there_confirm(room: Sitting) -> None:
    minutes = over(room)
    minuting.confirm_minutes(room.work.members[0].user, minutes, at=now())
    with refused("committee.not_confirmed"):
        minuting.publish_minutes(room.han, minutes, at=now())
    with refused("committee.confirmed_already"):
        minuting.confirm_minutes(room.work.members[0].user, minutes, at=now())
    with refused("committee.was_not_there"):
        minuting.confirm_minutes(room.work.members[4].user, minutes, at=now())
    with refused("committee.not_a_member"):
        minuting.confirm_minutes(room.han, minutes, at=now())
    minuting.confirm_minutes(room.work.members[1].user, minutes, at=now())
    assert minuting.publish_minutes(room.han, minutes, at=now()).state == "published"
    with pytest.raises(StaleState):
        minuting.publish_minutes(room.han, minutes, at=now())


def test_a_new_text_is_confirmed_anew(room: Sitting) -> None:
    minutes = over(room)
    minuting.confirm_minutes(room.work.members[0].user, minutes, at=now())
    minutes = minuting.draft_minutes(room.han, room.session, note="다른 말", at=now())
    minuting.confirm_minutes(room.work.members[1].user, minutes, at=now())
    with refused("committee.not_confirmed"):
        minuting.publish_minutes(room.han, minutes, at=now())
    minuting.confirm_minutes(room.work.members[0].user, minutes, at=now())
    with refused("committee.minutes_exist"):
        minuting.draft_minutes(room.han, room.session, note="또 다른 말", at=now())


@pytest.mark.parametrize(
    ("access", "seen", "unseen"),
    [
        ("open", ["출석 명단", "필요합니다."], []),
        ("partly", ["필요합니다."], ["출석 명단"]),
        ("closed", [], ["출석 명단", "필요합니다."]),
    ],
)
def test_what_is_closed_is_not_shown_and_has_its_ground(
    room: Sitting, client: Client, access: str, seen: list[str], unseen: list[str]
) -> None:
    minutes = over(room)
    confirmed(room, minutes)
    ground = "" if access == "open" else "정보공개법 제9조제1항제5호"
    if ground:
        with refused("committee.ground_of_closing"):
            minuting.publish_minutes(room.han, minutes, access=access, at=now())
    minuting.publish_minutes(room.han, minutes, access=access, ground=ground, at=now())
    page = client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    assert all(text in page for text in [*seen, minutes.digest, ground])
    assert not any(text in page for text in unseen)
    content = json.loads(client.get(f"/committee/minutes/{minutes.pk}/minutes.json").content)["content"]
    assert ("attendance" in content, "items" in content) == (access == "open", access != "closed")


def test_drafts_are_nobodys_but_the_citys_and_the_members(room: Sitting, client: Client, kim: User) -> None:
    minutes = over(room)
    for somebody, status in ((None, 404), (kim, 404), (room.work.members[4].user, 200)):
        if somebody is not None:
            client.force_login(somebody)
        assert client.get(f"/committee/minutes/{minutes.pk}/").status_code == status


def test_minutes_wait_for_the_decisions_that_they_report(room: Sitting) -> None:
    minutes = over(room, publish=False)
    confirmed(room, minutes)
    with refused("committee.decisions_unpublished"):
        minuting.publish_minutes(room.han, minutes, at=now())


@pytest.mark.parametrize("members", [1, 3])
def test_minutes_cost_the_same_queries_for_any_number_of_members(room: Sitting, members: int) -> None:
    over(room)
    for n in range(members):
        factories.a_seat(room.work.committee, factories.a_resident(f"more{n}"))
    with CaptureQueriesContext(connection) as seen:
        minuting.content_of(room.session, now())
    # Who is excluded by rule takes five: the look-back of the round, proposals, parties, roles, relations.
    assert len(seen) == 12


def test_a_recommendation_gets_one_dated_answer_of_its_department(room: Sitting, yoon: User) -> None:
    over(room)
    row = answering.recommend(
        room.han, room.item, department=factories.a_department(), text="설명회를 여십시오.", at=now()
    )
    assert row.due_on == due_day(row.at, 30)
    assert Event.objects.filter(kind="committee.recommended").count() == 1
    other = factories.a_staff_member("other", "officer", factories.a_department("parks", name="공원과"))
    with refused("committee.not_the_department"):
        answering.answer_recommendation(other, row, answer="예", at=now())
    with refused("committee.text_empty"):
        answering.answer_recommendation(yoon, row, answer=" ", at=now())
    answered = answering.answer_recommendation(yoon, row, answer="열겠습니다.", at=now())
    assert answered.answered_at is not None
    with refused("committee.answered_already"):
        answering.answer_recommendation(yoon, row, answer="다시", at=now())


def test_the_proposer_objects_once_in_time_and_is_answered(room: Sitting, kim: User) -> None:
    over(room)
    decision = Decision.objects.select_related("project__proposal", "committee").get()
    with refused("committee.not_the_proposer"):
        answering.object_to(kim, decision, text="다릅니다.", at=now())
    Charter.objects.create(committee=room.work.committee, objection_days=7)
    with refused("committee.objection_late"):
        answering.object_to(room.work.author, decision, text="다릅니다.", at=now() + timedelta(days=16))
    objection = answering.object_to(room.work.author, decision, text="비용이 다릅니다.", at=now())
    with refused("committee.objected_already"):
        answering.object_to(room.work.author, decision, text="다릅니다.", at=now())
    answering.answer_objection(
        room.han, objection, result="stands", answer="비용은 검토에 따른 것입니다.", at=now()
    )
    assert Event.objects.filter(kind="committee.objection_answered").count() == 1
    with refused("committee.answered_already"):
        answering.answer_objection(room.han, objection, result="stands", answer="다시", at=now())


def test_everybody_who_gets_the_letter_may_object(room: Sitting, kim: User, lee: User) -> None:
    """The letter says that one can object: to a co-proposer, and to the author of a project that went in."""
    project = room.work.project
    CoProposer.objects.create(proposal=project.proposal, user=kim)
    ancestor = factories.a_project(
        room.work.envelope, state="merged", proposal=factories.a_proposal(author=lee, state="answered")
    )
    Lineage.objects.create(ancestor=ancestor, heir=project, kind="merge", reason="같은 곳입니다")
    over(room)
    decision = Decision.objects.select_related("project__proposal", "committee").get()
    told = set(decided_on_yours.recipients.recipients(Event.objects.get(kind="committee.decided_on_yours")))
    assert told == {room.work.author, kim, lee}
    for one in told:
        answering.object_to(one, decision, text="비용이 다릅니다.", at=now())
    assert decision.objections.count() == 3


def test_an_objection_is_seen_with_its_answer_and_without_its_text(room: Sitting, client: Client) -> None:
    over(room)
    decision = Decision.objects.select_related("project__proposal", "committee").get()
    answering.object_to(room.work.author, decision, text="남몰래 쓴 글", at=now())
    page = client.get(decision.project.get_absolute_url()).content.decode()
    assert "제안자의 이의신청" in page
    assert "남몰래 쓴 글" not in page


def test_the_recused_neither_read_nor_join_the_discussion(room: Sitting, client: Client) -> None:
    out, inside = room.work.members[4], room.work.members[0]
    declare_interest(out.user, fresh(room.work.project), interest="self", ground="가족", at=now())
    discussing.contribute(inside.user, room.item, text="관리를 누가 합니까?", at=now())
    with refused("committee.not_heard"):
        discussing.contribute(out.user, room.item, text="제가 압니다.", at=now())
    for member, status in ((inside, 200), (out, 403)):
        client.force_login(member.user)
        answer = client.get(f"/committee/agenda/{room.item.pk}/talk/")
        assert answer.status_code == status
        assert ("관리를 누가 합니까?" in answer.content.decode()) == (status == 200)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contribution.objects.update(text="고친 말")


def test_the_secretary_runs_a_session_on_the_pages(room: Sitting, client: Client, settings: Any) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    client.force_login(room.han)
    run = f"/committee/sessions/{room.session.pk}/"
    client.post(f"{run}attendance/", {"present": [one.pk for one in room.work.members[:3]]})
    client.post(f"{run}open/")
    assert "정족수" in client.get(f"{run}run/").content.decode()
    vote = {
        "kind": "carry",
        "ayes": "3",
        "noes": "0",
        "abstentions": "0",
        "reason": "",
        "condition": "",
        "code": "",
    }
    assert client.post(f"/committee/agenda/{room.item.pk}/vote/", vote).status_code == 422
    client.post(f"/committee/agenda/{room.item.pk}/vote/", vote | {"reason": "필요합니다."})
    client.post(f"{run}close/")
    assert "필요합니다." in client.get(f"{run}publish/").content.decode()
    client.post(f"{run}publish/")
    client.post(f"{run}draft/", {"note": ""})
    minutes = Minutes.objects.get()
    confirmed(room, minutes)
    client.post(f"/committee/minutes/{minutes.pk}/publish/", {"access": "open", "ground": ""})
    client.logout()
    assert "필요합니다." in client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    assert "필요합니다." in client.get(run).content.decode()
    api = client.get(f"/api/v1/committee/sessions/{room.session.pk}/minutes/").json()
    assert api["digest"] == minutes.digest
    for name in ("members", "sessions", "lotteries"):
        assert client.get(f"/api/v1/committee/{room.work.committee.slug}/{name}/").status_code == 200


@pytest.mark.prove
def test_minutes_of_239_projects_and_40_members_in_figures(db: None) -> None:
    """The size of a real cycle: the queries and the milliseconds of the text, printed."""
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    for n in range(35):
        factories.a_seat(work.committee, factories.a_resident(f"more{n}"))
    projects = [factories.a_project(work.envelope, state="eligible") for _n in range(238)]
    session = a_session(work, han)
    Item.objects.bulk_create(
        Item(session=session, position=n, project=one, title=one.title)
        for n, one in enumerate([work.project, *projects], 1)
    )
    Declaration.objects.bulk_create(
        Declaration(member=member, project=one, interest="none")
        for one in projects
        for member in work.committee.members.all()
    )
    began = perf_counter()
    with CaptureQueriesContext(connection) as seen:
        content = minuting.content_of(session, now())
    spent = (perf_counter() - began) * 1000
    print(
        f"minutes of {len(content['items'])} items, {content['voting']} members: {len(seen)} queries, {spent:.0f} ms"
    )
    assert (len(content["items"]), content["voting"], len(seen)) == (239, 40, 11)
