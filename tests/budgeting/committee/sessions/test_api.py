"""The secretary's programs: a session from its preparation to published minutes, and who gets nothing of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgeting.committee.domain import calling
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import Charter, Item, Minutes, Motion, Session
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import Sitting, fresh

SECRET = "아무도 모르는 까닭"
PREPARED = {"place": "시청 3층", "officer": "한가람", "phone": "010-0000-0001"}


def entered(client: Client, user: User) -> Client:
    factories.a_second_factor(user)
    client.force_login(user)
    return client


def send(client: Client, method: str, address: str, **body: Any) -> Any:
    sent = client.generic(
        method, f"/api/v1/committee/{address}", json.dumps(body), content_type="application/json"
    )
    return sent.status_code, sent.json()


def withdrawn(work: Work, n: int) -> User:
    user = work.members[n].user
    declare_interest(user, fresh(work.project), interest="self", ground=SECRET, at=now())
    return user


def test_a_program_runs_a_session_from_its_preparation_to_published_minutes(
    work: Work, client: Client
) -> None:
    for member in work.members[:4]:
        factories.a_sheet(member, work.project, 4)
    withdrawn(work, 4)
    entered(client, factories.a_staff_member("han", "secretary"))
    status, made = send(
        client, "POST", f"{work.committee.slug}/sessions/", starts_at=now().isoformat(), **PREPARED
    )
    assert (status, made["session"]["state"], len(made["attendance"])) == (201, "draft", 5)
    session = f"sessions/{made['session']['id']}"
    _status, made = send(client, "POST", f"{session}/agenda/", project=work.project.pk)
    _status, made = send(client, "POST", f"{session}/agenda/", title="다음 회의 날짜")
    first, second = (f"agenda/{one['id']}" for one in made["items"])
    assert send(client, "POST", f"{session}/steps/", step="call")[1]["session"]["state"] == "called"
    there = [one.pk for one in work.members[:3]]
    assert send(client, "PUT", f"{session}/attendance/", present=there)[0] == 200
    _status, made = send(client, "POST", f"{session}/steps/", step="open")
    quorum = {"enrolled": 5, "recused": 1, "present": 3, "needed": 3, "has_quorum": True}
    assert (made["session"]["state"], made["items"][0]["quorum"]) == ("open", quorum)

    assert (
        send(client, "POST", f"{first}/votes/", kind="carry", ayes=2, noes=1, reason="필요합니다.")[0] == 201
    )
    status, made = send(client, "POST", f"{second}/deferral/", reason="다음에 정합니다.")
    assert [(one["state"], one["outcome"]) for one in made["items"]] == [
        ("decided", "carried"),
        ("deferred", ""),
    ]
    department = factories.a_department()
    given = {"department": department.code, "text": "설명회를 열 것을 권고합니다."}
    assert send(client, "POST", f"{first}/recommendations/", **given)[0] == 201
    assert send(client, "POST", f"{session}/steps/", step="close")[1]["unpublished"] == 1

    [letter] = send(client, "GET", f"{session}/decisions/")[1]["results"]
    assert (letter["outcome"], letter["proposers"]) == ("carried", 1)
    assert "필요합니다." in letter["korean"]["body"]
    status, published = send(client, "POST", f"{session}/decisions/")
    assert (status, published) == (201, {"items": 1, "projects": [work.project.pk]})
    work.project.refresh_from_db()
    assert work.project.state == "on_ballot"

    status, minutes = send(client, "POST", f"{session}/minutes/", note="토론이 길었습니다.")
    assert (status, minutes["state"]) == (201, "draft")
    for member in work.members[:2]:
        told = send(entered(Client(), member.user), "POST", f"{session}/minutes/confirmation/")[1]
    assert (told["state"], told["confirmed"], told["needed"]) == ("confirmed", 2, 2)
    status, minutes = send(client, "POST", f"{session}/minutes/publication/", access="partly", ground="제9조")
    assert (status, minutes["state"], minutes["access"]) == (201, "published", "partly")
    public = Client().get(f"/api/v1/committee/{session}/minutes/").json()
    assert "attendance" not in public["content"]
    assert SECRET not in json.dumps(public, ensure_ascii=False)


def test_a_program_prepares_a_resolution_in_writing_with_its_motions(work: Work, client: Client) -> None:
    Charter.objects.create(committee=work.committee, written_allowed=True)
    entered(client, factories.a_staff_member("han", "secretary"))
    given = {"starts_at": now().isoformat(), "way": "written", "officer": "한가람", "phone": "1"}
    address = f"{work.committee.slug}/sessions/"
    assert send(client, "POST", address, **given)[1]["type"] == "urn:civic:problem:committee.deadline_missing"
    ends = (now() + timedelta(days=2)).isoformat()
    _status, made = send(client, "POST", address, **given, ends_at=ends)
    session = f"sessions/{made['session']['id']}"
    [item] = send(client, "POST", f"{session}/agenda/", project=work.project.pk)[1]["items"]
    assert send(client, "POST", f"{session}/steps/", step="call")[1]["type"].endswith("motion_missing")
    motion = f"agenda/{item['id']}/motion/"
    assert send(client, "PUT", motion, kind="reject", reason="중복")[1]["type"].endswith("code_missing")
    _status, made = send(client, "PUT", motion, kind="carry", reason="서둘러야 합니다.")
    assert made["items"][0]["resolution"]["reason"] == "서둘러야 합니다."
    assert send(client, "POST", f"{session}/steps/", step="call")[0] == 200
    assert send(client, "POST", f"{session}/steps/", step="open")[0] == 200
    still = send(client, "POST", f"{session}/steps/", step="count")
    assert (still[0], still[1]["type"]) == (409, "urn:civic:problem:committee.still_voting")


def acts(room: Sitting) -> list[tuple[str, str, dict[str, Any]]]:
    """Every act of the secretary with a body that its form lets through."""
    session, item = f"sessions/{room.session.pk}", f"agenda/{room.item.pk}"
    prepared = {"starts_at": now().isoformat(), **PREPARED}
    return [
        ("POST", f"{room.work.committee.slug}/sessions/", prepared),
        ("GET", f"{session}/run/", {}),
        ("POST", f"{session}/agenda/", {"title": "안건"}),
        ("PUT", f"{session}/attendance/", {"present": []}),
        ("POST", f"{session}/steps/", {"step": "cancel"}),
        ("PUT", f"{item}/motion/", {"kind": "carry", "reason": "까닭"}),
        ("POST", f"{item}/votes/", {"kind": "carry", "ayes": 3, "noes": 0, "reason": "까닭"}),
        ("POST", f"{item}/deferral/", {"reason": "까닭"}),
        ("POST", f"{item}/recommendations/", {"text": "권고"}),
        ("GET", f"{session}/decisions/", {}),
        ("POST", f"{session}/decisions/", {}),
        ("POST", f"{session}/minutes/", {"note": ""}),
    ]


@pytest.mark.parametrize("who", ["visitor", "member", "recused", "author", "officer", "moderator"])
def test_nobody_but_the_secretary_gets_in_and_nothing_happens(
    room: Sitting, client: Client, who: str
) -> None:
    """A conflicted member, the proposer and other staff are refused as on the pages, and nothing is written."""
    people = {
        "member": lambda: room.work.members[0].user,
        "recused": lambda: withdrawn(room.work, 4),
        "author": lambda: room.work.author,
        "officer": lambda: factories.a_staff_member("officer", "officer"),
        "moderator": lambda: factories.a_staff_member("moderator", "moderator"),
    }
    if who != "visitor":
        entered(client, people[who]())
    room.open(0, 1, 2)
    for method, address, body in acts(room):
        status, said = send(client, method, address, **body)
        assert status in (401, 403), (method, address, said)
        assert SECRET not in json.dumps(said, ensure_ascii=False)
    assert (Session.objects.count(), Item.objects.count()) == (1, 1)
    assert not Motion.objects.exists()
    assert not Minutes.objects.exists()
    assert Session.objects.get().state == "open"


def test_what_no_form_lets_through_is_said_by_name(room: Sitting, client: Client) -> None:
    entered(client, room.han)
    session, other = (
        f"sessions/{room.session.pk}",
        factories.a_project(factories.an_envelope(factories.a_cycle())),
    )
    committee = f"{room.work.committee.slug}/sessions/"
    wrong = [
        ("POST", committee, {"starts_at": now().isoformat(), **PREPARED, "place": " "}, "place"),
        ("POST", f"{session}/agenda/", {"project": other.pk}, "project"),
        ("POST", f"{session}/agenda/", {}, "title"),
        ("PUT", f"{session}/attendance/", {"present": [room.work.members[0].pk, 999999]}, "present"),
        ("POST", f"{session}/steps/", {"step": "publish"}, "step"),
        ("POST", f"agenda/{room.item.pk}/votes/", {"kind": "carry", "ayes": -1, "noes": 0}, "ayes"),
        (
            "POST",
            f"agenda/{room.item.pk}/recommendations/",
            {"department": "none", "text": "x"},
            "department",
        ),
    ]
    for method, address, body, field in wrong:
        status, said = send(client, method, address, **body)
        assert (status, list(said["errors"])) == (422, [field]), (address, said)


def test_the_public_reads_votes_and_recusals_when_they_are_published_and_no_sooner(
    room: Sitting, client: Client
) -> None:
    withdrawn(room.work, 4)
    room.open(0, 1, 2)
    room.vote(ayes=2, noes=1)
    address = f"/api/v1/committee/sessions/{room.session.pk}/"
    [item] = client.get(address).json()["items"]
    hidden = (item["state"], item["outcome"], item["reason"], item["motions"], item["recused"])
    assert hidden == ("waiting", "", "", [], None)
    secretary = entered(Client(), room.han)
    for act in ("steps/", "decisions/"):
        send(secretary, "POST", f"sessions/{room.session.pk}/{act}", step="close")
    [item] = client.get(address).json()["items"]
    assert (item["state"], item["outcome"], item["recused"]) == ("decided", "carried", 1)
    [motion] = item["motions"]
    assert (motion["ayes"], motion["noes"], motion["abstentions"]) == (2, 1, 0)
    assert SECRET not in json.dumps(item, ensure_ascii=False)


@pytest.mark.parametrize("items", [1, 3])
def test_a_session_costs_the_same_queries_for_any_number_of_items(
    room: Sitting, client: Client, items: int
) -> None:
    for n in range(items - 1):
        calling.put_on_agenda(room.han, room.session, title=f"안건 {n}")
    entered(client, room.han)
    for address, queries in ((f"sessions/{room.session.pk}/run/", 20), (f"sessions/{room.session.pk}/", 7)):
        client.get(f"/api/v1/committee/{address}")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/api/v1/committee/{address}").status_code == 200
        assert len(seen) == queries, address
