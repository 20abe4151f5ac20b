"""Who deletes their account leaves the committee: a quorum does not wait for nobody, and the office is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.committee import queries
from budgeting.committee.models import Member
from civic.accounts.domain.leaving import leave
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.notifications.domain.delivering import fan_out_once
from civic.notifications.models import Event, Message
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_seat_ends_with_the_day_and_the_office_is_told(kim: User, lee: User, client: Client) -> None:
    secretary = factories.a_staff_member("han", "secretary")
    committee = factories.a_committee(factories.a_cycle("committee"))
    for person in (kim, lee):
        Member.objects.create(committee=committee, user=person, kind="citizen")
    leave(kim, at=now())
    today = timezone.localdate()
    seats = Member.objects.filter(committee=committee)
    assert set(seats.filter(queries.in_force(today)).values_list("user", flat=True)) == {kim.pk, lee.pk}
    assert set(seats.filter(queries.in_force(today + timedelta(days=1))).values_list("user", flat=True)) == {
        lee.pk
    }
    assert seats.get(user=kim).ended_by == "resigned"
    assert Entry.objects.filter(verb="committee.end_seat").count() == 1
    while fan_out_once():
        continue
    told = Message.objects.get(event__kind="committee.seat_empty")
    assert told.user == secretary
    factories.a_second_factor(secretary)
    client.force_login(secretary)
    assert client.get(told.event.params["path"]).status_code == 200


def test_a_seat_that_has_ended_stays_as_it_ended(kim: User) -> None:
    committee = factories.a_committee(factories.a_cycle("committee"))
    ended = timezone.localdate() - timedelta(days=5)
    Member.objects.create(committee=committee, user=kim, kind="citizen", ends_on=ended, ended_by="term")
    leave(kim, at=now())
    seat = Member.objects.get()
    assert (seat.ends_on, seat.ended_by) == (ended, "term")
    assert not Event.objects.filter(kind="committee.seat_empty").exists()
