"""A record that is due on a day off is due on the next working day, on its page and for the clock alike."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from civic.common.clock import now
from civic.common.periods import days_after
from tests import factories
from workshops.domain import following_up
from workshops.models.workshops import ANSWER_DAYS, RECORD_DAYS

pytestmark = pytest.mark.django_db


def test_nobody_is_reminded_before_the_record_is_due(settings: Settings) -> None:
    settings.HOLIDAYS_COUNTRY = ""
    workshop = factories.a_workshop(state="held", starts_in=timedelta(days=-9))
    plain = timezone.localdate(days_after(workshop.ends_at, RECORD_DAYS))
    settings.DAYS_OFF = frozenset(plain + timedelta(days=n) for n in range(10))
    due = workshop.record_due_at
    assert timezone.localdate(due) >= plain + timedelta(days=10)
    assert following_up.closing_due(now()) == 0
    assert following_up.closing_due(due) == 0
    assert following_up.closing_due(due + timedelta(seconds=1)) == 1


def test_a_day_that_the_host_set_stays(settings: Settings) -> None:
    workshop = factories.a_workshop(state="held", starts_in=timedelta(days=-9))
    plain = timezone.localdate(days_after(workshop.ends_at, ANSWER_DAYS))
    settings.DAYS_OFF = frozenset({plain})
    assert timezone.localdate(workshop.answers_due_at) > plain
    workshop.answer_due_at = days_after(workshop.ends_at, ANSWER_DAYS)
    assert timezone.localdate(workshop.answers_due_at) == plain
