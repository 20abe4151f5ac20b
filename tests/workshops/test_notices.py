"""Who is told what, and how often."""

from datetime import timedelta

import pytest

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops.domain import answering, planning, recording
from workshops.domain.clocks import remind
from workshops.domain.registering import cancel_registration
from workshops.models import Workshop


def _told(kind: str) -> set[str]:
    return {
        person.display_name
        for event in Event.objects.filter(kind=kind)
        for person in registry[kind].recipients(event)
    }


def test_every_kind_of_this_room_can_be_written_in_a_sentence(db: None) -> None:
    params = {
        "title": "밤길", "code": "ABC234", "begins": "내일", "place": "시민청", "reason": "태풍", "opinion": "등",
        "due": "2026-12-01", "path": "/", "department": 1, "until": "내일",
    }  # fmt: skip
    kinds = [kind for kind in registry if kind.name.startswith("workshops.")]
    assert len(kinds) == 12
    for kind in kinds:
        assert all(str(text) % params for text in (kind.title, kind.body, kind.why))


@pytest.mark.parametrize("hours", range(0, 80, 7))
def test_the_reminder_goes_out_once_whenever_the_clock_looks(
    hours: int, workshop: Workshop, kim: User
) -> None:
    """Whatever the hour and however often: once in the last 24 hours, never before, never after the beginning."""
    registered(workshop, kim)
    at = workshop.starts_at - timedelta(hours=75) + timedelta(hours=hours)
    for _again in range(3):
        remind(at)
        remind(at + timedelta(minutes=1))
    due = timedelta() < workshop.starts_at - at <= timedelta(hours=24)
    assert Event.objects.filter(kind="workshops.reminder").count() == int(due)


def test_a_clock_that_looks_every_hour_reminds_once(workshop: Workshop, kim: User, lee: User) -> None:
    registered(workshop, kim)
    for hours in range(80):
        remind(workshop.starts_at - timedelta(hours=75) + timedelta(hours=hours))
    assert Event.objects.filter(kind="workshops.reminder").count() == 1
    assert _told("workshops.reminder") == {"kim"}


def test_a_cancelled_workshop_reminds_nobody_but_tells_the_registered(
    workshop: Workshop, kim: User, lee: User, seo: User
) -> None:
    registered(workshop, kim)
    cancel_registration(lee, registered(workshop, lee), at=now())
    planning.cancel_workshop(seo, workshop, reason="태풍")
    remind(workshop.starts_at - timedelta(hours=2))
    assert not Event.objects.filter(kind="workshops.reminder").exists()
    assert _told("workshops.cancelled") == {"kim"}


def test_speaker_and_registered_hear_what_became_of_it(
    today: Workshop, kim: User, lee: User, seo: User, yoon: User
) -> None:
    seat = registered(today, kim)
    registered(today, lee)
    recording.hold_workshop(seo, today, at=now())
    opinion = routed(an_opinion(today, seo, speaker=seat), seo)
    recording.publish_record(seo, today, at=now())
    answering.answer_opinion(yoon, opinion, DONE, at=now())
    assert _told("workshops.opinion_routed") == {"yoon"}
    assert _told("workshops.record_published") == {"kim", "lee"}
    assert _told("workshops.opinion_answered") == {"kim"}
    assert _told("workshops.reported") == {"kim", "lee"}


def test_the_clock_of_celery_reminds(db: None) -> None:
    from workshops.tasks import watch_clocks

    factories.a_workshop(starts_in=timedelta(hours=3))
    watch_clocks()
    watch_clocks()
    assert Event.objects.filter(kind="workshops.reminder").count() == 1
