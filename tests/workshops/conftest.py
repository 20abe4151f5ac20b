"""What every test of workshops needs."""

from datetime import timedelta

import pytest

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.domain import answering, recording, registering, routing
from workshops.models import Opinion, Registration, Workshop


@pytest.fixture(autouse=True)
def _no_second_factor(settings: pytest.FixtureRequest) -> None:
    """Staff sign in without a second factor here; that they need one is tested where it belongs."""
    settings.DEMO_MODE = True  # type: ignore[attr-defined]


@pytest.fixture
def workshop(db: None) -> Workshop:
    """Announced, in three days, five places."""
    return factories.a_workshop()


@pytest.fixture
def today(db: None) -> Workshop:
    """Announced, began half an hour ago."""
    return factories.a_workshop(starts_in=timedelta(minutes=-30))


@pytest.fixture
def held(today: Workshop, seo: User) -> Workshop:
    """It takes place: opinions can be recorded."""
    return recording.hold_workshop(seo, today, at=now())


def registered(workshop: Workshop, user: User) -> Registration:
    """The user's registration, made before the beginning."""
    return registering.register(user, workshop, at=workshop.starts_at - timedelta(hours=1))


def an_opinion(workshop: Workshop, seo: User, text: str = "골목이 어둡습니다.", **more: object) -> Opinion:
    return recording.record_opinion(seo, workshop, text=text, at=now(), **more)  # type: ignore[arg-type]


def routed(opinion: Opinion, seo: User) -> Opinion:
    """Given to the safety division, due in 30 days."""
    at = now()
    department = factories.a_department()
    return routing.route_opinions(
        seo, [opinion], department=department, due_at=at + timedelta(days=30), at=at
    )[0]


DONE = answering.Answer("done", "안내등을 달았습니다.")
