"""What a city wrote in English is read in English: calendar files, notices, rooms, programs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.workshops.conftest import registered
from workshops.domain.clocks import remind
from workshops.domain.planning import change_workshop
from workshops.models import Workshop
from workshops.school.models import Course
from workshops.spaces.models import Space

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(db: None) -> Workshop:
    return factories.a_workshop(
        place="시민청", place_en="Citizens' hall", access_notes="승강기", access_notes_en="Lift"
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_calendar_file(language: str, both: Workshop, client: Client) -> None:
    client.cookies["django_language"] = language
    for path in (f"/workshops/{both.code}/workshop.ics", "/workshops/calendar.ics"):
        said = client.get(path).content.decode()
        assert ("Lift" in said, "승강기" in said) == ((True, False) if language == "en" else (False, True))


def test_a_reminder_names_the_place(both: Workshop, kim: User) -> None:
    registered(both, kim)
    remind(both.starts_at - timedelta(hours=1))
    event = Event.objects.get(kind="workshops.reminder")
    for language, place in (("en", "Citizens' hall"), ("ko", "시민청")):
        with translation.override(language):
            assert place in rendered(event).body


def test_programs_get_both(both: Workshop, client: Client) -> None:
    given = client.get(f"/api/v1/workshops/{both.code}/").json()
    assert (given["place_en"], given["access_notes_en"]) == ("Citizens' hall", "Lift")


def test_the_address_of_a_room(client: Client) -> None:
    room = Space.objects.create(
        title="모임방", title_en="Meeting room", address="세종대로 110", address_en="110 Sejong-daero", seats=9,
        area=factories.a_city(), department=factories.a_department(), open_days=[1], opens="09:00", closes="18:00",
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    for page in ("/spaces/", f"/spaces/{room.code}/"):
        assert "110 Sejong-daero" in client.get(page).content.decode()


def test_why_it_is_cancelled(both: Workshop, seo: User, kim: User, client: Client) -> None:
    registered(both, kim)
    client.force_login(seo)
    sent = {"reason": "태풍 때문입니다.", "reason_en": "Because of a typhoon."}
    assert client.post(f"/workshops/desk/{both.code}/cancel/", sent).status_code == 302
    client.logout()
    client.cookies["django_language"] = "en"
    for path in ("/workshops/", f"/workshops/{both.code}/", f"/workshops/{both.code}/workshop.ics"):
        shown = client.get(path).content.decode()
        assert ("Because of a typhoon." in shown, "태풍" in shown) == (True, False)
    event = Event.objects.get(kind="workshops.cancelled")
    for language, reason in (("en", "Because of a typhoon."), ("ko", "태풍 때문입니다.")):
        with translation.override(language):
            assert reason in rendered(event).body
    given = client.get(f"/api/v1/workshops/{both.code}/").json()
    assert given["cancel_reason_en"] == "Because of a typhoon."


def test_why_a_course_is_cancelled(seo: User, client: Client) -> None:
    course = Course.objects.create(
        title="강좌", area=factories.a_city(), department=factories.a_department(), capacity=5,
        state="open", begins_at=now() + timedelta(days=3),
    )  # fmt: skip
    client.force_login(seo)
    sent = {"reason": "강사 사정입니다.", "reason_en": "The teacher cannot come."}
    assert client.post(f"/school/desk/{course.code}/cancel/", sent).status_code == 302
    client.cookies["django_language"] = "en"
    assert "The teacher cannot come." in client.get(f"/school/{course.code}/").content.decode()


def test_a_change_says_when_and_where_it_is_now(both: Workshop, seo: User, kim: User) -> None:
    registered(both, kim)
    change_workshop(seo, both, at=now(), place="구청 강당", place_en="Borough hall")
    event = Event.objects.get(kind="workshops.changed")
    for language, place in (("en", "Borough hall"), ("ko", "구청 강당")):
        with translation.override(language):
            assert place in rendered(event).body
