"""Place, who benefits, why it is late, on which condition: in English where somebody wrote it, else in Korean, marked so."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from budgeting.committee.domain import announcing, minuting, sitting
from budgeting.cycles.domain.shaping import revise_project
from budgeting.cycles.models import Project, ProjectVersion
from budgeting.delivery.domain import ending, milestones
from budgeting.delivery.models import Delivery
from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.budgeting.committee.sessions.conftest import about_to_sit
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def page(path: str, language: str = "en") -> str:
    client = Client()
    client.cookies["django_language"] = language
    return client.get(path).content.decode().split("<main")[1]


def shown(text: str, html: str) -> str:
    """What stands right before a text: the end of its element's tag."""
    return html[: html.index(text)][-12:]


def test_a_project_says_where_and_for_whom_in_the_readers_language() -> None:
    cycle = factories.a_cycle("review")
    project = factories.a_project(
        factories.an_envelope(cycle), state="eligible", place="앞마당", beneficiaries="늦게 귀가하는 주민"
    )
    path = project.get_absolute_url()
    for text in ("앞마당", "늦게 귀가하는 주민"):
        assert shown(text, page(path)).endswith('lang="ko">'), "Korean, and marked so"
        assert not shown(text, page(path, "ko")).endswith('lang="ko">')
    revise_project(
        factories.a_staff_member("oh", "budget"), project, reason="번역", at=now(),
        place_en="front yard", beneficiaries_en="people who come home late",
    )  # fmt: skip
    for text in ("front yard", "people who come home late"):
        assert text in page(path)
        assert 'lang="ko"' not in shown(text, page(path))
        assert text not in page(path, "ko")
    assert ProjectVersion.objects.latest("number").place_en == "front yard"


def test_the_ballot_says_it_too_and_what_is_voted_on_stays_what_was_read(client: Client) -> None:
    (voter,) = making.voters(1)
    vote = making.a_vote()
    with pytest.raises(Exception, match="frozen"), transaction.atomic():
        Project.objects.filter(pk=vote.projects[0].pk).update(place_en="elsewhere")
    with factories.past():
        Project.objects.filter(pk=vote.projects[0].pk).update(
            place="앞마당", place_en="front yard", beneficiaries="주민"
        )
    client.force_login(voter)
    client.cookies["django_language"] = "en"
    voter.language = "en"
    voter.save(update_fields=["language"])
    html = client.get(f"/vote/{vote.cycle.slug}/ballot/{vote.envelope.key}/").content.decode()
    assert "<li>front yard</li>" in html
    assert '<span lang="ko">주민</span>' in html


@pytest.fixture
def delivery() -> Delivery:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    return factories.a_delivery(factories.a_project(envelope, cost=80_000_000, state="funded"), 1)


def test_why_it_is_late_and_why_it_is_cancelled(delivery: Delivery, yoon: User) -> None:
    step, path = delivery.milestones.get(), delivery.project.get_absolute_url()
    later = timezone.localdate() + timedelta(days=40)
    milestones.move_milestone(yoon, step, due_on=later, reason="장마", at=now())
    assert shown("장마", page(path)).endswith('lang="ko">')
    milestones.move_milestone(
        yoon, step, due_on=later + timedelta(days=9), reason="유찰", reason_en="no bidder", at=now()
    )
    assert "no bidder" in page(path)
    assert "유찰" not in page(path)
    ending.cancel(yoon, delivery, reason="예산 삭감", reason_en="the council cut it")
    assert "the council cut it" in page(path)
    moved = Event.objects.filter(kind="delivery.milestone_moved").latest("pk")
    cancelled = Event.objects.get(kind="delivery.cancelled")
    with translation.override("en"):
        assert "no bidder" in rendered(moved).body
        assert "Step 1" in rendered(moved).body, "the milestone has its English name as well"
        assert "the council cut it" in rendered(cancelled).body


def test_a_condition_goes_from_the_vote_to_decision_letter_and_minutes_in_both_languages() -> None:
    room = about_to_sit()
    room.open(0, 1, 2)
    room.vote(ayes=3, kind="condition", condition="장마 전에", condition_en="before the rains")
    sitting.close_session(room.han, room.session, at=now())
    [decision] = announcing.publish_decisions(room.han, room.session, at=now())
    assert (decision.condition, decision.condition_en) == ("장마 전에", "before the rains")
    minutes = minuting.draft_minutes(room.han, room.session, note="", at=now())
    assert minutes.content["items"][0]["condition_en"] == "before the rains"
    letter = Event.objects.get(kind="committee.decided_on_yours")
    with translation.override("en"):
        assert "before the rains" in rendered(letter).body
    with translation.override("ko"):
        assert "장마 전에" in rendered(letter).body
    for path in (f"/committee/sessions/{room.session.pk}/", decision.project.get_absolute_url()):
        assert "before the rains" in page(path)
        assert "장마 전에" in page(path, "ko")


def test_a_condition_without_english_is_marked_as_korean() -> None:
    room = about_to_sit()
    room.open(0, 1, 2)
    room.vote(ayes=3, kind="condition", condition="장마 전에")
    sitting.close_session(room.han, room.session, at=now())
    announcing.publish_decisions(room.han, room.session, at=now())
    assert shown("장마 전에", page(f"/committee/sessions/{room.session.pk}/")).endswith('lang="ko">')
