"""What the database holds together whoever writes: a project off the ballot and the reason why, or neither."""

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from budgeting.cycles.models import Project
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import TakenOff
from tests import factories
from tests.budgeting.voting import making

WITH_REASON, FOR_GOOD = "taken_off_with_its_reason", "taken_off_for_good"


def refused_by(constraint, act):
    """The act is refused by this constraint, now or when the transaction would end."""
    with pytest.raises(IntegrityError) as no:
        whole(act)
    assert no.value.__cause__.diag.constraint_name == constraint


@transaction.atomic
def whole(act):
    act()
    connection.check_constraints()


def move(project, state):
    return Project.objects.filter(pk=project.pk).update(state=state)


def say_why(project):
    return TakenOff.objects.create(
        project=project, ground="law", reason="허가가 나지 않았습니다.", at=timezone.now()
    )


@pytest.fixture
def vote(oh):
    return making.a_vote()


@pytest.mark.django_db
def test_no_door_takes_a_project_off_without_a_reason(vote):
    one = vote.projects[0]
    refused_by(WITH_REASON, lambda: move(one, "taken_off"))
    with connection.cursor() as cursor:
        refused_by(
            WITH_REASON,
            lambda: cursor.execute("UPDATE cycles_project SET state = 'taken_off' WHERE id = %s", [one.pk]),
        )
    refused_by(WITH_REASON, lambda: factories.a_project(vote.envelope, state="taken_off"))


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["on_ballot", "withdrawn", "not_funded"])
def test_no_reason_stands_beside_a_project_that_is_not_off(vote, state):
    move(vote.projects[0], state)
    refused_by(WITH_REASON, lambda: say_why(vote.projects[0]))


@pytest.mark.django_db
@pytest.mark.parametrize("first", [say_why, lambda project: move(project, "taken_off")])
def test_the_two_are_written_in_either_order_within_a_transaction(vote, first):
    one, other = vote.projects[:2]
    first(one)
    if first is say_why:
        move(one, "taken_off")
    else:
        say_why(one)
    connection.check_constraints()
    move(other, "withdrawn")  # every other state needs no reason
    connection.check_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["on_ballot", "withdrawn", "funded", "not_funded"])
def test_what_is_off_stays_off(vote, oh, state):
    take_off_ballot(oh, vote.projects[0], ground="law", reason="허가가 나지 않았습니다.")
    connection.check_constraints()
    refused_by(FOR_GOOD, lambda: move(vote.projects[0], state))
    assert move(vote.projects[0], "taken_off") == 1  # to write what stands there changes nothing
    connection.check_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("guard", "act"),
    [
        ("voting.StandingProject:off_has_a_reason", lambda vote: move(vote.projects[0], "taken_off")),
        ("voting.TakenOff:reason_is_of_one_off", lambda vote: say_why(vote.projects[0])),
    ],
)
def test_control_without_its_guard_each_half_stands_alone(vote, guard, act):
    with pgtrigger.ignore(guard):
        act(vote)
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_a_commit_refuses_half_of_it(vote):
    with pytest.raises(IntegrityError, match="with its reason"):
        move(vote.projects[0], "taken_off")
    assert Project.objects.get(pk=vote.projects[0].pk).state == "on_ballot"
    with pytest.raises(IntegrityError, match="with its reason"):
        say_why(vote.projects[0])
    assert not TakenOff.objects.exists()
