"""Leniency of members: the numbers of an example by hand, and who sees the table."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from budgeting.committee.domain.closing import close_item
from budgeting.committee.rankings import leniencies, seen_by
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def han(work: Work, settings: Any) -> User:
    """One item closed with sheets of 60, 60, 80 and 40 points; a second one still open, with other scores."""
    settings.DEMO_MODE = True  # staff need no second factor here
    secretary: User = factories.a_staff_member("han", "secretary")
    for member, level in zip(work.members, (3, 3, 4, 2), strict=False):
        factories.a_sheet(member, work.project, level)
    close_item(secretary, fresh(work.project), at=now())
    factories.a_sheet(work.members[0], factories.a_project(work.envelope, state="eligible"), 1)
    return secretary


def test_leniency_is_the_distance_from_the_others_on_closed_items(work: Work, han: User) -> None:
    """By hand: 80 − (60+60+40)/3 = 26.67; 60 − (60+80+40)/3 = 0; 40 − (60+60+80)/3 = −26.67."""
    found = leniencies(seen_by(han, work.committee, now()))
    assert [(one.items, one.leniency) for one in found] == [
        (1, Decimal("26.67")), (1, Decimal("0.00")), (1, Decimal("0.00")), (1, Decimal("-26.67")),
    ]  # fmt: skip
    assert [found[0].name, found[-1].name] == [work.members[n].user.display_name for n in (2, 3)]


def test_only_the_secretary_sees_the_table(work: Work, han: User, client: Client) -> None:
    address = f"/committee/{work.committee.slug}/ranking/"
    heading = "위원별 관대화 지수"
    for viewer in (
        None,
        work.members[0].user,
        factories.a_staff_member("oh", "budget"),
        work.author,
    ):
        client.logout()
        if viewer is not None:
            client.force_login(viewer)
        assert heading not in client.get(address).content.decode(), viewer
    client.force_login(han)
    page = client.get(address).content.decode()
    assert heading in page
    assert "+26.67" in page


def test_the_table_costs_two_queries_for_one_rater_and_for_four(
    work: Work, han: User, django_assert_num_queries: Any
) -> None:
    seen = seen_by(han, work.committee, now())
    for closings in (seen.closings, []):
        seen.closings = closings
        with django_assert_num_queries(3 if closings else 2):
            leniencies(seen)
