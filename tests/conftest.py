"""The cast that every test shares, and which tests begin."""

import gc
from collections.abc import Iterator

import pytest
from kombu import Connection

from civic import celery_app
from civic.accounts.models import User
from civic.common.resting import of_redis
from tests import factories
from tests.plugins.emptying import emptying_tables_between_tests_is_quick_and_passes_the_guards  # noqa: F401  a fixture
from tests.plugins.services import database_is_ours

#: Files with tests of minutes. They begin: at the end, one worker would run the last of them while the other has nothing left.
#: The roles' parts stay together so, and one worker builds the city that they share.
LONG = (
    "security/test_matrix.py",
    "civic/portal/test_demo.py",
    "setup/test_stack.py",
    "journeys/test_golden_thread.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first. Workers begin with equal shares of the list, then take what is left from the end of each other's."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONG))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What collection made stays to the end: the collector need not go through it again and again (7 % of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Our own server comes with a migrated database (tests/plugins/template.py): complete it, do not make it anew."""
    return database_is_ours() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A worker of xdist has a server of its own, so the database needs no suffix; on a given server it does."""
    if not database_is_ours():
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture
def kim(db: None) -> User:
    """A verified resident of Jongno."""
    return factories.a_resident("kim")


@pytest.fixture
def lee(db: None) -> User:
    """A verified resident of another borough, Seongbuk."""
    return factories.a_resident("lee", "1129000000")


@pytest.fixture
def newcomer(db: None) -> User:
    """Signed up, verified nothing."""
    return factories.a_person("newcomer")


@pytest.fixture
def park(db: None) -> User:
    """The moderator."""
    return factories.a_staff_member("park", "moderator")


@pytest.fixture
def yoon(db: None) -> User:
    """The officer of the safety division."""
    return factories.a_staff_member("yoon", "officer")


@pytest.fixture
def seo(db: None) -> User:
    """The workshop host."""
    return factories.a_staff_member("seo", "host")


@pytest.fixture
def han(db: None) -> User:
    """The committee's secretary."""
    return factories.a_staff_member("han", "secretary")


@pytest.fixture
def oh(db: None) -> User:
    """The budget officer."""
    return factories.a_staff_member("oh", "budget")


@pytest.fixture
def jang(db: None) -> User:
    """The second officer, who publishes results."""
    return factories.a_staff_member("jang", "publisher")


@pytest.fixture
def admin(db: None) -> User:
    """The administrator."""
    return factories.a_staff_member("admin", "administrator")


@pytest.fixture(autouse=True)
def _redis_is_asked() -> Iterator[None]:
    """What one test did without Redis is over for the next."""
    yield
    of_redis.end()


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery knows a broker where nobody listens."""
    monkeypatch.setattr(celery_app, "connection_for_write", lambda *_: Connection("redis://127.0.0.1:1/0"))
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)
