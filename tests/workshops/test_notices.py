"""Who is told what, and how often."""

import re
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
        "due": "2026-12-01", "path": "/", "department": 1, "until": "내일", "theme": "불빛", "number": "3",
        "day": "2026-12-01", "days": "30", "before": "안전과",
    }  # fmt: skip
    kinds = [kind for kind in registry if kind.name.startswith("workshops.")]
    assert len(kinds) == 35
    for kind in kinds:
        assert all(str(text) % params for text in (kind.title, kind.body, kind.why))


@pytest.mark.parametrize(
    ("left", "reminders"),
    [
        (timedelta(days=7, minutes=5), []),
        (timedelta(days=7), ["workshops.reminder_week"]),
        (timedelta(days=6, minutes=5), ["workshops.reminder_week"]),
        (timedelta(days=5), []),
        (timedelta(hours=24, minutes=5), []),
        (timedelta(hours=24), ["workshops.reminder"]),
        (timedelta(hours=2, minutes=5), ["workshops.reminder"]),
        (timedelta(hours=2), ["workshops.reminder"]),
        (timedelta(minutes=5), ["workshops.reminder"]),
        (timedelta(), []),
    ],
)
def test_a_reminder_goes_out_once_in_its_window_however_often_the_clock_looks(
    left: timedelta, reminders: list[str], workshop: Workshop, kim: User
) -> None:
    registered(workshop, kim)
    for _again in range(3):
        remind(workshop.starts_at - left)
        remind(workshop.starts_at - left + timedelta(seconds=1))
    found = Event.objects.filter(kind__startswith="workshops.reminder")
    assert list(found.values_list("kind", flat=True)) == reminders


def test_a_clock_that_looks_every_hour_reminds_three_times(workshop: Workshop, kim: User, lee: User) -> None:
    registered(workshop, kim)
    for hours in range(8 * 24 + 1):
        remind(workshop.starts_at - timedelta(days=8) + timedelta(hours=hours))
    keys = (
        Event.objects.filter(kind__startswith="workshops.reminder")
        .order_by("pk")
        .values_list("key", flat=True)
    )
    assert [re.search(r"(7d|24h|2h):", key).group(1) for key in keys] == ["7d", "24h", "2h"]  # type: ignore[union-attr]
    assert _told("workshops.reminder") == _told("workshops.reminder_week") == {"kim"}


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


def test_work_of_a_department_that_has_nobody_is_told_to_whoever_leads(
    held: Workshop, seo: User, admin: User
) -> None:
    routed(an_opinion(held, seo), seo)
    assert _told("workshops.opinion_routed") == {seo.display_name, admin.display_name}
    factories.a_staff_member("yoon", "officer")
    assert _told("workshops.opinion_routed") == {"yoon"}
