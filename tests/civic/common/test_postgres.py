"""A kept connection is found dead without being asked, and a silent one is not asked at all. Statements are planned once."""

import pytest
from django.db import DatabaseError, connections
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


def statements_planned(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
        return [text for (text,) in cursor.fetchall()]


def double(wrapper, number):
    with wrapper.planned() as cursor:
        cursor.execute("SELECT 2 * %s", [number])
        return cursor.fetchone()[0]


def test_a_statement_is_planned_once_and_its_parameters_go_beside_it(kept):
    assert [double(kept, number) for number in (1, 2, 3)] == [2, 4, 6]
    assert statements_planned(kept) == ["SELECT 2 * $1"]


def test_behind_a_pooler_that_forgets_nothing_is_kept(kept):
    options = kept.settings_dict["OPTIONS"]
    kept.close()
    kept.settings_dict = {**kept.settings_dict, "OPTIONS": {**options, "prepare_threshold": None}}
    kept.connect()
    assert [double(kept, number) for number in (1, 2, 3)] == [2, 4, 6]
    assert statements_planned(kept) == []


def test_several_statements_of_one_trip_run_in_their_order(kept):
    with kept.planned() as first, kept.planned() as second, kept.one_trip():
        first.execute("SELECT set_config('civic.test', %s::text, false)", ["said before"])
        second.execute("SELECT current_setting('civic.test')")
        assert second.fetchone() == ("said before",)
        assert first.fetchone() == ("said before",)


@pytest.mark.parametrize("fetches", [True, False])
def test_a_fault_of_one_trip_is_an_error_as_django_names_it_and_leaves_a_usable_connection(kept, fetches):
    def divide():
        with kept.planned() as first, kept.planned() as second, kept.one_trip():
            first.execute("SELECT 1 / %s::int", [0])
            second.execute("SELECT 1")
            if fetches:
                second.fetchone()

    kept.set_autocommit(False)
    with pytest.raises(DatabaseError, match="division by zero"):
        divide()
    kept.rollback()
    kept.set_autocommit(True)
    assert double(kept, 4) == 8
