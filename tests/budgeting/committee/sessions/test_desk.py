"""The secretary's desk: which session comes when, until when votes are taken, whose minutes are owed."""

from typing import Any

import pytest
from django.test import Client

from budgeting.committee.domain import announcing, minuting, sitting
from budgeting.committee.models import Minutes
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import Sitting
from tests.budgeting.committee.sessions.test_writing import sent_round


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def panel(client: Client) -> str:
    """The panel, or nothing where there is none."""
    page = client.get("/desk/").content.decode()
    return (
        page.split('id="desk-committee-sessions"')[1].split("</section>")[0]
        if "committee-sessions" in page
        else ""
    )


def test_from_the_call_to_the_published_minutes_the_session_stands_on_the_desk(
    room: Sitting, client: Client
) -> None:
    client.force_login(room.han)
    run = f'href="/committee/sessions/{room.session.pk}/run/"'
    assert run in panel(client)
    assert "오늘" in panel(client), "how long until then"
    room.open(0, 1, 2)
    room.vote(ayes=3)
    assert run in panel(client)
    sitting.close_session(room.han, room.session, at=now())
    assert run not in panel(client)
    assert f'href="/committee/sessions/{room.session.pk}/draft/"' in panel(client)
    announcing.publish_decisions(room.han, room.session, at=now())
    minutes = minuting.draft_minutes(room.han, room.session, note="", at=now())
    assert f'href="/committee/minutes/{minutes.pk}/"' in panel(client)
    Minutes.objects.update(state="published", published_at=now())
    assert panel(client) == ""


def test_of_a_vote_in_writing_it_says_until_when(work: Work, client: Client) -> None:
    paper = sent_round(work)
    client.force_login(paper.han)
    assert "투표 마감" in panel(client)
    assert "남음" in panel(client) or "마감" in panel(client)


def test_nobody_else_has_it(room: Sitting, client: Client) -> None:
    client.force_login(factories.a_staff_member("oh", "budget"))
    assert panel(client) == ""
