"""Before the close nothing anywhere tells what was chosen: pages, API, exports, tables, cache and logs.

Twice the same vote: once everybody chooses one marked project, once everybody chooses the other. Whoever looks at the
site, and whoever reads tables and logs without the key, must find the same in both.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from budgeting.cycles.models import Project
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.preparing import prepare_voting
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.opendata.catalogue import registry as datasets
from tests import factories
from tests.budgeting.voting import making
from tests.security.walking import Route, routes

pytestmark = pytest.mark.django_db
MARKS = ("QZ7ROTKEHLCHEN", "QZ7ZAUNKOENIG")
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*|[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9+/_-]{40,}={0,2}'
    r"|\d{4}-\d\d-\d\dT[\d:.+Z-]*|\d{1,2}:\d\d(:\d\d)?|(?:오전|낮|오후)\s\d{1,2}시(?:\s\d{1,2}분)?"
)
"""What differs between two renderings of one page: tokens, hashes, moments."""
OWN_ROWS = ("cycles_project", "cycles_projectversion")
"""Where a project's number stands by right."""


class World:
    """A vote of two marked projects with twelve voters, and who looks at it."""

    def __init__(self) -> None:
        self.voters = making.voters(12)
        self.vote = making.a_vote((300, 200), open_now=False, prepared=False)
        with factories.past():
            for project, mark in zip(self.vote.projects, MARKS, strict=True):
                Project.objects.filter(pk=project.pk).update(number=mark)
        for project in self.vote.projects:
            project.refresh_from_db()
        prepare_voting(System("test"), self.vote.cycle)
        making.open_voting(self.vote.cycle)
        self.officer = factories.a_staff_member("oh", "budget")
        self.publisher = factories.a_staff_member("jang", "publisher")
        for one in (self.officer, self.publisher):
            factories.a_second_factor(one)

    def cast(self, place: int) -> None:
        for voter in self.voters:
            self.vote.cast(voter, place)

    def close_and_publish(self) -> None:
        self.vote.end()
        close_voting(System("test"), making.fresh(self.vote.cycle))
        count_votes(self.officer, making.fresh(self.vote.cycle))
        publish_results(self.publisher, making.fresh(self.vote.cycle))

    def addresses(self) -> list[str]:
        """Every page, feed, export and API address that needs no more than the vote, a project or a dataset's name."""
        known = {"slug": self.vote.cycle.slug, "pk": self.vote.projects[0].pk, "key": self.vote.envelope.key}
        found = [address for route in routes() if (address := self._address(route, known))]
        files = [f"/data/{name}.{kind}" for name in datasets.names() for kind in ("csv", "jsonl")]
        return sorted({*found, *files, *(one.get_absolute_url() for one in self.vote.projects)})

    def _address(self, route: Route, known: dict[str, Any]) -> str:
        outside = ("account", "mfa_", "socialaccount", "usersessions_", "admin:", "attachments:")
        if not route.reversible or not set(route.params) <= set(known) or route.name.startswith(outside):
            return ""
        return reverse(route.name, kwargs={name: known[name] for name in route.params})


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def seen(world: World, viewer: User | None) -> dict[str, str]:
    """Address → what the viewer gets there, without what changes from one rendering to the next."""
    client = Client()
    if viewer is not None:
        client.force_login(viewer)
    pages = {}
    for address in world.addresses():
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        pages[address] = f"{response.status_code} {CHANGING.sub('', body.decode(errors='replace'))}"
    return pages


def stored() -> str:
    """Every row of every table as text, but for the projects' own."""
    texts = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table in OWN_ROWS or not model._meta.managed:
                continue
            cursor.execute(f'SELECT row::text FROM "{table}" row')
            texts += [text for (text,) in cursor.fetchall()]
    return "\n".join(texts)


def test_nobody_sees_from_any_page_what_was_chosen_until_it_is_published() -> None:
    world = World()
    viewers = (None, world.voters[0], world.officer)
    looks, after = [], []
    for place in (0, 1):
        with undone():
            world.cast(place)
            looks.append([seen(world, viewer) for viewer in viewers])
            world.close_and_publish()
            after.append(
                CHANGING.sub("", Client().get(f"/results/{world.vote.cycle.slug}/").content.decode())
            )
    for first, second in zip(*looks, strict=True):
        assert len(first) > 60
        different = [address for address in first if first[address] != second[address]]
        assert not different, different
    assert after[0] != after[1], "the control: once it is published, the same look tells them apart"


def test_no_table_no_cache_and_no_log_line_holds_a_choice_before_the_close(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    capfd.readouterr()
    kept: list[str] = []
    plain = cache.set
    monkeypatch.setattr(
        cache, "set", lambda *given, **more: (kept.append(repr(given)), plain(*given, **more))[1]
    )
    client = Client()
    client.force_login(world.voters[0])
    world.cast(0)
    client.get(f"/vote/{world.vote.cycle.slug}/")
    said = capfd.readouterr()
    everything = "\n".join((stored(), *kept))
    ballots = {world.vote.projects[0].pk}
    assert ballots
    found = [line for line in everything.splitlines() if MARKS[0] in line]
    assert not [line for line in found if MARKS[1] not in line], "a line that names the one and not the other"
    assert MARKS[0] not in said.out + said.err
    record(System("test"), "test.leak", world.vote.cycle, chosen=MARKS[0])
    assert any(MARKS[0] in line and MARKS[1] not in line for line in stored().splitlines()), "the control"
