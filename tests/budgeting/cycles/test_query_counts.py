"""Pages cost the same number of queries for one thing as for three."""

from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.models import Project, Review
from tests import factories

pytestmark = pytest.mark.django_db


def projects(count: int) -> list[Project]:
    cycle = factories.a_cycle("review")
    factories.with_rules(cycle)
    found = []
    for _n in range(count):
        envelope = factories.an_envelope(cycle)
        found.append(
            factories.a_project(envelope, state="eligible", proposal=factories.a_proposal(state="answered"))
        )
        text = {"verdict": "eligible", "text": "가능", "estimated_cost": 1}
        Review.objects.create(project=found[-1], department=factories.a_department(), **text)
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_the_cycle_page(count: int, client: Client, django_assert_num_queries: Any) -> None:
    slug = projects(count)[0].envelope.cycle.slug
    with django_assert_num_queries(8):
        client.get(f"/budget/{slug}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_projects(count: int, client: Client, django_assert_num_queries: Any) -> None:
    slug = projects(count)[0].envelope.cycle.slug
    with django_assert_num_queries(5):
        client.get(f"/budget/{slug}/projects/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_project_page(count: int, client: Client, django_assert_num_queries: Any) -> None:
    project = projects(count)[0]
    with django_assert_num_queries(12):
        client.get(project.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_cycles(count: int, client: Client, django_assert_num_queries: Any) -> None:
    for _n in range(count):
        projects(1)
    with django_assert_num_queries(2):
        client.get("/budget/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_api_lists(count: int, client: Client, django_assert_num_queries: Any) -> None:
    projects(count)
    with django_assert_num_queries(1):
        client.get("/api/v1/projects/")
    with django_assert_num_queries(2):
        client.get("/api/v1/cycles/")
