"""Twenty saved searches are twenty, also when two are kept at once."""

import pytest
from django.utils import timezone

from civic.common import locks
from proposals import actions
from proposals.domain import searching
from proposals.models import SavedSearch
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MOST = actions.MOST_SEARCHES


def kept_when_two_are_kept_at_once(kim, monkeypatch):
    """Nineteen are there. The first has been let through when the second comes."""
    for number in range(MOST - 1):
        searching.save_search(kim, name=f"{number}", query=f"q={number}", every="day", at=timezone.now())
    codes = meet(
        monkeypatch, searching, "_next",
        lambda: searching.save_search(kim, name="a", query="q=a", every="day", at=timezone.now()),
        lambda: searching.save_search(kim, name="b", query="q=b", every="day", at=timezone.now()),
    )  # fmt: skip
    return codes, SavedSearch.objects.filter(user=kim).count()


def test_two_at_once_cannot_both_be_the_twentieth(kim, monkeypatch):
    codes, kept = kept_when_two_are_kept_at_once(kim, monkeypatch)
    assert (codes, kept) == (("", "proposals.too_many_searches"), MOST)


def test_control_without_the_lock_there_are_twenty_one(kim, monkeypatch):
    monkeypatch.setattr(locks, "exclude", lambda _name: None)
    codes, kept = kept_when_two_are_kept_at_once(kim, monkeypatch)
    assert (codes, kept) == (("", ""), MOST + 1)
