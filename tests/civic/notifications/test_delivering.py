"""The outbox: what is written is delivered, once."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.utils import timezone

from civic.accounts.models import User
from civic.notifications.domain import delivering, mailing
from civic.notifications.domain.backing_off import TRIES
from civic.notifications.domain.delivering import deliver_waiting, fan_out_once
from civic.notifications.models import Event, Mail, Message, Preference
from tests.civic.notifications.conftest import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("happened")]


def test_an_event_becomes_one_line_and_one_mail_for_everybody(kim: User, lee: User) -> None:
    event = say(kim)
    deliver_waiting()
    assert set(Message.objects.values_list("event", "user")) == {(event.pk, kim.pk), (event.pk, lee.pk)}
    assert sorted(one.to[0] for one in post.outbox) == [kim.email, lee.email]


def test_delivering_again_and_again_shows_nothing_twice(kim: User) -> None:
    say(kim)
    for _ in range(5):
        deliver_waiting()
        Event.objects.update(
            done_at=None, cursor=0
        )  # as if a worker had died before it could say that it was done
    assert Message.objects.count() == 1
    assert len(post.outbox) == 1


def test_the_same_event_said_twice_is_one_event(kim: User) -> None:
    say(kim, once="7")
    say(kim, once="7")
    say(kim, once="8")
    deliver_waiting()
    assert Message.objects.count() == 2


def test_people_are_served_in_batches_and_the_cursor_remembers_where(
    kim: User, lee: User, park: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "PEOPLE_AT_ONCE", 2)
    event = say(kim)
    assert fan_out_once() == 1
    event.refresh_from_db()
    assert (Message.objects.count(), event.cursor, event.done_at) == (
        2,
        sorted([kim.pk, lee.pk, park.pk])[1],
        None,
    )
    deliver_waiting()
    event.refresh_from_db()
    assert Message.objects.count() == 3
    assert event.done_at is not None


def test_who_wants_no_mail_of_this_family_still_gets_the_line(kim: User, lee: User) -> None:
    Preference.objects.create(user=kim, family="proposals", by_mail=False)
    Preference.objects.create(user=lee, family="budget", by_mail=False)
    say(kim)
    deliver_waiting()
    assert Message.objects.count() == 2
    assert [one.to[0] for one in post.outbox] == [lee.email]


def test_a_closed_account_gets_nothing(kim: User, lee: User) -> None:
    User.objects.filter(pk=kim.pk).update(is_active=False)
    say(lee)
    deliver_waiting()
    assert list(Message.objects.values_list("user", flat=True)) == [lee.pk]


def test_a_kind_that_fails_is_put_off_and_harms_no_other(kim: User) -> None:
    say(kim, once="good")
    bad = Event.objects.create(kind="no.such", key="no.such:1:", subject="x:1")
    deliver_waiting()
    bad.refresh_from_db()
    assert (bad.tries, bad.done_at, "KeyError" in bad.last_error) == (1, None, True)
    assert bad.next_try_at > timezone.now() + timedelta(seconds=60)
    assert Message.objects.count() == 1


def test_an_event_is_given_up_after_twelve_tries(kim: User) -> None:
    bad = Event.objects.create(kind="no.such", key="no.such:1:", subject="x:1")
    for _ in range(TRIES + 3):
        Event.objects.update(next_try_at=timezone.now())
        deliver_waiting()
    bad.refresh_from_db()
    assert bad.tries == TRIES


def test_a_mail_that_fails_is_put_off_further_each_time_and_then_given_up(kim: User, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nothing listens there
    say(kim)
    deliver_waiting()
    waits = []
    for _ in range(TRIES):
        waiting = Mail.objects.get()
        waits.append(waiting.next_try_at)
        Mail.objects.update(next_try_at=timezone.now())
        mailing.send_waiting()
    given_up = Mail.objects.get()
    assert waits == sorted(waits)
    assert (given_up.tries, given_up.given_up_at is not None, given_up.sent_at) == (TRIES, True, None)
    assert "Refused" in given_up.last_error


def test_no_transaction_is_open_while_a_mail_is_sent(kim: User, settings, transactional_db: None) -> None:
    settings.EMAIL_BACKEND = "tests.civic.notifications.watching.WatchingBackend"
    from tests.civic.notifications import watching

    watching.in_transaction.clear()
    say(kim)
    deliver_waiting()
    assert watching.in_transaction == [False]


def test_a_claimed_mail_is_not_claimed_again_before_its_lease_is_over(kim: User) -> None:
    say(kim)
    fan_out_once()
    assert len(mailing.claim()) == 1
    assert mailing.claim() == []
    Mail.objects.update(next_try_at=timezone.now())
    assert len(mailing.claim()) == 1
