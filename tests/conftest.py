"""The cast that every test shares."""

import pytest
from kombu import Connection

from civic import celery_app
from civic.accounts.models import User
from tests import factories
from tests.plugins.emptying import emptying_tables_between_tests_is_quick_and_passes_the_guards  # noqa: F401  a fixture
from tests.plugins.services import database_is_ours


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


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery knows a broker where nobody listens."""
    monkeypatch.setattr(celery_app, "connection_for_write", lambda *_: Connection("redis://127.0.0.1:1/0"))
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)
