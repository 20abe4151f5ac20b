"""What is not ready when the vote opens is left behind, says so everywhere, and those who wait for it are told."""

from datetime import timedelta

import pytest
from django.test import Client

from budgeting.cycles.domain.leaving_behind import leave_behind
from budgeting.cycles.models import Cycle, Lineage, Project
from budgeting.cycles.tasks import leave_behind as task
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.opendata.catalogue import registry as datasets
from civic.processes.models import Phase
from tests import factories

pytestmark = pytest.mark.django_db
KIND = "cycles.project_left_behind"


def projects(cycle: Cycle) -> dict[str, Project]:
    envelope = factories.an_envelope(cycle)
    return {
        state: factories.a_project(envelope, state=state)
        for state in ("review", "eligible", "on_ballot", "ineligible")
    }


def states(made: dict[str, Project]) -> dict[str, str]:
    return {state: Project.objects.get(pk=one.pk).state for state, one in made.items()}


def test_the_clock_leaves_behind_what_waits_and_nothing_else(client: Client) -> None:
    made = projects(factories.a_cycle("voting"))
    task()
    assert states(made) == {
        "review": "left_behind", "eligible": "left_behind", "on_ballot": "on_ballot", "ineligible": "ineligible",
    }  # fmt: skip
    assert leave_behind(now()) == 0
    assert Event.objects.filter(kind=KIND).count() == 2
    assert Entry.objects.filter(verb="cycles.leave_behind").count() == 2
    client.cookies["django_language"] = "en"
    page = client.get(made["review"].get_absolute_url()).content.decode()
    section = page.split('id="next"')[1].split("</section>")[0]
    assert "not there when the vote opened" in section
    assert "Open now" not in section
    shown = {row["id"]: row["state"] for row in datasets["budget-projects"].rows()}
    assert shown[made["review"].pk] == "left_behind"
    assert client.get(f"/api/v1/projects/{made['review'].pk}/").json()["state"] == "left_behind"


@pytest.mark.parametrize("phase", ["review", "committee", "prices"])
def test_nothing_is_left_behind_before_the_vote(phase: str) -> None:
    projects(factories.a_cycle(phase))
    assert leave_behind(now()) == 0


def test_an_imported_cycle_is_history() -> None:
    projects(factories.a_cycle("voting", external_id="pabulib:1"))
    assert leave_behind(now()) == 0


def test_of_votes_long_past_nobody_is_told() -> None:
    made = projects(factories.a_cycle("delivery"))
    assert leave_behind(now()) == 2
    assert states(made)["eligible"] == "left_behind"
    assert not Event.objects.exists()


def test_the_proposers_hear_of_it_without_following_also_of_what_was_divided(kim: User, lee: User) -> None:
    envelope = factories.an_envelope(factories.a_cycle("voting"))
    whole = factories.a_project(
        envelope, state="divided", proposal=factories.a_proposal(author=kim, state="answered")
    )
    part = factories.a_project(envelope, state="review")
    Lineage.objects.create(ancestor=whole, heir=part, kind="split", reason="두 곳입니다")
    leave_behind(now())
    event = Event.objects.get(kind=KIND)
    told = set(registry[KIND].recipients(event))
    assert kim in told
    assert lee not in told


def test_a_vote_that_opens_a_second_ago_is_open() -> None:
    cycle = factories.a_cycle("prices")
    made = projects(cycle)
    at = now()
    Phase.objects.filter(process=cycle.process, kind="voting").update(opens_at=at + timedelta(seconds=1))
    assert leave_behind(at) == 0
    assert leave_behind(at + timedelta(seconds=1)) == 2
    assert states(made)["on_ballot"] == "on_ballot"
