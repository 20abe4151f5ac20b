"""Merging, dividing, holding apart, changing the text: links are kept, earlier words stay, the count hears of pairs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client

from budgeting.cycles.domain import shaping
from budgeting.cycles.domain.reviewing import review_project
from budgeting.cycles.domain.taking import take_project
from budgeting.cycles.models import Cycle, Envelope, Incompatibility, Lineage, Project, ProjectVersion
from budgeting.cycles.queries import exclusions
from budgeting.cycles.triggers import MONEY_FROZEN, ONE_ENVELOPE
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.comments.domain.threads import follow
from civic.comments.models import Follow
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from civic.portal.threads import thread
from tests import factories
from tests.budgeting.cycles.test_doors import adopted, sign_in

pytestmark = pytest.mark.django_db
MILLION = 1_000_000


def an_open_cycle(phase: str = "review", rule: str = "greedy-exclusive") -> Envelope:
    cycle = factories.a_cycle(phase)
    factories.with_rules(cycle, count_rule=rule)
    return factories.an_envelope(cycle, ceiling=500 * MILLION)


def two(envelope: Envelope, **fields: Any) -> tuple[Project, Project]:
    fields = {"state": "review", **fields}
    return factories.a_project(envelope, **fields), factories.a_project(envelope, **fields)


def merge(actor: Any, one: Project, into: Project, **given: Any) -> Project:
    values = {"cost": 150 * MILLION, "reason": "같은 골목의 두 사업", "at": now(), **given}
    return shaping.merge_projects(actor, one, into=into, **values)


def test_a_merge_keeps_the_links_and_the_old_page_leads_to_the_new(
    client: Client, oh: User, yoon: User, kim: User, lee: User
) -> None:
    envelope = an_open_cycle()
    proposals = adopted(author=kim), adopted(author=lee)
    old, new = (take_project(oh, one, envelope=envelope, cost=100 * MILLION, at=now()) for one in proposals)
    review_project(yoon, new, verdict="eligible", text="가능합니다.", cost=90 * MILLION, at=now())
    third = factories.a_project(envelope, state="review")
    shaping.hold_apart(oh, old, third, reason="같은 자리", at=now())
    merge(oh, old, new)
    assert (old.state, new.state, new.cost) == ("merged", "review", 150 * MILLION)
    answer = client.get(old.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, new.get_absolute_url())
    page = client.get(new.get_absolute_url()).content.decode()
    for words in (old.title, proposals[0].number, proposals[1].number, "같은 골목의 두 사업"):
        assert words in page
    assert "가능합니다." in page, "the review before the merge stays readable"
    assert Follow.objects.filter(user=kim, thread=new.thread).exists()
    assert exclusions([new, third]) == {new.pk: {third.pk}, third.pk: {new.pk}}
    assert Event.objects.filter(kind="cycles.project_merged").exists()
    knots = thread(proposals[0].number, AnonymousUser())
    assert new.get_absolute_url() in {knot.url for knot in knots}


def test_a_division_makes_projects_of_their_own_and_the_old_page_names_them(client: Client, oh: User) -> None:
    project = factories.a_project(an_open_cycle(), state="ineligible")
    sign_in(client, oh)
    fields = {
        "title_1": "앞 골목", "cost_1": "40,000,000", "title_2": "뒤 골목", "cost_2": "60,000,000",
        "title_3": "", "cost_3": "", "reason": "두 부서의 일",
    }  # fmt: skip
    assert client.post(f"/budget/projects/{project.pk}/divide/", fields | {"cost_2": ""}).status_code == 422
    assert client.post(f"/budget/projects/{project.pk}/divide/", fields).status_code == 302
    project.refresh_from_db()
    parts = list(Project.objects.filter(ancestors__ancestor=project).order_by("id"))
    assert project.state == "divided"
    assert [(one.title, one.cost, one.state) for one in parts] == [
        ("앞 골목", 40 * MILLION, "review"),
        ("뒤 골목", 60 * MILLION, "review"),
    ]
    assert len({one.number for one in (project, *parts)}) == 3
    page = Client().get(project.get_absolute_url()).content.decode()
    assert all(one.get_absolute_url() in page for one in parts)
    assert project.get_absolute_url() in Client().get(parts[0].get_absolute_url()).content.decode()


REFUSED = {
    "a resident": ("kim", "review", {}, {}, "accounts.not_allowed"),
    "the department": ("yoon", "review", {}, {}, "accounts.not_allowed"),
    "after the review": ("oh", "committee", {}, {}, "cycles.not_shaping_time"),
    "decided": ("oh", "review", {"state": "on_ballot"}, {}, "cycles.not_shapeable"),
    "no reason": ("oh", "review", {}, {"reason": " "}, "cycles.reason_needed"),
    "too dear": ("oh", "review", {}, {"cost": 501 * MILLION}, "cycles.over_ceiling"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_merge_that_may_not_be_writes_nothing(case: str, request: pytest.FixtureRequest) -> None:
    who, phase, fields, given, code = REFUSED[case]
    one, other = two(an_open_cycle(phase), **fields)
    before = Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        merge(request.getfixturevalue(who), one, other, **given)
    assert caught.value.code == code
    assert (Entry.objects.count(), Lineage.objects.count(), Event.objects.count()) == (before, 0, 0)


def test_projects_of_two_envelopes_are_neither_merged_nor_held_apart(oh: User) -> None:
    envelope = an_open_cycle()
    one = factories.a_project(envelope, state="review")
    other = factories.a_project(factories.an_envelope(envelope.cycle), state="review")
    for act in (
        lambda: merge(oh, one, other),
        lambda: shaping.hold_apart(oh, one, other, reason="까닭", at=now()),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "cycles.same_project"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Incompatibility.objects.create(first=one, second=other, reason="까닭")
    assert violated(refused.value) == ONE_ENVELOPE


def test_a_pair_stands_on_both_pages_and_only_once(client: Client, oh: User) -> None:
    one, other = two(an_open_cycle(), title="낮은 다리", title_en="")
    sign_in(client, oh)
    address = f"/budget/projects/{other.pk}/excludes/"
    assert client.post(address, {"other": one.pk, "reason": "같은 자리에 선다"}).status_code == 302
    for page in (one, other):
        assert "같은 자리에 선다" in Client().get(page.get_absolute_url()).content.decode()
    for first, second in ((one, other), (other, one)):
        with pytest.raises(Refusal) as caught:
            shaping.hold_apart(oh, first, second, reason="다시", at=now())
        assert caught.value.code == "cycles.excluded_already"
    pair = Incompatibility.objects.get()
    back = f"/budget/projects/{one.pk}/excludes/{pair.pk}/"
    assert client.post(back, {"reason": "자리를 옮겼다"}).status_code == 302
    assert not Incompatibility.objects.exists()
    assert Entry.objects.filter(verb="cycles.join_again").exists()


def test_a_count_that_knows_no_pairs_takes_none(oh: User) -> None:
    one, other = two(an_open_cycle(rule="greedy"))
    with pytest.raises(Refusal) as caught:
        shaping.hold_apart(oh, one, other, reason="까닭", at=now())
    assert caught.value.code == "cycles.count_knows_no_pairs"


def test_pairs_and_texts_freeze_when_prices_are_published() -> None:
    envelope = an_open_cycle("prices")
    one, other = two(envelope, state="on_ballot")
    with factories.past():
        pair = Incompatibility.objects.create(first=one, second=other, reason="같은 자리")
    changes = (
        lambda: Incompatibility.objects.filter(pk=pair.pk).update(reason="다른 까닭"),
        pair.delete,
        lambda: Project.objects.filter(pk=one.pk).update(title="다른 제목"),
        lambda: Project.objects.filter(pk=one.pk).update(summary="다른 설명"),
    )
    for change in changes:
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            change()
        assert violated(caught.value) == MONEY_FROZEN


def test_a_changed_text_is_told_in_words_and_the_earlier_stays(client: Client, oh: User) -> None:
    project = take_project(oh, adopted(), envelope=an_open_cycle(), cost=100 * MILLION, at=now())
    sign_in(client, oh)
    fields = {
        "title": "고친 제목", "title_en": "", "summary": f"{project.summary}\n밤에도 켭니다.", "summary_en": "",
        "place": "은평구 골목", "beneficiaries": project.beneficiaries, "reason": "현장을 본 뒤",
    }  # fmt: skip
    assert client.post(f"/budget/projects/{project.pk}/text/", fields).status_code == 302
    page = client.get(project.get_absolute_url(), headers={"accept-language": "ko"}).content.decode()
    for words in (
        "고친 제목",
        project.title,
        "현장을 본 뒤",
        "문장 1개 추가",
        "밤에도 켭니다.",
        "은평구 골목",
    ):
        assert words in page
    assert ProjectVersion.objects.filter(project=project).count() == 2


def test_followers_of_a_merged_project_keep_the_level_they_chose(oh: User, kim: User) -> None:
    one, other = two(an_open_cycle())
    assert one.thread is not None
    assert other.thread is not None
    follow(kim, one.thread, Follow.Level.ALL)
    follow(kim, other.thread, Follow.Level.OFF)
    merge(oh, one, other)
    assert Follow.objects.get(user=kim, thread=other.thread).level == Follow.Level.OFF


def test_the_cycle_does_not_count_what_no_longer_stands(client: Client, oh: User) -> None:
    envelope = an_open_cycle()
    one, other = two(envelope)
    merge(oh, one, other)
    cycle: Cycle = envelope.cycle
    page = client.get(f"/budget/{cycle.slug}/").content.decode()
    assert '<span class="count">1</span>' in page
    assert now() - timedelta(minutes=1) < Lineage.objects.get().at
