"""Pages of cycles and projects: what they say, and what they cost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from budgeting.cycles.models import Cycle, Review
from civic.accounts.models import User
from tests import factories
from tests.budgeting.cycles.test_doors import sign_in

pytestmark = pytest.mark.django_db


def a_full_cycle(phase: str = "review") -> Cycle:
    cycle = factories.a_cycle(phase)
    factories.with_rules(cycle)
    return cycle


def test_the_cycle_page_prints_calendar_money_and_rules_in_words(client: Client) -> None:
    cycle = a_full_cycle()
    envelope = factories.an_envelope(cycle, amount=1_250_000_000, ceiling=500_000_000)
    project = factories.a_project(envelope, state="review")
    page = client.get(f"/budget/{cycle.slug}/", headers={"accept-language": "en"}).content.decode()
    assert "₩1.25 billion" in page
    assert "department review" in page
    assert "frozen since the first phase opened" in page
    assert "Every vote weighs the same." in page
    assert project.get_absolute_url() in page


def test_an_unpublished_cycle_is_seen_by_staff_only(client: Client, oh: User) -> None:
    cycle = a_full_cycle()
    Cycle.objects.filter(pk=cycle.pk).update(published=False)
    project = factories.a_project(factories.an_envelope(cycle))
    for address in (f"/budget/{cycle.slug}/", f"/budget/{cycle.slug}/projects/", project.get_absolute_url()):
        assert client.get(address).status_code == 404
    assert client.get(f"/api/v1/projects/{project.pk}/").status_code == 404
    factories.a_second_factor(oh)
    client.force_login(oh)
    assert client.get(f"/budget/{cycle.slug}/").status_code == 200


def test_programs_get_the_whole_address_of_a_project(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://participation.example"
    project = factories.a_project(factories.an_envelope(a_full_cycle()))
    told = client.get(f"/api/v1/projects/{project.pk}/").json()["url"]
    assert told == f"https://participation.example{project.get_absolute_url()}"
    assert client.get("/api/v1/projects/").json()["results"][0]["url"] == told


def test_projects_are_filtered_by_envelope_area_and_state(client: Client) -> None:
    cycle = a_full_cycle()
    city, district = factories.an_envelope(cycle), factories.an_envelope(cycle)
    one = factories.a_project(city, state="ineligible")
    two = factories.a_project(district, state="on_ballot", area=factories.a_borough("1129000000"))
    address = f"/budget/{cycle.slug}/projects/"

    def found(**wanted: str) -> set[int]:
        page = client.get(address, wanted).content.decode()
        return {p.pk for p in (one, two) if p.get_absolute_url() in page}

    assert found() == {one.pk, two.pk}
    assert found(envelope=city.key) == {one.pk}
    assert found(area="1129000000") == {two.pk}
    assert found(state="ineligible") == {one.pk}
    assert found(state="ineligible", area="1129000000") == set()
    assert found(state="nonsense") == {one.pk, two.pk}


def test_a_cycle_shows_first_what_people_can_still_vote_for(client, db):
    cycle = factories.a_cycle()
    envelope = factories.an_envelope(cycle)
    factories.a_project(envelope, title="투표할 사업")
    for state in ("withdrawn", "ineligible", "not_admitted"):
        factories.a_project(envelope, state=state)
    shown = client.get(cycle.get_absolute_url()).context["lines"]
    assert [line["project"].state for line in shown] == [
        "on_ballot",
        "not_admitted",
        "ineligible",
        "withdrawn",
    ]


def test_what_is_written_in_korean_only_is_marked_on_the_english_page(client: Client) -> None:
    """A screen reader reads it in a Korean voice then."""
    envelope = factories.an_envelope(factories.a_cycle("review"))
    project = factories.a_project(
        envelope, place="골목 끝", beneficiaries="늦게 귀가하는 주민", state="eligible"
    )
    Review.objects.create(
        project=project, department=factories.a_department(), verdict="conditional", text="가능",
        condition="홍수기 제외", calculation="개당 10만 원", estimated_cost=1,
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    page = client.get(project.get_absolute_url()).content.decode()
    for text in ("골목 끝", "늦게 귀가하는 주민", "홍수기 제외", "개당 10만 원"):
        assert f'lang="ko">{text}' in page, text
    client.cookies["django_language"] = "ko"
    assert 'lang="ko">골목 끝' not in client.get(project.get_absolute_url()).content.decode()


def test_whoever_moves_a_phase_is_told_at_once_what_no_longer_touches(client: Client, oh: User) -> None:
    cycle = factories.a_cycle("voting")
    factories.with_rules(cycle)
    voting, after = cycle.process.phase("voting"), cycle.process.phase("recount")
    assert voting is not None
    assert after is not None
    sign_in(client, oh)
    client.cookies["django_language"] = "en"
    later = timezone.localtime(after.opens_at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    opens = timezone.localtime(voting.opens_at).strftime("%Y-%m-%dT%H:%M")
    answer = client.post(
        f"/budget/desk/{cycle.slug}/phases/voting/",
        {"opens_at": opens, "closes_at": later, "reason": "더 알려야 합니다."},
        follow=True,
    )
    said = [str(one) for one in answer.context["messages"]]
    assert any("while “citizens' vote” is still open" in one for one in said), said


def test_the_list_says_on_which_ground_a_project_is_not_eligible(client: Client) -> None:
    envelope = factories.an_envelope(factories.a_cycle("voting"))
    project = factories.a_project(envelope, state="ineligible")
    Review.objects.create(
        project=project, department=factories.a_department(), verdict="ineligible", reason_code="private", text="사유",
        estimated_cost=1,
    )  # fmt: skip
    ground = Review.Reason("private").label
    with translation.override("ko"):
        said = str(ground)
    assert said in client.get(f"/budget/{envelope.cycle.slug}/projects/").content.decode()
