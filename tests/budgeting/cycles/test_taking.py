"""A project comes of a proposal that stands, and there is a department that reviews it."""

from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.domain.taking import take_project
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from proposals.models import Proposal
from tests import factories
from tests.budgeting.cycles.test_doors import adopted, api, api_code, scene, sign_in

pytestmark = pytest.mark.django_db
GONE = ["withdrawn", "merged", "hidden", "transferred", "draft"]


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


@pytest.mark.parametrize("state", GONE)
def test_no_project_is_made_of_a_proposal_that_is_gone(state: str, oh: User) -> None:
    found, proposal = scene(), adopted()
    into = adopted() if state == "merged" else None
    Proposal.objects.filter(pk=proposal.pk).update(state=state, merged_into=into)
    proposal.refresh_from_db()
    with pytest.raises(Refusal) as no:
        take_project(oh, proposal, envelope=found.envelope, cost=100, at=now())
    assert no.value.code == "cycles.proposal_gone"
    assert Project.objects.count() == 1


@pytest.mark.parametrize("state", ["withdrawn", "hidden"])
def test_neither_by_the_page_nor_by_a_program(state: str, oh: User, client: Client) -> None:
    """Staff see hidden proposals; their words must not come back as those of a project."""
    found, proposal = scene(), adopted()
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    sign_in(client, oh)
    answer = client.get(f"/budget/desk/adopted/{proposal.number}/")
    assert answer.headers.get("X-Refusal") == "cycles.proposal_gone"
    body = {
        "proposal": proposal.number,
        "cycle": found.cycle.slug,
        "envelope": found.envelope.key,
        "cost": 1000,
    }
    answer = api(client, "post", "/api/v1/projects/", body)
    assert (answer.status_code, api_code(answer)) == (409, "cycles.proposal_gone")


def nobodys() -> Proposal:
    """Adopted, as a proposal of a call with a jury: no department has it."""
    proposal = adopted()
    proposal.department = None
    proposal.save(update_fields=["department"])
    return proposal


def test_a_project_has_a_department_that_reviews_it(oh: User, client: Client) -> None:
    found, proposal = scene(), nobodys()
    with pytest.raises(Refusal) as no:
        take_project(oh, proposal, envelope=found.envelope, cost=100, at=now())
    assert no.value.code == "cycles.department_missing"
    sign_in(client, oh)
    sent = {"envelope": found.envelope.pk, "cost": "1000"}
    answer = client.post(f"/budget/desk/adopted/{proposal.number}/", sent)
    assert answer.status_code == 422
    assert "department" in answer.context["form"].errors
    made = take_project(
        oh, proposal, envelope=found.envelope, cost=100, department=factories.a_department("parks"), at=now()
    )
    assert made.department == factories.a_department("parks")


def test_a_program_names_the_department(oh: User, client: Client) -> None:
    found, proposal = scene(), nobodys()
    factories.a_department("parks")
    sign_in(client, oh)
    body = {
        "proposal": proposal.number,
        "cycle": found.cycle.slug,
        "envelope": found.envelope.key,
        "cost": 1000,
    }
    answer = api(client, "post", "/api/v1/projects/", body)
    assert (answer.status_code, api_code(answer)) == (422, "cycles.department_missing")
    assert api(client, "post", "/api/v1/projects/", {**body, "department": "nobody"}).status_code == 404
    answer = api(client, "post", "/api/v1/projects/", {**body, "department": "parks"})
    assert (answer.status_code, answer.json()["department"]) == (201, "parks")
