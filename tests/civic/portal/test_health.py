"""/healthz: the process lives. /readyz: it can serve people, and names what is dead."""

import socket
from typing import Any

import pytest
from django.db import connections
from django.test import Client


def dead_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "redis": "ok", "ballot-ledger": "ok"}


@pytest.mark.django_db
def test_a_dead_redis_is_named_and_takes_no_machine_out_of_the_balancer(
    client: Client, settings: Any
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{dead_port()}/0",
        }
    }
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "redis": "ConnectionError", "ballot-ledger": "ok"}


@pytest.mark.django_db(transaction=True)
def test_a_dead_database_is_named_and_the_process_still_lives(client: Client) -> None:
    connection = connections["default"]
    connection.close()
    port, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], str(dead_port())
    try:
        ready, alive = client.get("/readyz"), client.get("/healthz")
    finally:
        connection.settings_dict["PORT"] = port
    assert ready.status_code == 503
    dead = "OperationalError"  # the ledger lies in the database
    assert ready.json() == {"database": dead, "redis": "ok", "ballot-ledger": dead}
    assert alive.status_code == 200
