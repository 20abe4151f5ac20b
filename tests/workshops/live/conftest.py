"""What every test of the live room needs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.domain import recording
from workshops.live.domain import joining, moderating, opening, writing
from workshops.live.models import Participant, Room, Statement
from workshops.models import Workshop


@pytest.fixture(autouse=True)
def _quiet(settings: pytest.FixtureRequest) -> None:
    """No second factor, and no weights of the test before."""
    settings.DEMO_MODE = True  # type: ignore[attr-defined]
    cache.clear()


@pytest.fixture
def room(seo: User) -> Room:
    """Open, in its writing phase, moderated; the workshop is being held."""
    return a_room(seo)


def a_room(host: User, **fields: object) -> Room:
    workshop = factories.a_workshop(starts_in=timedelta(minutes=-30))
    held: Workshop = recording.hold_workshop(host, workshop, at=now())
    return opening.open_room(host, held, question="밤길에 무엇이 필요합니까?", at=now(), **fields)  # type: ignore[arg-type]


def a_phone(room: Room) -> Participant:
    return joining.join(room, at=now())


def a_table(room: Room, table: str = "3", heads: int = 6) -> Participant:
    return joining.join(room, at=now(), table=table, heads=heads)


def said(room: Room, seo: User, text: str = "", by: Participant | None = None, **fields: str) -> Statement:
    """A statement that was admitted; the room is in its writing phase."""
    written = writing.write_statement(
        by or a_phone(room), text=text or f"가로등이 필요합니다 {uuid4().hex[:6]}", at=now(), **fields
    )
    if written.state == Statement.State.WAITING:
        moderating.moderate(seo, written, "shortlist")
    return written


def choosing(room: Room, seo: User) -> Room:
    return opening.move_room(seo, room, "choose", at=now())
