"""A kept connection is found dead without being asked, and a silent one is not asked at all."""

import pytest
from django.db import connections
from django.db.backends.postgresql import base

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept():
    """A connection of its own, as a web worker keeps one from request to request."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "CONN_HEALTH_CHECKS": True}
    wrapper.connect()
    yield wrapper
    wrapper.close()


def pid(wrapper):
    return wrapper.connection.info.backend_pid


def test_a_silent_connection_is_usable_and_is_not_asked(kept, monkeypatch):
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", lambda _self: pytest.fail("the server was asked"))
    assert kept.is_usable()


def test_a_connection_that_the_server_closed_is_replaced_before_it_is_used(kept):
    before = pid(kept)
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        assert cursor.fetchone() == (True,)
    other.close()
    kept.close_if_unusable_or_obsolete()  # as at the beginning of a request
    kept.health_check_done = False
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert pid(kept) != before


def test_a_closed_connection_is_not_usable(kept):
    kept.connection.close()
    assert not kept.is_usable()


@pytest.mark.parametrize("autocommit", [True, False])
def test_few_orders_of_joins_are_planned_also_after_a_rollback(kept, autocommit):
    kept.close()
    kept.settings_dict = {**kept.settings_dict, "AUTOCOMMIT": autocommit}
    kept.connect()
    kept.connection.rollback()
    with kept.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        assert cursor.fetchone() == ("4",)
