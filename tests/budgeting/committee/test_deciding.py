"""A decision needs the phase, a quorum after recusals, and a reason; it puts a project on the ballot."""

import json
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.making import appoint_member, make_committee
from budgeting.committee.domain.submitting import submit_sheet
from budgeting.committee.models import Decision, ScoreSheet
from budgeting.committee.triggers import SEALED
from budgeting.cycles.models import Envelope
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, english, full

pytestmark = pytest.mark.django_db


def scored(work: Work, *levels: int) -> None:
    for member, level in zip(work.members, levels, strict=False):
        factories.a_sheet(member, work.project, level)


def test_an_admission_puts_the_project_on_the_ballot_with_its_numbers(
    work: Work, han: User, client: Client
) -> None:
    scored(work, 3, 4, 4)
    decision = decide(han, work.project, outcome="admitted", reason="밤길이 안전해집니다.", at=now())
    work.project.refresh_from_db()
    assert work.project.state == "on_ballot"
    numbers = (
        decision.raters,
        decision.voting_members,
        decision.recused,
        str(decision.score),
        str(decision.lowest),
    )
    assert numbers == (3, 5, 0, "73.33", "60.00")
    for address in (work.project.get_absolute_url(), f"/committee/{work.cycle.slug}/"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert "73.33 of 100 points (60 to 80); 3 of 5 members scored." in page
        assert "밤길이 안전해집니다." in page
    assert Event.objects.filter(kind="committee.decided").count() == 1


def test_a_rejection_needs_a_reason_and_a_condition_its_words(work: Work, han: User) -> None:
    scored(work, 1, 1, 1)
    for outcome, reason, code in (
        ("rejected", " ", "committee.reason_missing"),
        ("conditional", "까닭", "committee.condition_missing"),
    ):
        with pytest.raises(Refusal) as caught:
            decide(han, work.project, outcome=outcome, reason=reason, at=now())
        assert caught.value.code == code
    decide(han, work.project, outcome="rejected", reason="이미 하고 있습니다.", at=now())
    work.project.refresh_from_db()
    assert work.project.state == "not_admitted"


DOORS = {
    "a resident": ("kim", "committee", 3, "accounts.not_allowed"),
    "the department": ("yoon", "committee", 3, "accounts.not_allowed"),
    "out of the phase": ("han", "prices", 3, "committee.closed"),
    "no quorum": ("han", "committee", 2, "committee.no_quorum"),
}


@pytest.mark.parametrize("case", DOORS)
def test_a_decision_is_refused_alike_at_every_door(
    case: str, client: Client, request: pytest.FixtureRequest
) -> None:
    who, phase, sheets, code = DOORS[case]
    actor = request.getfixturevalue(who)
    work = at_work(phase)
    scored(work, *[3] * sheets)
    with pytest.raises(Refusal) as caught:
        decide(actor, work.project, outcome="admitted", reason="까닭", at=now())
    assert caught.value.code == code
    factories.a_second_factor(actor)
    client.force_login(actor)
    base = f"/committee/items/{work.project.pk}/"
    body = {"outcome": "admitted", "reason": "까닭"}
    sent = client.post(f"/api/v1{base}decision/", json.dumps(body), content_type="application/json")
    assert sent.json()["type"].endswith(code)
    assert client.post(f"{base}decide/", body).headers["X-Refusal"] == code
    assert not Decision.objects.exists()
    work.project.refresh_from_db()
    assert work.project.state == "eligible"


def test_the_quorum_is_counted_after_recusals(work: Work, han: User, client: Client) -> None:
    """Five voting members, one excluded by rule and one withdrawn: two of the three that are left are enough."""
    factories.a_seat(work.committee, work.author)
    declare_interest(work.members[0].user, work.project, interest="self", ground="친족", at=now())
    for member in work.members[1:4]:
        factories.a_sheet(member, work.project, 4)
    decision = decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert (decision.voting_members, decision.recused, decision.recused_by_rule) == (6, 2, 1)
    page = client.get(work.project.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "3 of 4 members scored; 1 recused (self); 1 recused (by rule)." in page


def test_a_withdrawal_after_scoring_takes_the_sheet_out_of_the_count(work: Work, han: User) -> None:
    scored(work, 0, 4, 4, 4)
    declare_interest(work.members[0].user, work.project, interest="self", ground="친족", at=now())
    decision = decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert (decision.raters, decision.recused, str(decision.score)) == (3, 1, "80.00")


def test_after_the_decision_nothing_moves(work: Work, han: User) -> None:
    scored(work, 3, 3, 3)
    decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    member = work.members[3]
    for act in (
        lambda: declare_interest(member.user, work.project, interest="none", at=now()),
        lambda: decide(han, work.project, outcome="rejected", reason="까닭", at=now()),
        lambda: submit_sheet(work.members[0].user, work.project, scores=full(5), comments={}, at=now()),
    ):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ScoreSheet.objects.create(
            round=work.committee.rounds.get(),
            member=work.members[0],
            project=work.project,
            revision=9,
            scores=full(),
        )
    assert violated(caught.value) == SEALED


def test_sheets_and_declarations_are_never_changed(work: Work) -> None:
    scored(work, 3)
    for statement in (
        "UPDATE committee_scoresheet SET revision = 7",
        "DELETE FROM committee_scoresheet",
        "DELETE FROM committee_declaration",
    ):
        with (
            pytest.raises(Exception, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert ScoreSheet.objects.get().revision == 1


def test_scores_of_others_are_hidden_until_ones_own_are_in(work: Work, han: User, client: Client) -> None:
    scored(work, 3, 4)
    late = work.members[2]
    work.declare_none(late)
    base = f"/committee/items/{work.project.pk}/"
    client.force_login(late.user)
    assert 'id="others"' not in client.get(base).content.decode()
    hidden = client.get(f"/api/v1{base}scores/")
    assert (hidden.status_code, hidden.json()["type"]) == (403, "urn:civic:problem:committee.scores_hidden")
    submit_sheet(late.user, work.project, scores=full(2), comments={}, at=now())
    assert 'id="others"' in client.get(base).content.decode()
    shown = client.get(f"/api/v1{base}scores/").json()
    assert sorted(one["letter"] for one in shown["sheets"]) == ["A", "B", "C"]
    assert not {"member1", "member2"} & set(json.dumps(shown).split('"'))
    client.logout()
    assert client.get(f"/api/v1{base}scores/").status_code == 401
    assert 'id="others"' not in client.get(work.project.get_absolute_url()).content.decode()
    decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert len(client.get(f"/api/v1{base}scores/").json()["sheets"]) == 3


def test_the_ends_of_the_scale_need_a_comment(work: Work, client: Client) -> None:
    member = work.members[0]
    work.declare_none(member)
    client.force_login(member.user)
    address = f"/committee/items/{work.project.pk}/"
    fields: dict[str, Any] = {f"score_{key}": "3" for key in full()} | {"score_cost": "5"}
    page = client.post(address, fields)
    assert page.status_code == 422
    assert 'name="score_cost" value="5"' in page.content.decode()
    sent = client.post(
        f"/api/v1{address}score/", json.dumps({"scores": full(cost=5)}), content_type="application/json"
    )
    assert sent.json()["type"].endswith("committee.comment_missing")
    assert client.post(address, fields | {"comment_cost": "적은 돈으로 큰 효과"}).status_code == 302
    assert ScoreSheet.objects.get().comments == {"cost": "적은 돈으로 큰 효과"}


def test_save_and_next_goes_to_the_least_reviewed_item_and_shows_progress(work: Work, client: Client) -> None:
    busy, quiet = (factories.a_project(work.envelope, state="eligible") for _n in range(2))
    for member in work.members[1:4]:
        factories.a_sheet(member, busy, 3)
    me = work.members[0]
    for project in (work.project, busy, quiet):
        work.declare_none(me, project)
    factories.a_sheet(work.members[4], work.project, 3)
    client.force_login(english(me.user))
    fields = {f"score_{key}": "3" for key in full()} | {"then": "next"}
    landed = client.post(f"/committee/items/{work.project.pk}/", fields)
    assert landed["Location"] == f"/committee/items/{quiet.pk}/"
    page = client.get(landed["Location"]).content.decode()
    assert "1 of 3 scored" in page


def test_under_the_minimum_the_secretary_is_warned(work: Work, han: User, client: Client) -> None:
    scored(work, 2, 2, 2)
    factories.a_second_factor(han)
    client.force_login(english(han))
    address = f"/committee/items/{work.project.pk}/decide/"
    page = client.get(address).content.decode()
    assert "Below the minimum" not in page  # blind until the item closes, for the secretary too
    assert "40.00" not in page
    assert client.post(f"/committee/items/{work.project.pk}/close/").status_code == 302
    page = client.get(address).content.decode()
    assert "Below the minimum" in page
    assert client.post(address, {"outcome": "admitted", "reason": ""}).status_code == 422
    assert client.post(address, {"outcome": "admitted", "reason": "까닭"}).status_code == 302


def test_the_secretary_sets_up_and_appoints(han: User, kim: User, client: Client) -> None:
    cycle = factories.a_cycle("review")
    factories.a_second_factor(han)
    client.force_login(han)
    assert client.post(f"/committee/desk/{cycle.slug}/new/", {"name": "심사위원회"}).status_code == 302
    fields = {"email": "KIM@example.org", "kind": "citizen", "votes": "on", "starts_on": "2026-01-01"}
    assert client.post(f"/committee/desk/{cycle.slug}/members/", fields).status_code == 302
    assert client.post(f"/committee/desk/{cycle.slug}/members/", fields).status_code == 422
    committee = cycle.committees.get()
    assert [criterion.weight for criterion in committee.rounds.get().criteria.all()] == [25, 25, 20, 15, 15]
    assert committee.members.get().user == kim
    for act in (
        lambda: make_committee(han, cycle, name="또"),
        lambda: appoint_member(han, committee, kim, kind="expert", starts_on=timezone.localdate()),
        lambda: make_committee(kim, cycle, name="또"),
    ):
        with pytest.raises(Refusal):
            act()
    page = client.get(f"/committee/desk/{cycle.slug}/").content.decode()
    assert page


def test_the_desk_says_whose_declaration_is_missing(work: Work, han: User, client: Client) -> None:
    scored(work, 3, 3)
    factories.a_second_factor(han)
    client.force_login(english(han))
    page = client.get(f"/committee/desk/{work.cycle.slug}/").content.decode()
    assert "2 of 5 have scored, 3 needed" in page
    assert "Declaration missing: member2, member3, member4" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_item_as_for_three(
    count: int, work: Work, client: Client, django_assert_num_queries: Any
) -> None:
    for _n in range(count - 1):
        factories.a_project(
            work.envelope,
            state="eligible",
            proposal=factories.a_proposal(author=work.author, state="answered"),
        )
    client.force_login(work.members[0].user)
    client.get("/committee/queue/")
    with django_assert_num_queries(19):
        client.get("/committee/queue/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_committee_page_costs_the_same_for_one_decision_as_for_three(
    count: int, work: Work, han: User, client: Client, django_assert_num_queries: Any
) -> None:
    for _n in range(count):
        work.project = factories.a_project(work.envelope, state="eligible")
        scored(work, 3, 3, 3)
        decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    # The ties of the members, and what stands around the decisions: charter, sessions, plans, visits, draws.
    with django_assert_num_queries(13):
        client.get(f"/committee/{work.cycle.slug}/")


def only_one_may(work: Work) -> None:
    """The envelope's rule, as if it had been written before the first phase."""
    with factories.past(), pgtrigger.ignore("cycles.Envelope:frozen_rules"):
        Envelope.objects.filter(pk=work.project.envelope_id).update(max_projects=1)


def test_no_more_come_to_the_ballot_than_the_envelope_allows(work: Work, han: User) -> None:
    scored(work, 4, 4, 4)
    only_one_may(work)
    other = factories.a_project(work.project.envelope, state="on_ballot")
    work.project.refresh_from_db()
    with pytest.raises(Refusal) as caught, transaction.atomic():
        decide(han, work.project, outcome="admitted", reason="-", at=now())
    assert caught.value.code == "cycles.ballot_full"
    work.project.refresh_from_db()
    assert work.project.state == "eligible"
    type(other).objects.filter(pk=other.pk).update(state="withdrawn")
    decide(han, work.project, outcome="admitted", reason="-", at=now())


def test_a_full_ballot_still_lets_a_project_be_turned_down(work: Work, han: User) -> None:
    scored(work, 1, 1, 1)
    only_one_may(work)
    factories.a_project(work.project.envelope, state="on_ballot")
    work.project.refresh_from_db()
    assert decide(han, work.project, outcome="rejected", reason="-", at=now()).outcome == "rejected"
