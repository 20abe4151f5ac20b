"""Deciding otherwise than counted: with a reason, before the publication, shown beside the count."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction

from budgeting.cycles.models import Project
from budgeting.results import refusals
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.overriding import override
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Override, Standing
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.refusals import NotAllowed
from civic.portal.threads import thread
from tests import factories
from tests.budgeting.voting import making
from tests.races.ballots import at_once

pytestmark = pytest.mark.django_db


def a_counted_vote(oh: User) -> making.Vote:
    """The first and the third of three projects are funded by the count."""
    people = making.voters(4)
    vote = making.a_vote((600, 500, 400))
    for number, person in enumerate(people):
        vote.cast(person, number % 3)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    return vote


def standing_of(vote: making.Vote, place: int) -> Standing:
    return Standing.objects.get(project=vote.projects[place])


def test_the_decision_moves_the_project_and_leaves_the_count_alone(client, oh, jang):
    vote = a_counted_vote(oh)
    override(oh, standing_of(vote, 2), funded=False, reason="시의회가 같은 사업을 이미 승인했습니다.")

    publish_results(jang, making.fresh(vote.cycle))

    assert Project.objects.get(pk=vote.projects[2].pk).state == Project.State.NOT_FUNDED
    assert standing_of(vote, 2).funded
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert "시의회가 같은 사업을 이미 승인했습니다." in page
    assert Entry.objects.filter(verb="results.overridden").count() == 1


def test_the_thread_and_the_api_say_what_was_decided_and_why(client, oh, jang, kim):
    """The thread said "not funded by the vote", and went on with the money."""
    vote = a_counted_vote(oh)
    own = factories.a_proposal(author=kim, state="answered")
    Project.objects.filter(pk=vote.projects[1].pk).update(proposal=own)
    override(
        oh,
        standing_of(vote, 1),
        funded=True,
        reason="시의회가 예산을 더 주었습니다.",
        reason_en="More money.",
    )
    publish_results(jang, making.fresh(vote.cycle))
    [knot] = [one for one in thread(own.number, AnonymousUser()) if one.stage == "count"]
    assert "시의회가 예산을 더 주었습니다." in knot.text
    assert (knot.facts["funded"], knot.facts["decided"]) == (False, True)
    found = client.get(f"/api/v1/results/{vote.cycle.slug}/").json()["envelopes"][0]["standings"]
    said = {one["project"]: (one["decided"], one["reason"], one["reason_en"]) for one in found}
    assert said[vote.projects[1].pk] == (True, "시의회가 예산을 더 주었습니다.", "More money.")
    assert said[vote.projects[0].pk] == (True, None, None)


def test_the_page_numbers_what_is_decided_and_says_where_it_costs_more_than_there_is(client, oh, jang):
    """Counted: 600 + 400 of 1,000. Decided: 600 + 500 + 400, which is 500 too much."""
    vote = a_counted_vote(oh)
    override(oh, standing_of(vote, 1), funded=True, reason="시의회가 예산을 더 주었습니다.")
    publish_results(jang, making.fresh(vote.cycle))
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    stats = page.split("<main")[1].split("</ul>")[0]
    assert ">3<" in stats
    assert "of 3 projects" in stats
    assert "the funded projects cost ₩1,500 of ₩1,000" in page
    assert "That is ₩500 more than the money in the envelope." in page
    line = page.split(f'id="project-{vote.projects[1].pk}"')[1].split("</li>")[0]
    assert "Funded, by a decision" in line
    assert "counted: not funded" in line


@pytest.mark.parametrize("role", [None, "moderator", "officer", "secretary"])
def test_only_the_officers_of_the_vote_decide(oh, role):
    vote = a_counted_vote(oh)
    somebody = factories.a_staff_member("somebody", role) if role else making.voters(1, name="nobody")[0]
    with pytest.raises(NotAllowed):
        override(somebody, standing_of(vote, 2), funded=False, reason="이유")
    assert not Override.objects.exists()


@pytest.mark.parametrize(
    ("place", "funded", "reason", "refusal"),
    [
        (2, True, "이유", refusals.AsCounted),
        (1, False, "이유", refusals.AsCounted),
        (1, True, "  ", refusals.OverrideReasonMissing),
    ],
)
def test_what_is_no_decision_is_refused(oh, place, funded, reason, refusal):
    vote = a_counted_vote(oh)
    with pytest.raises(refusal):
        override(oh, standing_of(vote, place), funded=funded, reason=reason)
    assert not Override.objects.exists()


def test_nothing_is_decided_twice_nor_after_the_publication(oh, jang):
    vote = a_counted_vote(oh)
    override(oh, standing_of(vote, 2), funded=False, reason="이유")
    with pytest.raises(refusals.AlreadyOverridden):
        override(oh, standing_of(vote, 2), funded=False, reason="다른 이유")
    publish_results(jang, making.fresh(vote.cycle))
    with pytest.raises(refusals.AlreadyPublished):
        override(oh, standing_of(vote, 0), funded=False, reason="이유")


def test_whoever_decided_cannot_publish(oh, jang):
    vote = a_counted_vote(oh)
    override(jang, standing_of(vote, 2), funded=False, reason="이유")
    with pytest.raises(refusals.OverriderCannotPublish):
        publish_results(jang, making.fresh(vote.cycle))
    assert publish_results(
        factories.a_staff_member("second", "publisher"), making.fresh(vote.cycle)
    ).is_published


def test_the_database_keeps_the_decision_as_it_was_written(oh):
    vote = a_counted_vote(oh)
    made = override(oh, standing_of(vote, 2), funded=False, reason="이유")
    for write in (made.delete, lambda: Override.objects.update(reason="anders")):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_desk_takes_a_decision_and_says_what_is_wrong_with_another(client, oh, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = a_counted_vote(oh)
    client.force_login(oh)
    address = f"/results/desk/{vote.cycle.slug}/override/"
    assert client.get(address).status_code == 200
    given = {"project": standing_of(vote, 2).pk, "funded": "yes", "reason": "이유"}
    assert client.post(address, given).status_code == 422
    assert client.post(address, {**given, "funded": "no"}).status_code == 302
    assert "이유" in client.get(f"/results/desk/{vote.cycle.slug}/").content.decode()


def test_there_is_nothing_to_decide_before_the_count(client, oh, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    client.force_login(oh)
    answer = client.get(f"/results/desk/{vote.cycle.slug}/override/")
    assert answer.headers["X-Refusal"] == refusals.NotCounted.code


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_officers_at_one_project_leave_one_decision(oh, jang):
    vote = a_counted_vote(oh)
    standing = standing_of(vote, 2)

    def decide(officer):
        return lambda: override(officer, standing, funded=False, reason="이유")

    outcomes = at_once([decide(oh), decide(jang)])

    assert sum(isinstance(one, Override) for one in outcomes) == 1
    assert sum(isinstance(one, refusals.AlreadyOverridden) for one in outcomes) == 1
    assert Override.objects.count() == 1
