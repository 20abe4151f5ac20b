"""A sheet's life: draft, handed in and frozen, reopened, closed; the rubric, the shares and the common dossiers."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from budgeting.committee.domain.challenging import challenge, decide_challenge
from budgeting.committee.domain.closing import close_item
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.drafting import save_draft
from budgeting.committee.domain.reopening import reopen
from budgeting.committee.domain.seating import end_seat
from budgeting.committee.domain.shaping import open_round, shape_round
from budgeting.committee.domain.sharing import share_out
from budgeting.committee.domain.submitting import submit_sheet
from budgeting.committee.letters import digest
from budgeting.committee.models import (
    Assignment,
    Challenge,
    Closing,
    Criterion,
    Draft,
    Member,
    Round,
    ScoreSheet,
)
from budgeting.committee.queries import standing
from budgeting.committee.rubric import default_rubric
from budgeting.committee.triggers import CHALLENGE, CLOSED, FROZEN, OWN_CHALLENGE, RUBRIC, UNASSIGNED, WEIGHTS
from budgeting.committee.working import queue_of
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.committee.conftest import Work, english, full

pytestmark = pytest.mark.django_db


def refused(act: Any) -> str:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act()
    return caught.value.code


def broken(act: Any) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return violated(caught.value)


def hand_in(member: Member, work: Work, level: int = 3) -> ScoreSheet:
    return submit_sheet(member.user, work.project, scores=full(level), comments={}, at=now())


def scored(work: Work, *levels: int) -> list[ScoreSheet]:
    return [
        factories.a_sheet(member, work.project, level)
        for member, level in zip(work.members, levels, strict=False)
    ]


def test_a_draft_is_kept_complete_or_not_and_an_old_window_cannot_undo_it(work: Work, client: Client) -> None:
    me = work.members[0]
    work.declare_none(me)
    first = save_draft(me.user, work.project, scores={"cost": 5}, comments={}, version=0, at=now())
    save_draft(
        me.user, work.project, scores={"cost": 4}, comments={"cost": "반쯤"}, version=first.version, at=now()
    )
    late = {"scores": {}, "comments": {}, "version": first.version, "at": now()}
    assert refused(lambda: save_draft(me.user, work.project, **late)) == "committee.stale_draft"
    bad = {"scores": {"cost": 9}, "comments": {}, "version": 2, "at": now()}
    assert refused(lambda: save_draft(me.user, work.project, **bad)) == "committee.bad_draft"
    client.force_login(me.user)
    page = client.get(f"/committee/items/{work.project.pk}/").content.decode()
    assert "반쯤" in page
    assert 'name="version" value="2"' in page
    hand_in(me, work)
    assert not Draft.objects.exists()


def test_the_pages_draft_button_and_script_keep_the_same_draft(work: Work, client: Client) -> None:
    me = work.members[0]
    work.declare_none(me)
    client.force_login(me.user)
    there = f"/committee/items/{work.project.pk}/draft/"
    script = client.post(there, {"version": "0", "score_cost": "5"}, headers={"accept": "application/json"})
    assert script.json() == {"version": 1}
    button = client.post(there, {"version": "1", "score_cost": "5", "comment_cost": "싸다"})
    assert button["Location"] == f"/committee/items/{work.project.pk}/"
    put = client.put(
        f"/api/v1{there}", json.dumps({"version": 2, "scores": {"cost": 3}}), content_type="application/json"
    )
    assert (put.status_code, put.json()["scores"]) == (200, {"cost": 3})
    assert client.post(there, {"version": "1"}).headers["X-Refusal"] == "committee.stale_draft"


def test_a_sheet_is_frozen_until_it_is_reopened_with_a_reason(work: Work, han: User, client: Client) -> None:
    me = work.members[0]
    work.declare_none(me)
    sheet = hand_in(me, work, 1)
    assert refused(lambda: hand_in(me, work, 4)) == "committee.sheet_frozen"
    again = {"round": sheet.round, "member": me, "project": work.project, "revision": 2, "scores": full()}
    assert broken(lambda: ScoreSheet.objects.create(**again)) == FROZEN
    assert refused(lambda: reopen(han, sheet, reason=" ", at=now())) == "committee.reason_missing"
    assert refused(lambda: reopen(me.user, sheet, reason="착오", at=now())) == "accounts.not_allowed"
    factories.a_second_factor(han)
    client.force_login(han)
    fields = {"sheet": sheet.pk, "reason": "배점을 잘못 읽음"}
    assert client.post(f"/committee/items/{work.project.pk}/reopen/", fields).status_code == 302
    assert refused(lambda: reopen(han, sheet, reason="또", at=now())) == "committee.not_the_standing_sheet"
    assert Event.objects.get(kind="committee.reopened").params["reason"] == "배점을 잘못 읽음"
    queue = queue_of(me, work.cycle, now())
    assert (queue.reopened, queue.done) == ({work.project.pk}, 0)
    assert standing(work.committee, work.project, now()).raters == 1  # the earlier sheet counts until then
    hand_in(me, work, 4)
    assert list(ScoreSheet.objects.order_by("revision").values_list("revision", flat=True)) == [1, 2]
    found = standing(work.committee, work.project, now()).summary
    assert found is not None
    assert str(found.mean) == "80.00"


def test_a_closing_fixes_numbers_and_hash_and_lets_no_sheet_in(work: Work, han: User) -> None:
    scored(work, 2, 3, 4)
    late = work.members[3]
    work.declare_none(late)
    closing = close_item(han, work.project, at=now())
    assert (str(closing.score), str(closing.lowest), str(closing.highest), closing.raters) == (
        "60.00", "40.00", "80.00", 3,
    )  # fmt: skip
    found = ScoreSheet.objects.in_bulk(closing.sheets)
    assert closing.digest == digest([found[pk].scores for pk in closing.sheets])
    assert refused(lambda: hand_in(late, work)) == "committee.item_closed"
    row = {"round": closing.round, "member": late, "project": work.project, "scores": full()}
    assert broken(lambda: ScoreSheet.objects.create(**row)) == CLOSED
    assert (
        broken(lambda: Draft.objects.create(round=closing.round, member=late, project=work.project)) == CLOSED
    )
    assert refused(lambda: close_item(han, work.project, at=now())) == "committee.item_closed"
    decision = decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert (decision.score, Closing.objects.count()) == (closing.score, 1)
    assert Event.objects.filter(kind="committee.item_closed").count() == 1


def test_an_item_without_a_quorum_stays_open(work: Work, han: User) -> None:
    scored(work, 3, 3)
    assert refused(lambda: close_item(han, work.project, at=now())) == "committee.no_quorum"


@pytest.mark.parametrize("closed", [False, True], ids=["while open", "after the closing"])
def test_a_late_declaration_voids_the_scores_and_everybody_can_see_it(
    closed: bool, work: Work, han: User, client: Client
) -> None:
    scored(work, 5, 3, 3, 3)
    if closed:
        close_item(han, work.project, at=now())
    declared = declare_interest(
        work.members[0].user, work.project, interest="self", kind="relative", ground="처남의 일", at=now()
    )
    assert declared.late
    now_stands = standing(work.committee, work.project, now())
    assert (now_stands.raters, now_stands.voided, now_stands.entitled) == (3, {work.members[0].pk}, 4)
    assert Event.objects.filter(kind="committee.declared_late").count() == 1
    decision = decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert (str(decision.score), decision.voided, decision.recused) == ("60.00", 1, 1)
    assert Closing.objects.filter(project=work.project).count() == (2 if closed else 1)
    page = client.get(work.project.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "1 recused (self); 1 sheet voided by a late declaration." in page
    assert "처남" not in page


def test_a_challenge_is_filed_in_time_by_a_party_and_decided_without_the_member(
    work: Work, han: User, client: Client, settings: Settings
) -> None:
    settings.HOLIDAYS_COUNTRY = ""  # so that no run of holidays reaches the end of the phase
    member, author = work.members[0], work.author
    scored(work, 5, 3, 3, 3)
    outsider = factories.a_resident("outsider")
    phase = work.cycle.process.phase("committee")
    assert phase is not None
    late = phase.closes_at - timedelta(seconds=1)
    file = {"ground": "다툼", "at": now()}
    assert refused(lambda: challenge(outsider, work.project, member, **file)) == "committee.not_a_party"
    too_late = {"ground": "다툼", "at": late}
    assert (
        refused(lambda: challenge(author, work.project, member, **too_late)) == "committee.challenge_too_late"
    )
    client.force_login(author)
    there = f"/committee/items/{work.project.pk}/challenge/"
    assert client.post(there, {"member": member.pk, "ground": "다툼"}).status_code == 302
    filed = Challenge.objects.get()
    assert refused(lambda: challenge(author, work.project, member, **file)) == "committee.challenged_already"
    assert refused(lambda: close_item(han, work.project, at=now())) == "committee.challenge_pending"
    given = {"reason": "인정", "at": now()}
    own = lambda: decide_challenge(member.user, filed, votes_for=0, votes_against=1, **given)  # noqa: E731
    assert refused(own) == "committee.own_challenge"
    many = lambda: decide_challenge(han, filed, votes_for=5, votes_against=0, **given)  # noqa: E731
    assert (
        refused(many) == "committee.votes_do_not_add_up"
    )  # five vote, and one of them is the challenged one
    by_hand = Challenge.objects.filter(pk=filed.pk)
    set_ = {"outcome": "dismissed", "reason": "x", "votes_for": 0, "votes_against": 1, "decided_at": now()}
    assert broken(lambda: by_hand.update(decided_by=member.user, **set_)) == OWN_CHALLENGE
    decide_challenge(han, filed, votes_for=3, votes_against=1, **given)
    assert refused(lambda: decide_challenge(han, filed, votes_for=0, votes_against=1, **given)) == (
        "committee.challenge_decided"
    )
    assert broken(lambda: by_hand.update(reason="anders")) == CHALLENGE
    decision = decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    assert (decision.recused_by_challenge, decision.recused, str(decision.score)) == (1, 1, "60.00")
    assert "인정" in client.get(there).content.decode()
    for address in (work.project.get_absolute_url(), f"/committee/{work.committee.slug}/"):
        client.logout()
        assert "다툼" not in client.get(address).content.decode()


def test_a_dismissed_challenge_changes_nothing(work: Work, han: User) -> None:
    scored(work, 5, 3, 3)
    filed = challenge(work.author, work.project, work.members[0], ground="다툼", at=now())
    decide_challenge(han, filed, votes_for=2, votes_against=2, reason="증거 없음", at=now())
    found = standing(work.committee, work.project, now())
    assert (found.raters, found.recused) == (3, 0)


def rows(**changes: Any) -> list[dict[str, Any]]:
    return [{**dict(row), **changes.get(row["key"], {})} for row in default_rubric()]


def test_weights_that_are_not_a_hundred_are_refused_by_the_database(work: Work) -> None:
    def wrong() -> None:
        Criterion.objects.filter(key="cost").update(weight=14)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert broken(wrong) == WEIGHTS


def test_the_rubric_is_shaped_before_the_first_sheet_and_fixed_after_it(
    work: Work, han: User, client: Client
) -> None:
    round_ = work.committee.rounds.get()
    shape = {"rules": {"rule": "median"}, "calibrations": []}
    uneven = rows(cost={"weight": 20})
    assert (
        refused(lambda: shape_round(han, round_, criteria=uneven, **shape)) == "committee.weights_not_hundred"
    )
    novelty = {"key": "novelty", "name": "새로움", "weight": 0, "counted": False, "required": False}
    shape_round(han, round_, criteria=[*rows(), novelty], **shape)
    work.declare_none(work.members[0])
    client.force_login(english(work.members[0].user))
    page = client.get(f"/committee/items/{work.project.pk}/").content.decode()
    assert "Asked and shown; it does not count." in page
    fields = {f"score_{key}": "3" for key in full()} | {"score_novelty": ""}
    assert client.post(f"/committee/items/{work.project.pk}/", fields).status_code == 302
    assert set(ScoreSheet.objects.get().scores) == set(full())
    assert refused(lambda: shape_round(han, round_, criteria=rows(), **shape)) == "committee.rubric_in_use"
    assert broken(lambda: Criterion.objects.filter(key="cost").update(name="x")) == RUBRIC


def test_the_secretary_shapes_the_round_on_a_page(work: Work, han: User, client: Client) -> None:
    factories.a_second_factor(han)
    client.force_login(han)
    there = f"/committee/desk/{work.committee.slug}/round/"
    assert client.get(there).status_code == 200
    fields: dict[str, Any] = {
        "rule": "trimmed", "drop_from": "5", "sharing": "all", "look_back_years": "3", "challenge_days": "7",
        "c-TOTAL_FORMS": "2", "c-INITIAL_FORMS": "0",
        "c-0-name": "필요성", "c-0-weight": "60", "c-0-counted": "on", "c-0-required": "on",
        "c-0-anchors": "0 = 없음 | none\n5 = 큼 | great",
        "c-1-name": "비용", "c-1-weight": "30", "c-1-counted": "on",
    }  # fmt: skip
    assert client.post(there, fields).status_code == 422
    assert client.post(there, fields | {"c-1-weight": "40"}).status_code == 302
    criteria = list(work.committee.rounds.get().criteria.all())
    assert [(one.name, one.weight, one.required) for one in criteria] == [
        ("필요성", 60, True),
        ("비용", 40, False),
    ]
    assert criteria[0].anchors == {"0": {"ko": "없음", "en": "none"}, "5": {"ko": "큼", "en": "great"}}


def test_the_common_dossiers_come_first(work: Work, han: User) -> None:
    common = [factories.a_project(work.envelope, state="eligible") for _n in range(3)]
    round_ = work.committee.rounds.get()
    shape = {"rules": {}, "criteria": rows()}
    assert (
        refused(lambda: shape_round(han, round_, calibrations=common[:2], **shape))
        == "committee.three_dossiers"
    )
    shape_round(han, round_, calibrations=common, **shape)
    me = work.members[0]
    for project in (*common, work.project):
        work.declare_none(me, project)
    assert refused(lambda: hand_in(me, work)) == "committee.calibrate_first"
    following = queue_of(me, work.cycle, now()).following(0)
    assert following in common
    for project in common[:2]:
        submit_sheet(me.user, project, scores=full(), comments={}, at=now())
    declare_interest(
        me.user, common[2], interest="self", ground="내 일", at=now()
    )  # out of it: not waited for
    hand_in(me, work)


def test_in_a_shared_round_only_those_it_was_given_to_rate_a_project(work: Work, han: User) -> None:
    factories.a_seat(work.committee, work.author)  # excluded, so nothing is given to them
    round_ = work.committee.rounds.get()
    assert refused(lambda: share_out(han, round_, at=now())) == "committee.nothing_to_share"
    Round.objects.filter(pk=round_.pk).update(sharing="balanced", per_item=3)
    round_.refresh_from_db()
    assert share_out(han, round_, at=now()) == 3
    given = set(Assignment.objects.values_list("member_id", flat=True))
    outside = next(one for one in work.members if one.pk not in given)
    inside = [one for one in work.members if one.pk in given]
    work.declare_none(outside)
    assert refused(lambda: hand_in(outside, work)) == "committee.not_assigned"
    row = {"round": round_, "member": outside, "project": work.project, "scores": full()}
    assert broken(lambda: ScoreSheet.objects.create(**row)) == UNASSIGNED
    assert queue_of(outside, work.cycle, now()).mine == 0
    for member in inside[:2]:
        work.declare_none(member)
        hand_in(member, work)
    found = standing(work.committee, work.project, now())
    assert (found.entitled, found.needed, found.has_quorum) == (3, 2, True)


@pytest.mark.parametrize("how", ["left", "withdrew"])
def test_what_only_somebody_has_scored_who_is_out_is_shared_anew(work: Work, han: User, how: str) -> None:
    """Otherwise nobody could ever score it: it was given to one member, and that one no longer counts."""
    round_ = work.committee.rounds.get()
    Round.objects.filter(pk=round_.pk).update(sharing="balanced", per_item=1)
    round_.refresh_from_db()
    share_out(han, round_, at=now())
    first = Assignment.objects.get().member
    work.declare_none(first)
    hand_in(first, work)
    assert share_out(han, round_, at=now()) == 0, "it is scored"
    if how == "left":
        yesterday = timezone.localdate() - timedelta(days=1)
        end_seat(han, first, how="resigned", on=yesterday)
    else:
        declare_interest(first.user, work.project, interest="self", ground="가족", at=now())
    assert share_out(han, round_, at=now()) == 1
    assert Assignment.objects.get().member != first


def test_sub_committees_rate_what_is_given_to_them(work: Work, han: User) -> None:
    sub = factories.a_committee(work.cycle, slug="sub-1", kind="sub", parent=work.committee, reviews=False)
    for member in work.members[:2]:
        factories.a_seat(sub, member.user)
    round_ = work.committee.rounds.get()
    Round.objects.filter(pk=round_.pk).update(sharing="groups")
    round_.refresh_from_db()
    assert share_out(han, round_, at=now()) == 2
    assert set(Assignment.objects.values_list("member_id", flat=True)) == {one.pk for one in work.members[:2]}


def test_a_further_round_begins_anew_and_keeps_the_earlier_sheets(work: Work, han: User) -> None:
    scored(work, 1, 1, 1)
    second = open_round(han, work.committee, at=now())
    assert (second.number, second.criteria.count()) == (2, 5)
    assert standing(work.committee, work.project, now()).raters == 0
    hand_in(work.members[0], work, 4)
    assert ScoreSheet.objects.count() == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_ranking_costs_the_same_for_one_project_as_for_three(
    count: int, work: Work, han: User, client: Client, django_assert_num_queries: Any
) -> None:
    for _n in range(count):
        work.project = factories.a_project(work.envelope, state="eligible")
        scored(work, 3, 3, 3)
        decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    with django_assert_num_queries(5):
        page = client.get(f"/committee/{work.committee.slug}/ranking/").content.decode()
    assert work.project.title in page
    assert "60.00" in page
    with django_assert_num_queries(7):
        client.get(f"/committee/{work.committee.slug}/ranking/firmness/")


def test_the_open_scores_have_no_names_and_give_the_hash_again(work: Work, han: User) -> None:
    from budgeting.committee.datasets.scores import rows as open_rows

    scored(work, 2, 3, 4)
    assert list(open_rows.rows()) == []
    decide(han, work.project, outcome="admitted", reason="까닭", at=now())
    found = list(open_rows.rows())
    assert len(found) == 15
    assert {row["member"] for row in found} == {"A", "B", "C"}
    sheets = [
        {row["criterion"]: row["points"] for row in found if row["member"] == letter} for letter in "ABC"
    ]
    assert {digest(sheets)} == {row["digest"] for row in found}
