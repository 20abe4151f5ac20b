"""Fixtures of the set-up's tests."""

import os
import secrets
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The address of an empty database of its own on the server of the tests."""
    server, name = os.environ["DATABASE_URL"], f"setup_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute("DROP DATABASE IF EXISTS restored WITH (FORCE)")
