"""An officer is told from when until when reviews are written, and is not led to a form that says "not now"."""

from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.models import Project
from civic.common.dates import moment_text
from civic.processes.models import Phase
from tests import factories

pytestmark = pytest.mark.django_db


def waiting(client: Client, phase: str) -> tuple[Project, Phase]:
    """A project that waits for its review while the cycle is in this phase, and the phase of the review; its officer looks."""
    project = factories.a_project(factories.an_envelope(factories.a_cycle(phase)), state="review")
    client.force_login(factories.a_staff_member("keeper", "officer", department=project.department))
    review = project.envelope.cycle.process.phase("review")
    assert review is not None
    return project, review


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main")[1]


def test_before_the_review_the_desk_says_when_it_begins_and_leads_to_the_project(
    client: Client,
) -> None:
    project, phase = waiting(client, "gather")
    form = f"/budget/projects/{project.pk}/review/"
    desk = page(client, "/desk/").split('id="desk-reviews"')[1]
    assert f"{moment_text(phase.opens_at)}부터" in desk
    assert f'href="{form}"' not in desk
    assert f'href="{project.get_absolute_url()}"' in desk
    period = f"{moment_text(phase.opens_at)}부터 {moment_text(phase.closes_at)}까지"
    assert period in page(client, "/budget/desk/reviews/")
    refused = client.get(form)
    assert refused.status_code == 409
    assert period in refused.content.decode(), "the dates, not where they might be found"


def test_while_it_runs_the_desk_leads_to_the_form(client: Client) -> None:
    project, _phase = waiting(client, "review")
    form = f"/budget/projects/{project.pk}/review/"
    assert f'href="{form}"' in page(client, "/desk/")
    assert client.get(form).status_code == 200
