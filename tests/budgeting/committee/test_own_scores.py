"""What a member has scored can be read by them for ever, and by nobody else there."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.committee.models import Declaration, Member, Reopening, ScoreSheet
from budgeting.cycles.models import Project
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, english, full

pytestmark = pytest.mark.django_db
MINE = "/committee/my-scores/"


def handed_in(member: Member, project: Project, level: int, *, comment: str = "", revision: int = 1) -> None:
    Declaration.objects.create(member=member, project=project, interest="none")
    ScoreSheet.objects.create(
        round=member.committee.rounds.get(),
        member=member,
        project=project,
        scores=full(level),
        comments={"cost": comment} if comment else {},
        revision=revision,
    )


def page(client: Client) -> str:
    text = client.get(MINE).content.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("phase", ["committee", "delivery"])
def test_own_scores_are_listed_with_comments_also_when_the_committee_is_over_and_the_seat_given_up(
    phase: str, client: Client
) -> None:
    work = at_work()
    member, other = work.members[0], work.members[1]
    handed_in(member, work.project, 4, comment="비용이 낮습니다.")
    handed_in(other, work.project, 1, comment="남의 말입니다.")
    if phase == "delivery":
        Project.objects.filter(pk=work.project.pk).update(state="not_admitted")
        today = timezone.localdate()
        Member.objects.filter(pk=member.pk).update(
            starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
        )
    client.force_login(english(member.user))
    assert MINE in client.get("/me/").content.decode()
    shown = page(client)
    assert work.project.title_en in shown
    assert "80 of 100 points" in shown
    assert "비용이 낮습니다." in shown
    assert "남의 말입니다." not in shown
    assert "20 of 100" not in shown


def test_of_several_revisions_the_last_is_shown_and_a_void_one_says_so(work: Work, client: Client) -> None:
    member = work.members[0]
    handed_in(member, work.project, 4)
    Reopening.objects.create(sheet=ScoreSheet.objects.get(), reason="다시 봅니다.")
    handed_in(member, work.project, 2, revision=2)
    client.force_login(english(member.user))
    shown = page(client)
    assert "40 of 100 points" in shown
    assert "80 of 100 points" not in shown
    assert "does not count" not in shown
    Declaration.objects.create(member=member, project=work.project, interest="self", ground="친척입니다.")
    assert "does not count" in page(client)


def test_who_never_scored_finds_an_empty_page_and_no_way_to_it(client: Client) -> None:
    client.force_login(english(factories.a_resident("kim")))
    assert MINE not in client.get("/me/").content.decode()
    assert "You have handed in no scores" in page(client)


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_page_costs_the_same_however_many_sheets(
    work: Work, client: Client, sheets: int, django_assert_num_queries: Any
) -> None:
    for _n in range(sheets):
        project = factories.a_project(work.envelope, state="eligible")
        factories.a_sheet(work.members[0], project, 3)
    client.force_login(work.members[0].user)
    client.get(MINE)
    with django_assert_num_queries(6):
        client.get(MINE)
