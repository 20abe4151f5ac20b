"""Home, my page, the desk; and what search finds."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

from civic.accounts.models import User
from civic.common.clock import now
from civic.portal.panels import registry, rendered
from tests import factories
from tests.workshops.conftest import an_opinion, registered, routed
from workshops import panels, words
from workshops.domain import recording
from workshops.models import Opinion, Workshop


def _request(user: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk) if isinstance(user, User) else AnonymousUser()
    return request


def _panel(name: str, user: Any) -> dict[str, Any] | None:
    return registry[name].context(_request(user), now())


def test_home_shows_the_next_workshop_first_and_nothing_when_there_is_none(kim: User) -> None:
    assert _panel("workshops.next", None) is None
    factories.a_workshop(starts_in=timedelta(days=9))
    soon = factories.a_workshop(starts_in=timedelta(days=2))
    factories.a_workshop(state="cancelled", starts_in=timedelta(days=1))
    found = _panel("workshops.next", None)
    assert found is not None
    assert found["lines"][0]["workshop"] == soon
    assert len(found["lines"]) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_two_queries(number: int, django_assert_num_queries: Any, db: None) -> None:
    for _n in range(number):
        factories.a_workshop()
    request = _request(None)
    with django_assert_num_queries(2):
        registry["workshops.next"].context(request, now())


def test_my_page_shows_my_own(today: Workshop, kim: User, lee: User, seo: User) -> None:
    seat = registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    an_opinion(today, seo, speaker=seat)
    mine = _panel("workshops.mine", kim)
    assert mine is not None
    assert (len(mine["registrations"]), len(mine["opinions"])) == (1, 1)
    assert _panel("workshops.mine", lee) is None
    assert _panel("workshops.mine", None) is None


def test_the_desk_names_records_to_close_and_opinions_without_a_department(
    held: Workshop, seo: User, kim: User
) -> None:
    an_opinion(held, seo)
    found = _panel("workshops.closing", seo)
    assert found is not None
    assert (found["records"], [row["n"] for row in found["ownerless"]]) == ([held], [1])
    assert _panel("workshops.closing", kim) is None


def test_the_desk_counts_what_a_department_owes(held: Workshop, seo: User, yoon: User) -> None:
    assert _panel("workshops.answers", yoon) is None
    late, _waiting = routed(an_opinion(held, seo), seo), routed(an_opinion(held, seo), seo)
    Opinion.objects.filter(pk=late.pk).update(due_at=now() - timedelta(days=6))
    found = _panel("workshops.answers", yoon)
    assert found is not None
    assert found["counts"] == {"total": 2, "overdue": 1}
    assert found["opinions"][0] == late
    other = factories.a_staff_member("other", "officer", factories.a_department("parks", name="공원과"))
    assert _panel("workshops.answers", other) is None


def test_the_panels_can_be_drawn(
    held: Workshop, seo: User, yoon: User, kim: User, workshop: Workshop
) -> None:
    registered(workshop, kim)
    routed(an_opinion(held, seo), seo)
    an_opinion(held, seo)
    for place, user in (("home", None), ("me", kim), ("desk", seo), ("desk", yoon)):
        assert any("/workshops/" in html for html in rendered(place, _request(user), now()))  # type: ignore[arg-type]


def test_search_finds_announced_workshops_by_either_title(workshop: Workshop) -> None:
    factories.a_workshop(state="planned")
    assert [hit.url for hit in panels.find.find("밤길", AnonymousUser())] == [f"/workshops/{workshop.code}/"]
    assert len(panels.find.find("safe NIGHTS", AnonymousUser())) == 1


def test_the_desk_says_what_is_over_and_not_begun(seo: User, client: Client) -> None:
    """Not that it is open for registration; and titles in the reader's language."""
    factories.a_workshop(starts_in=timedelta(hours=-30))
    client.force_login(seo)
    client.cookies["django_language"] = "en"
    shown = client.get("/desk/").content.decode()
    assert "over, its record is not begun" in shown
    assert "open for registration" not in shown


@pytest.mark.django_db
def test_a_list_does_not_invite_to_places_that_are_gone(client: Client) -> None:
    """ "Open for registration" stood beside "All 2 places are taken"."""
    workshop = factories.a_workshop(capacity=2)
    with override("ko"):
        assert words.state_label(workshop, now()) == "참가 신청 중"
    Workshop.objects.update(registered_count=2)
    assert "정원 마감, 대기 접수 중" in client.get("/workshops/").content.decode()
