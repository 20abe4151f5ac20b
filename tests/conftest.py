"""The cast that every test shares."""

import pytest

from civic.accounts.models import User
from tests import factories


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
