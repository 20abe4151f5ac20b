"""A room that the staff give back is said to whoever booked it; who meets there privately is nobody's business."""

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from tests import factories
from tests.workshops.spaces.test_rooms import a_space, booked, on
from workshops.domain.inviting import accept_invitation, invite
from workshops.spaces.domain import booking as domain

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    events = Event.objects.filter(kind="spaces.cancelled")
    return [one.display_name for event in events for one in kinds["spaces.cancelled"].recipients(event)]


def test_whose_booking_the_staff_cancel_is_told(seo: User, kim: User) -> None:
    room = a_space()
    first, second = booked(kim, room), booked(kim, room, begins=14, ends=15)
    domain.cancel_booking(kim, first, at=now())
    assert told() == []
    domain.cancel_booking(seo, second, at=now())
    assert told() == ["kim"]


@pytest.mark.parametrize(("access", "named"), [("private", False), ("transparent", True)])
def test_the_calendar_of_a_room_names_no_private_workshop(
    access: str, named: bool, seo: User, kim: User, lee: User, client: Client
) -> None:
    room = a_space()
    workshop = factories.a_workshop(
        title="초대받은 분들의 자리", access=access, starts_at=on(2, 10), ends_at=on(2, 12)
    )
    domain.book(seo, room, starts=on(2, 10), ends=on(2, 12), at=now(), workshop=workshop)
    accept_invitation(lee, invite(seo, workshop, name="lee", at=now()), at=now())
    path = f"/spaces/{room.code}/?day={on(2, 10).date().isoformat()}"
    for viewer, sees in ((None, named), (kim, named), (lee, True), (seo, True)):
        client.logout()
        if viewer is not None:
            client.force_login(viewer)
        page = client.get(path).content.decode()
        assert (workshop.title in page or workshop.title_en in page) is sees
        assert "taken" in page or "예약" in page
