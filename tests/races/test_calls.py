"""Calls and saved searches under two acts at once: one result, addresses of their own, saved once, told once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from civic.notifications.models import Event
from proposals import juries
from proposals.domain import calling, searching
from proposals.models import Award, SavedSearch, Terms
from tests import factories
from tests.proposals.calls import a_limited_call
from tests.races.meeting import meet, without_named_locks, without_row_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def two_results(park: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two officers choose different proposals; the first stops when its rules are asked and nothing is written yet."""
    terms = a_limited_call(opens=-20, closes=-1)
    one, other = (factories.a_proposal(call=terms.call) for _ in range(2))

    def publish(chosen: Any) -> Any:
        return lambda: calling.publish_result(
            park, terms, places={chosen: 1}, reasons={chosen: "가장 필요합니다."}, at=timezone.now()
        )

    return sorted(meet(monkeypatch, juries, "scores", publish(one), publish(other)))


def test_a_result_is_published_once(park, monkeypatch):
    assert two_results(park, monkeypatch) == ["", "proposals.result_published"]
    assert Award.objects.count() == 1


def test_control_without_the_lock_two_first_places_are_published(park, monkeypatch):
    without_row_locks(monkeypatch)
    assert two_results(park, monkeypatch) == ["", ""]
    assert Award.objects.filter(place=1).count() == 2


def two_calls(park: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, city, department = factories.a_call(), factories.a_city(), factories.a_department()
    now = timezone.now()
    dates = {
        "opens": now + timedelta(days=1),
        "closes": now + timedelta(days=9),
        "result": now + timedelta(days=20),
    }

    def make() -> Terms:
        return calling.make_call(
            park, dates=dates, areas=[], at=now, kind="competition", title="공모", summary="쉼터", text="쉼터를 찾습니다.",
            area=city, department=department, ladder=standing.ladder,
        )  # fmt: skip

    assert meet(monkeypatch, calling, "_address", make, make) == ("", "")


def test_two_calls_that_are_made_at_once_have_addresses_of_their_own(park, monkeypatch):
    two_calls(park, monkeypatch)
    assert len(set(Terms.objects.values_list("call__process__slug", flat=True))) == 2


def test_control_without_the_lock_both_take_the_same_address(park, monkeypatch):
    without_named_locks(monkeypatch)
    with pytest.raises(IntegrityError):
        two_calls(park, monkeypatch)


def test_a_search_that_is_saved_in_two_windows_at_once_is_kept_once(kim, monkeypatch):
    def save() -> SavedSearch:
        return searching.save_search(kim, name="공원", query="topic=parks", every="day", at=timezone.now())

    assert sorted(meet(monkeypatch, searching, "_next", save, save)) == ["", "proposals.search_kept"]
    assert SavedSearch.objects.count() == 1


def test_two_workers_tell_of_a_search_once(kim, monkeypatch):
    searching.save_search(
        kim, name="모두", query="state=open", every="day", at=timezone.now() - timedelta(days=3)
    )
    factories.a_proposal()
    later = timezone.now() + timedelta(hours=1)
    told: list[int] = []
    meet(
        monkeypatch, searching, "_next", lambda: told.append(searching.tell_all(later)),
        lambda: told.append(searching.tell_all(later)),
    )  # fmt: skip
    assert sorted(told) == [0, 1]
    assert Event.objects.filter(kind="proposals.saved_search").count() == 1


def test_control_without_the_lock_both_workers_say_that_they_have_told(kim, monkeypatch):
    without_row_locks(monkeypatch)
    searching.save_search(
        kim, name="모두", query="state=open", every="day", at=timezone.now() - timedelta(days=3)
    )
    factories.a_proposal()
    later = timezone.now() + timedelta(hours=1)
    told: list[int] = []
    meet(
        monkeypatch, searching, "_next", lambda: told.append(searching.tell_all(later)),
        lambda: told.append(searching.tell_all(later)),
    )  # fmt: skip
    assert told == [1, 1]
