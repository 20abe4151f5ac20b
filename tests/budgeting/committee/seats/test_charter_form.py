"""A charter that the database would refuse is refused beside the field, in words."""

import pytest
from django.utils import translation

from budgeting.committee.models import Charter
from budgeting.committee.seats.forms import CharterForm


def given(**changes: object) -> dict[str, object]:
    """What the form sends for a charter as it is without one, and what was changed."""
    start = {one.name: one.get_default() for one in Charter._meta.fields if one.has_default()}
    return {**start, "quotas": "", **changes}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quorum_of": 3, "quorum_in": 2}, "quorum_of"),
        ({"quorum_of": 0}, "quorum_of"),
        ({"carries_of": 3, "carries_in": 2}, "carries_of"),
        ({"carries_of": 2, "carries_in": 2, "carries_strict": True}, "carries_strict"),
    ],
)
def test_a_share_that_cannot_be_is_said_at_its_field(
    db: None, changes: dict[str, object], field: str
) -> None:
    form = CharterForm(given(**changes))
    with translation.override("ko"):
        assert list(form.errors) == [field]


def test_a_charter_as_it_is_without_one_is_taken(db: None) -> None:
    assert CharterForm(given()).errors == {}
