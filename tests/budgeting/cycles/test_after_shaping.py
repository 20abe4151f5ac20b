"""What becomes of exclusions and reasons when projects are divided or withdrawn."""

import json

import pytest
from django.test import Client

from budgeting.cycles.domain import shaping
from budgeting.cycles.domain.reviewing import withdraw_project
from budgeting.cycles.models import Incompatibility, Project
from budgeting.cycles.queries import exclusions
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.cycles.test_doors import sign_in
from tests.budgeting.cycles.test_shaping import MILLION, an_open_cycle, two

pytestmark = pytest.mark.django_db
WHY = "장소를 쓸 수 없습니다."


def apart(oh: User, one: Project, other: Project) -> None:
    shaping.hold_apart(oh, one, other, reason="같은 자리", at=now(), reason_en="The same place")


def test_what_excludes_the_whole_excludes_its_parts(oh: User) -> None:
    """The parts and the other project could both be funded, though both cannot be carried out."""
    whole, other = two(an_open_cycle())
    apart(oh, whole, other)
    shares = [shaping.Share("앞", 40 * MILLION), shaping.Share("뒤", 60 * MILLION)]
    one, two_ = shaping.divide_project(oh, whole, shares=shares, reason="두 곳", at=now())
    assert exclusions([one, two_, other]) == {
        one.pk: {other.pk}, two_.pk: {other.pk}, other.pk: {one.pk, two_.pk},
    }  # fmt: skip
    assert set(Incompatibility.objects.values_list("reason", "reason_en")) == {
        ("같은 자리", "The same place")
    }
    pair = Incompatibility.objects.get(first=min(one.pk, other.pk), second=max(one.pk, other.pk))
    shaping.join_again(oh, pair, reason="앞은 다른 자리입니다.", at=now())
    assert exclusions([one, two_, other]) == {two_.pk: {other.pk}, other.pk: {two_.pk}}


def test_a_project_that_is_gone_excludes_nothing(oh: User, client: Client) -> None:
    gone, other = two(an_open_cycle())
    apart(oh, gone, other)
    client.cookies["django_language"] = "en"
    assert "Excludes" in client.get(other.get_absolute_url()).content.decode()
    withdraw_project(oh, gone, reason=WHY, at=now())
    for project in (gone, other):
        assert (
            "Only one of the two can be funded" not in client.get(project.get_absolute_url()).content.decode()
        )


def test_the_reason_of_a_withdrawal_stays_visible_as_it_was_promised(oh: User, client: Client) -> None:
    project = factories.a_project(an_open_cycle(), state="review")
    sign_in(client, oh)
    client.post(f"/budget/projects/{project.pk}/withdraw/", {"reason": WHY})
    section = (
        Client().get(project.get_absolute_url()).content.decode().split('id="next"')[1].split("</section>")[0]
    )
    assert WHY in section
    assert client.get(f"/api/v1/projects/{project.pk}/").json()["why_withdrawn"] == WHY
    other = factories.a_project(project.envelope, state="review")
    assert client.get(f"/api/v1/projects/{other.pk}/").json()["why_withdrawn"] == ""
    answer = client.post(
        f"/api/v1/projects/{other.pk}/withdrawal/",
        json.dumps({"reason": WHY}),
        content_type="application/json",
    )
    assert answer.json()["why_withdrawn"] == WHY


def test_a_withdrawal_has_a_reason(oh: User) -> None:
    project = factories.a_project(an_open_cycle(), state="review")
    with pytest.raises(Refusal) as no:
        withdraw_project(oh, project, reason=" ", at=now())
    assert no.value.code == "cycles.reason_needed"
