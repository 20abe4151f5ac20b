"""What became of a proposal whose project was merged into another, or divided: its thread and its people go on to the end."""

import pytest
from django.contrib.auth.models import AnonymousUser

from budgeting.committee.models import Decision
from budgeting.committee.queries import people_of
from budgeting.cycles.models import Lineage
from budgeting.cycles.notices.recipients import followers_of_project
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.comments.domain.threads import follow
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.portal.threads import thread
from proposals.models import Merge, Proposal
from tests import factories
from tests.budgeting.voting import making
from workshops.models import Opinion

pytestmark = pytest.mark.django_db


def test_every_later_stage_stands_in_the_thread_of_each_idea_that_went_in(jang: User, kim: User) -> None:
    people = making.voters(3)
    vote = making.a_vote()
    own = factories.a_proposal(author=kim, state="answered")
    ancestor = factories.a_project(vote.envelope, state="divided", proposal=own)
    between = factories.a_project(vote.envelope, state="merged")
    heir = vote.projects[0]
    Lineage.objects.create(ancestor=ancestor, heir=between, kind="split", reason="두 곳입니다")
    Lineage.objects.create(ancestor=between, heir=heir, kind="merge", reason="같은 일입니다")
    Decision.objects.create(
        project=heir, committee=factories.a_committee(vote.cycle), outcome="admitted", reason="필요합니다.",
        score="80.25", lowest=70, highest=90, raters=3, recused=0, voting_members=5,
    )  # fmt: skip
    for person in people:
        vote.cast(person, 0)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    factories.a_delivery(heir, 1)

    assert own.number is not None
    knots = thread(own.number, AnonymousUser())
    at_heir = {knot.stage for knot in knots if f"{heir.pk}" in knot.url}
    assert {"project", "committee", "count", "money"} <= at_heir
    assert "ballot" in {knot.stage for knot in knots}


def test_those_who_stand_behind_an_idea_are_reached_through_merging_and_dividing(
    kim: User, lee: User, park: User
) -> None:
    envelope = factories.an_envelope(factories.a_cycle("committee"))
    first = factories.a_proposal(author=kim, state="answered")
    merged_first = factories.a_proposal(author=lee, state="merged", merged_into=first)
    ancestor = factories.a_project(envelope, state="divided", proposal=first)
    between, heir = (factories.a_project(envelope, state=state) for state in ("merged", "eligible"))
    other = factories.a_project(envelope, state="eligible")
    Lineage.objects.create(ancestor=ancestor, heir=between, kind="split", reason="두 곳입니다")
    Lineage.objects.create(ancestor=between, heir=heir, kind="merge", reason="같은 일입니다")
    assert first.thread is not None
    follow(park, first.thread)  # a supporter

    assert people_of(heir) == {kim.pk, lee.pk} == people_of(ancestor)
    assert park in followers_of_project(heir.pk)
    assert people_of(other) == set()
    assert park not in followers_of_project(other.pk)
    assert merged_first.merged_into == first


def test_the_thread_of_a_merged_proposal_goes_on_with_the_other_and_the_other_knows_where_it_grew(
    kim: User, lee: User
) -> None:
    target = factories.a_proposal(author=lee, state="answered", title="골목 안내등")
    between = factories.a_proposal(state="merged", merged_into=target)
    first = factories.a_proposal(author=kim, state="merged", merged_into=between)
    Merge.objects.create(source=between, target=target, reason="같은 골목입니다", state_before="open")
    part = factories.a_proposal(author=lee, state="open", title="안내등 이름표", split_from=target)
    workshop = factories.a_workshop(state="recorded")
    said = Opinion.objects.create(
        workshop=workshop, text="밤길이 어둡습니다.", proposal=first, receipt="AB123456"
    )
    envelope = factories.an_envelope(factories.a_cycle("committee"))
    project = factories.a_project(envelope, state="eligible", proposal=target)

    def urls(one: Proposal) -> set[str]:
        assert one.number is not None
        return {knot.url for knot in thread(one.number, AnonymousUser())}

    assert {target.get_absolute_url(), project.get_absolute_url()} <= urls(first)
    assert any(url.endswith(f"#opinion-{said.pk}") for url in urls(target))
    assert any(url.endswith(f"#opinion-{said.pk}") for url in urls(part))
    assert f"/thread/{part.number}/" in urls(target)
    assert project.get_absolute_url() not in urls(part)


def test_whose_project_was_divided_is_told_that_a_part_is_funded(jang: User, kim: User, lee: User) -> None:
    """The parts have no proposal of their own: the proposer heard nothing."""
    vote = making.a_vote((600,))
    own = factories.a_proposal(author=kim, state="answered")
    merged = factories.a_proposal(author=lee, state="merged", merged_into=own)
    ancestor = factories.a_project(vote.envelope, state="divided", proposal=own)
    Lineage.objects.create(ancestor=ancestor, heir=vote.projects[0], kind="split", reason="두 곳입니다")
    vote.cast(kim, 0)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    event = Event.objects.get(kind="results.project_funded")
    assert {kim, lee} <= set(registry[event.kind].recipients(event))
    assert merged.merged_into == own
