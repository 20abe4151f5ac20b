"""Resolutions in writing: the motion, the vote on one's own page, recusal, deadline, count, and what the database says."""

import html
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from budgeting.committee.domain import announcing, calling, minuting, sitting, writing
from budgeting.committee.domain.challenging import challenge, decide_challenge
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import (
    Charter,
    Decision,
    Item,
    Member,
    Motion,
    Resolution,
    Session,
    WrittenVote,
)
from budgeting.committee.notices.vote_in_writing import recipients
from budgeting.committee.session_triggers import OUT_OF_TIME, RECUSED
from budgeting.committee.sessions.queries import presence
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work
from tests.budgeting.committee.sessions.conftest import fresh
from tests.budgeting.committee.test_conflicts import RELATIONS

pytestmark = pytest.mark.django_db
REASON = "밤길 사고가 잦아 서둘러야 합니다."


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


@dataclass
class Round:
    """A resolution in writing on one project, sent round and opened; its deadline is in three days."""

    work: Work
    han: User
    session: Session
    item: Item

    @property
    def deadline(self) -> Any:
        assert self.session.ends_at is not None
        return self.session.ends_at

    def vote(self, n: int, choice: str = "aye") -> WrittenVote:
        return writing.vote_in_writing(self.work.members[n].user, self.again(), choice=choice, at=now())

    def count(self, at: Any = None) -> Item:
        self.session = writing.count_votes(self.han, self.session, at=at or self.deadline)
        self.item = self.again()
        return self.item

    def again(self) -> Item:
        rows = Item.objects.select_related("session__committee", "project__envelope__cycle__process")
        return rows.get(pk=self.item.pk)


def prepared(work: Work, *, scored: int = 5) -> Round:
    han = factories.a_staff_member("han", "secretary")
    Charter.objects.create(committee=work.committee, written_allowed=True)
    for member in work.members[:scored]:
        factories.a_sheet(member, work.project, 4)
    session = calling.prepare_session(
        han, work.committee, starts_at=now(), ends_at=now() + timedelta(days=3), way="written",
        officer="한가람", phone="010-0000-0001",
    )  # fmt: skip
    return Round(work, han, session, calling.put_on_agenda(han, session, project=fresh(work.project)))


def sent_round(work: Work, *, scored: int = 5, **words: str) -> Round:
    found = prepared(work, scored=scored)
    writing.state_motion(found.han, found.again(), **{"kind": "carry", "reason": REASON, **words})
    calling.call_session(found.han, found.session, at=now())
    found.session = sitting.open_session(found.han, found.session, at=now())
    return found


@pytest.fixture
def paper(work: Work) -> Round:
    return sent_round(work)


def test_a_motion_that_is_carried_in_writing_is_published_as_a_session_would(paper: Round) -> None:
    for n, choice in enumerate(("aye", "aye", "no", "abstain")):
        paper.vote(n, choice)
    assert not Motion.objects.exists(), "nothing is counted before the deadline"
    paper.vote(4, "aye")
    item = paper.count()
    assert (item.state, item.outcome, item.present, item.needed) == ("decided", "carried", 5, 3)
    motion = Motion.objects.get()
    assert (motion.ayes, motion.noes, motion.abstentions, motion.present, motion.needed) == (3, 1, 1, 5, 3)
    [decision] = announcing.publish_decisions(paper.han, paper.session, at=now())
    paper.work.project.refresh_from_db()
    assert (decision.reason, paper.work.project.state) == (REASON, "on_ballot")


@pytest.mark.parametrize(
    ("kind", "choices", "state", "outcome", "motions"),
    [
        ("carry", "aye aye no", "decided", "carried", 1),
        ("carry", "aye aye aye", "decided", "carried", 1),
        ("carry", "aye no abstain", "deferred", "", 1),  # a motion that is not carried settles nothing
        ("carry", "aye aye", "deferred", "", 0),  # two of five are no quorum
        ("condition", "aye aye no no aye", "decided", "conditional", 1),
        ("reject", "aye aye abstain", "decided", "lost", 1),
        ("reject", "no no aye", "deferred", "", 1),
    ],
)
def test_what_the_count_comes_to(
    work: Work, kind: str, choices: str, state: str, outcome: str, motions: int
) -> None:
    paper = sent_round(work, kind=kind, condition="장마철 전에 끝냅니다.", code="cost")
    for n, choice in enumerate(choices.split()):
        paper.vote(n, choice)
    item = paper.count()
    assert (item.state, item.outcome, Motion.objects.count()) == (state, outcome, motions)
    assert paper.session.state == "closed"
    assert (item.reason == REASON) == (state == "decided")
    assert bool(item.condition) == (outcome == "conditional")
    assert bool(item.code) == (outcome == "lost")
    if state == "deferred":
        assert "다음 회의" in item.reason
        assert "next session" in item.reason_en
    made = announcing.publish_decisions(paper.han, paper.session, at=now()) if state == "decided" else []
    assert len(made) == Decision.objects.count() == (state == "decided")


def test_the_charters_majority_is_asked_of_those_who_vote(work: Work) -> None:
    """Two thirds at least: two of four are not enough, and the quorum is the charter's as well."""
    paper = sent_round(work)
    Charter.objects.update(
        carries_of=2, carries_in=3, carries_strict=False, quorum_of=4, quorum_in=5, quorum_strict=False
    )
    for n, choice in enumerate(("aye", "aye", "no", "abstain")):
        paper.vote(n, choice)
    assert presence(paper.again(), now()).needed == 4
    assert paper.count().state == "deferred"
    assert not Motion.objects.get().carried


def test_a_late_declaration_takes_the_vote_out_of_the_count(paper: Round) -> None:
    for n in range(3):
        paper.vote(n)
    declare_interest(
        paper.work.members[0].user, fresh(paper.work.project), interest="self", ground="가족", at=now()
    )
    found = presence(paper.again(), now())
    assert (found.enrolled, found.recused, found.present, found.needed) == (5, 1, 2, 3)
    assert paper.count().state == "deferred"
    assert not Motion.objects.exists()


def test_a_project_that_too_few_have_scored_is_not_decided_in_writing(work: Work) -> None:
    paper = sent_round(work, scored=2)
    for member in work.members[2:]:
        work.declare_none(member)
    for n in range(4):
        paper.vote(n)
    assert paper.count().state == "deferred"
    assert "평가" in paper.item.reason


def test_the_count_waits_for_the_deadline_or_for_everybody(paper: Round) -> None:
    for n in range(4):
        paper.vote(n)
    with refused("committee.still_voting"):
        paper.count(now())
    paper.vote(4)
    assert paper.count(now()).outcome == "carried"
    with refused("committee.not_in_session"):
        paper.count()


def test_a_vote_is_given_once_and_in_time_by_who_has_one(paper: Round) -> None:
    first = paper.work.members[0].user
    paper.vote(0)
    with refused("committee.voted_already"):
        paper.vote(0, "no")
    with refused("committee.writing_not_open"):
        writing.vote_in_writing(paper.work.members[1].user, paper.again(), choice="aye", at=paper.deadline)
    adviser = factories.a_seat(paper.work.committee, factories.a_resident("adviser"), votes=False)
    paper.work.declare_none(adviser)
    with refused("committee.no_vote"):
        writing.vote_in_writing(adviser.user, paper.again(), choice="aye", at=now())
    with refused("committee.not_a_member"):
        writing.vote_in_writing(paper.han, paper.again(), choice="aye", at=now())
    paper.count()
    with refused("committee.writing_not_open"):
        writing.vote_in_writing(paper.work.members[1].user, paper.again(), choice="aye", at=now())
    assert WrittenVote.objects.get().member.user == first


def test_nobody_records_votes_or_attendance_by_hand_where_members_write(paper: Round) -> None:
    for act in (
        lambda: sitting.vote_on_item(
            paper.han, paper.item, kind="carry", ayes=3, noes=0, reason="x", at=now()
        ),
        lambda: sitting.defer_item(paper.han, paper.item, reason="x", at=now()),
        lambda: sitting.record_attendance(paper.han, paper.session, present=[]),
        lambda: sitting.close_session(paper.han, paper.session, at=now()),
    ):
        with refused("committee.voted_in_writing"):
            act()


def test_it_is_prepared_with_a_deadline_and_called_with_its_motions(work: Work) -> None:
    paper = prepared(work)
    given = {"starts_at": now(), "way": "written", "officer": "한가람", "phone": "1"}
    for ends_at in (None, now() - timedelta(days=1)):
        with refused("committee.deadline_missing"):
            calling.prepare_session(paper.han, work.committee, ends_at=ends_at, **given)
    with refused("committee.motion_missing"):
        calling.call_session(paper.han, paper.session, at=now())
    for words, code in (
        ({"kind": "carry", "reason": " "}, "committee.reason_missing"),
        ({"kind": "condition", "reason": "x"}, "committee.condition_missing"),
        ({"kind": "reject", "reason": "x"}, "committee.code_missing"),
    ):
        with refused(code):
            writing.state_motion(paper.han, paper.again(), **words)
    writing.state_motion(paper.han, paper.again(), kind="carry", reason="처음")
    writing.state_motion(paper.han, paper.again(), kind="carry", reason=REASON)
    assert Resolution.objects.get().reason == REASON
    calling.call_session(paper.han, paper.session, at=now())
    with refused("committee.agenda_fixed"):
        writing.state_motion(paper.han, paper.again(), kind="carry", reason="나중")
    with refused("committee.agenda_fixed"):
        calling.put_on_agenda(paper.han, paper.session, title="뒤늦은 안건")
    with refused("committee.writing_not_open"):
        sitting.open_session(paper.han, paper.session, at=paper.deadline)


def test_voting_members_are_told_when_the_vote_opens_and_until_when(paper: Round) -> None:
    adviser = factories.a_seat(paper.work.committee, factories.a_resident("adviser"), votes=False)
    event = Event.objects.get(kind="committee.vote_in_writing")
    assert event.params["until"] == paper.deadline.isoformat()
    told = set(recipients.recipients(event))
    assert told == {one.user for one in paper.work.members}
    assert adviser.user not in told


def test_the_record_says_who_voted_and_not_how(paper: Round) -> None:
    from civic.audit.models import Entry

    paper.vote(0, "no")
    entry = Entry.objects.get(verb="committee.vote_in_writing")
    assert "no" not in json.dumps(entry.data)


# Who is recused gets neither content nor vote


@pytest.fixture(params=RELATIONS, ids=str)
def recused(request: pytest.FixtureRequest, work: Work, client: Client) -> tuple[Round, Member, str]:
    make, code = RELATIONS[request.param]
    member = make(work)
    paper = prepared(work, scored=0)
    writing.state_motion(paper.han, paper.again(), kind="carry", reason=REASON, text="원안대로 의결함")
    calling.call_session(paper.han, paper.session, at=now())
    sitting.open_session(paper.han, paper.session, at=now())
    factories.a_second_factor(member.user)
    client.force_login(member.user)
    return paper, member, code


def test_a_recused_member_gets_neither_motion_nor_vote_by_any_door(
    recused: tuple[Round, Member, str], client: Client
) -> None:
    paper, member, code = recused
    address = f"/committee/agenda/{paper.item.pk}/ballot/"
    for response in (client.get(address), client.post(address, {"choice": "aye"})):
        assert response.headers.get("X-Refusal") == code
        assert REASON not in response.content.decode()
    api = f"/api/v1{address}"
    for answer in (
        client.get(api),
        client.post(api, json.dumps({"choice": "aye"}), content_type="application/json"),
    ):
        assert answer.json()["type"] == f"urn:civic:problem:{code}"
        assert REASON not in answer.content.decode()
    page = client.get(f"/committee/sessions/{paper.session.pk}/").content.decode()
    assert REASON not in page
    with refused(code):
        writing.vote_in_writing(member.user, paper.again(), choice="aye", at=now())
    with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO committee_writtenvote (item_id, member_id, choice, at) VALUES (%s, %s, 'aye', now())",
            [paper.item.pk, member.pk],
        )
    assert violated(broken.value) == RECUSED
    assert not WrittenVote.objects.exists()


def test_a_member_who_is_free_votes_on_the_page_and_in_the_api(paper: Round, client: Client) -> None:
    address = f"/committee/agenda/{paper.item.pk}/ballot/"
    client.force_login(paper.work.members[0].user)
    assert REASON in client.get(address).content.decode()
    assert client.post(address, {"choice": "no"}).status_code == 302
    assert "반대" in client.get(address).content.decode()
    client.force_login(paper.work.members[1].user)
    api = f"/api/v1{address}"
    assert client.get(api).json()["reason"] == REASON
    sent = client.post(api, json.dumps({"choice": "aye"}), content_type="application/json")
    assert (sent.status_code, sent.json()["own"]) == (201, "aye")
    assert set(WrittenVote.objects.values_list("choice", flat=True)) == {"no", "aye"}


def test_nobody_sees_how_the_vote_stands_before_the_count(paper: Round, client: Client) -> None:
    for n in range(3):
        paper.vote(n, "no")
    for person in (paper.han, paper.work.members[3].user):
        factories.a_second_factor(person)
        client.force_login(person)
        pages = [f"/committee/sessions/{paper.session.pk}/"]
        pages += (
            [f"{pages[0]}run/"] if person == paper.han else [f"/committee/agenda/{paper.item.pk}/ballot/"]
        )
        for address in pages:
            page = client.get(address).content.decode()
            assert "반대 3" not in page
            assert "3명 반대" not in page


# What the database refuses, whoever writes


def test_the_database_takes_no_vote_out_of_time_or_from_elsewhere(paper: Round, db: None) -> None:
    stranger = at_work().members[0]
    member = paper.work.members[0]
    for row, constraint in (
        ({"member": member, "at": paper.deadline}, OUT_OF_TIME),
        ({"member": stranger, "at": now()}, RECUSED),
    ):
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            WrittenVote.objects.create(item=paper.item, choice="aye", **row)
        assert violated(broken.value) == constraint
    paper.vote(0)
    with pytest.raises(DatabaseError), transaction.atomic():
        WrittenVote.objects.update(choice="no")
    paper.count()
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        WrittenVote.objects.create(item=paper.item, choice="aye", member=paper.work.members[1])
    assert violated(broken.value) == OUT_OF_TIME


def test_the_database_counts_votes_not_attendance(paper: Round) -> None:
    """Three have voted: a decision that names four is refused, whoever is written down as there."""
    for n in range(3):
        paper.vote(n)
    paper.session.attendances.bulk_create(
        [paper.session.attendances.model(session=paper.session, member=one) for one in paper.work.members]
    )
    values = {"state": "decided", "outcome": "carried", "reason": "까닭", "needed": 3}
    with pytest.raises(IntegrityError, match="quorum"), transaction.atomic():
        Item.objects.filter(pk=paper.item.pk).update(present=4, **values)
    Item.objects.filter(pk=paper.item.pk).update(present=3, **values)


def test_the_database_wants_a_deadline(paper: Round) -> None:
    with pytest.raises(IntegrityError, match="session_in_writing_has_a_deadline"), transaction.atomic():
        Session.objects.update(ends_at=None)


# The pages of the secretary, and the minutes


def test_the_secretary_runs_a_resolution_in_writing_on_the_pages(
    work: Work, client: Client, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    paper = prepared(work)
    client.force_login(paper.han)
    run = f"/committee/sessions/{paper.session.pk}/"
    assert "의안" in client.get(f"{run}run/").content.decode()
    motion = {
        "kind": "carry",
        "text": "원안대로 의결함",
        "reason": "",
        "reason_en": "",
        "condition": "",
        "code": "",
    }
    address = f"/committee/agenda/{paper.item.pk}/motion/"
    assert client.post(address, motion).status_code == 422
    assert client.post(address, motion | {"reason": REASON}).status_code == 302
    assert REASON in client.get(address).content.decode()
    for step in ("call", "open"):
        assert client.post(f"{run}{step}/").status_code == 302
    assert client.post(f"{run}count/").status_code == 409
    for n in range(5):
        paper.vote(n, "no" if n == 4 else "aye")
    assert client.post(f"{run}count/").status_code == 302
    client.post(f"{run}publish/")
    client.post(f"{run}draft/", {"note": ""})
    minutes = paper.session.minutes
    for member in work.members[:3]:
        minuting.confirm_minutes(member.user, minutes, at=now())
    client.post(f"/committee/minutes/{minutes.pk}/publish/", {"access": "open", "ground": ""})
    client.logout()
    page = client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    assert all(text in page for text in ("서면", REASON, "찬성 4", "원안대로 의결함"))
    content = json.loads(client.get(f"/committee/minutes/{minutes.pk}/minutes.json").content)["content"]
    assert (content["way"], content["voting_there"], content["items"][0]["present"]) == ("written", 5, 5)
    assert content["voted_until"] is not None
    assert REASON in client.get(run).content.decode()


def test_the_form_speaks_of_writing_only_where_the_charter_allows_it(
    work: Work, client: Client, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    client.force_login(factories.a_staff_member("han", "secretary"))
    address = f"/committee/desk/{work.committee.slug}/session/"
    assert 'value="written"' not in client.get(address).content.decode()
    Charter.objects.create(committee=work.committee, written_allowed=True)
    assert 'value="written"' in client.get(address).content.decode()
    given = {
        "starts_at": "2030-01-02T10:00",
        "way": "written",
        "officer": "한가람",
        "phone": "1",
        "place": "",
    }
    assert client.post(address, given).status_code == 422
    assert client.post(address, given | {"ends_at": "2030-01-05T18:00"}).status_code == 302
    assert client.post(address, given | {"way": "room"}).status_code == 422
    assert Session.objects.get().is_written


@pytest.mark.parametrize("items", [1, 3])
def test_the_count_and_the_page_cost_the_same_queries_for_any_number_of_members(
    paper: Round, client: Client, items: int
) -> None:
    for n in range(items):
        one = factories.a_seat(paper.work.committee, factories.a_resident(f"more{n}"))
        paper.work.declare_none(one)
        writing.vote_in_writing(one.user, paper.again(), choice="aye", at=now())
    with CaptureQueriesContext(connection) as seen:
        presence(paper.again(), now())
    assert len(seen) == 10


def test_the_letter_is_previewed_as_it_is_read_in_both_languages(
    paper: Round, client: Client, settings: Any
) -> None:
    """What the preview shows is what the notice says, to whom it goes, and the proposer gets it once."""
    settings.DEMO_MODE = True  # staff need no second factor here
    for n in range(3):
        paper.vote(n)
    paper.count()
    client.force_login(paper.han)
    address = f"/committee/sessions/{paper.session.pk}/publish/"
    page = client.get(address).content.decode()
    assert "제안자 1명에게 보냅니다" in page
    client.post(address)
    event = Event.objects.get(kind="committee.decided_on_yours")
    assert set(registry["committee.decided_on_yours"].recipients(event)) == {paper.work.author}
    assert paper.work.author not in registry["committee.decided"].recipients(
        Event.objects.get(kind="committee.decided")
    )
    for language in ("ko", "en"):
        with override(language):
            said = rendered(event)
        assert said.title in html.unescape(page)
        assert REASON in said.body
        # The day of the objection's end may pass between preview and publication; all up to the reason is the same.
        assert said.body[: said.body.index(REASON)] in html.unescape(page)


def test_a_pending_challenge_holds_the_vote_up(paper: Round) -> None:
    challenge(paper.work.author, fresh(paper.work.project), paper.work.members[0], ground="다툼", at=now())
    for n in range(5):
        paper.vote(n)
    with refused("committee.challenge_pending"):
        paper.count()
    filed = paper.work.project.challenges.get()
    decide_challenge(paper.han, filed, votes_for=3, votes_against=1, reason="인정", at=now())
    found = presence(paper.again(), now())
    assert (found.recused_challenge, found.recused_self, found.present) == (1, 0, 4)
    assert paper.count().outcome == "carried"
    content = minuting.draft_minutes(paper.han, paper.session, at=now()).content
    assert content["items"][0]["recused_challenge"] == 1


def test_my_page_asks_for_the_vote_until_it_is_given_and_not_of_the_recused(
    paper: Round, client: Client
) -> None:
    address = f"/committee/agenda/{paper.item.pk}/ballot/"
    user, out = paper.work.members[0].user, paper.work.members[1].user
    declare_interest(out, fresh(paper.work.project), interest="self", ground="가족", at=now())
    client.force_login(out)
    assert address not in client.get("/me/").content.decode()
    client.force_login(user)
    assert address in client.get("/me/").content.decode()
    paper.vote(0)
    assert address not in client.get("/me/").content.decode()
