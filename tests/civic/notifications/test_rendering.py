"""What people write stays what they wrote, whatever it looks like; moments of the platform are said as people say them."""

import pytest
from django.core import mail as post
from django.test import Client
from django.utils.translation import override

from civic.accounts.models import User
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Mail
from civic.notifications.rendering import rendered
from tests.civic.notifications.conftest import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("happened")]


@pytest.mark.parametrize(
    "title", ["2026-02-30", "2026-13-01T10:00 회의", "2026-11-27T25:61:00Z", "2026-11-27", "100% %(due)s"]
)
def test_a_title_that_looks_like_a_date_closes_nobodys_inbox(title: str, kim: User, client: Client) -> None:
    say(kim, title=title, due="2026-11-27", cost_won=1)
    deliver_waiting()
    client.force_login(kim)
    page = client.get("/inbox/")
    assert (page.status_code, title in page.content.decode()) == (200, True)
    assert Mail.objects.get().sent_at is not None
    assert title in post.outbox[0].body


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-27", "2026. 11. 27.(금)"),
        ("2026-11-27T01:00:00+00:00", "2026. 11. 27.(금) 오전 10시"),
        ("2026-11-27T01:00:00.123Z", "2026. 11. 27.(금) 오전 10시"),
        ("2026-02-30", "2026-02-30"),
    ],
)
def test_moments_are_said_and_what_no_calendar_has_is_left(due: str, said: str, kim: User) -> None:
    with override("ko"):
        assert rendered(say(kim, title="제목", due=due, cost_won=1)).body.split(": ")[1].startswith(said)
