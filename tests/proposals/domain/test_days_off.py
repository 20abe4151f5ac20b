"""An answer is never due on a day off; supports are gathered on every day, and their window is no longer for one than another."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from civic.accounts.models import User
from civic.common.days_off import is_day_off
from civic.common.periods import days_after
from proposals.domain import submitting, supporting
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def off_for_months(settings: Settings) -> None:
    """Whatever the day of the test: the next sixty days are off."""
    today = timezone.localdate()
    settings.HOLIDAYS_COUNTRY = ""
    settings.DAYS_OFF = frozenset(today + DAY * n for n in range(60))


def test_the_answer_moves_and_the_supports_do_not(kim: User, lee: User) -> None:
    call = factories.a_call(count_=1, window_days=30, answer_days=14)
    at = timezone.now()
    draft = factories.a_proposal(author=kim, call=call, state="draft", topic=factories.a_topic())
    sent = submitting.publish(kim, draft, at=at)
    assert sent.support_until == days_after(at, 30)
    supporting.support(lee, sent, at=at)
    sent.refresh_from_db()
    assert sent.answer_due_at is not None
    due = timezone.localdate(sent.answer_due_at)
    assert due >= timezone.localdate() + 60 * DAY
    assert not is_day_off(due)


def test_the_page_that_names_the_days_says_so(client: Client, kim: User) -> None:
    factories.a_call()
    client.force_login(kim)
    assert "그다음 근무일까지입니다" in client.get("/proposals/new/").content.decode()
