"""A hall full of phones: nothing that a phone was told is lost. The short form here, the long one by ``make prove``:

CIVIC_PROVE_PHONES=300 CIVIC_PROVE_SECONDS=60 pytest -s -m prove tests/workshops/live/test_phones.py
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection

from civic.accounts.models import User
from civic.stack.network import free_port
from tests import factories
from tests.workshops.live import phones
from tests.workshops.live.conftest import a_room, choosing, said
from workshops.live.devices import COOKIE, SALT
from workshops.live.models import Answer, Room

pytestmark = pytest.mark.django_db(transaction=True)


def _room(statements: int) -> Room:
    seo: User = factories.a_staff_member("seo", "host")
    room = a_room(seo)
    for n in range(statements):
        said(room, seo, f"의견 {n}: 골목에 등이 더 필요합니다.")
    return choosing(room, seo)


def _stored(people: list[phones.Phone]) -> list[tuple[int, int]]:
    """(phone, statement) of every answer in the database."""
    keys = {signing.loads(one.cookies[COOKIE], salt=SALT)[1]: one.number for one in people}
    return [
        (keys[key], statement)
        for key, statement in Answer.objects.values_list("participant__key", "statement_id")
    ]


def test_ten_phones_look_and_answer_and_nothing_acknowledged_is_lost(
    live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phones, "LOOK_EVERY", 0.2)
    monkeypatch.setattr(phones, "READ_FOR", 0.2)
    room = _room(5)
    port = urlsplit(str(live_server)).port
    assert port
    tally, people = phones.crowd(port, room.code, 10, 120, to_the_end=True)
    stored = _stored(people)
    assert len(stored) == 10 * 5
    assert sorted(stored) == sorted(tally.acknowledged)
    assert set(tally.statuses) <= {"look 304", "answer 302"}, tally.statuses


class Web:
    """granian with two workers on the test database, which bears the death of a worker.

    Four threads a worker, as in ``deploy/systemd/civic-web.service``: with granian's own number (256) a crowd that
    asks again after a death keeps all of them busy at once, and none answers in time.
    """

    def __init__(self) -> None:
        at, self.port = connection.settings_dict, free_port()
        database = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        program = str(Path(sys.executable).with_name("granian"))
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2",
                   "--blocking-threads", "4"]  # fmt: skip
        self.process = subprocess.Popen(
            [program, *options, "--respawn-failed-workers", "--log-level", "error", "civic.wsgi:application"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "civic.settings.test", "DATABASE_URL": database},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.kills = 0
        self.spent = 0.0  # CPU seconds of the workers that are no more
        self.boot = 0.0  # CPU seconds that a worker needs before it answers

    def wait(self, path: str) -> None:
        """Until the first worker answers."""
        for _try in range(600):
            with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60):
                self.boot = max(self._seconds(pid) for pid in self.workers())
                return
            time.sleep(0.2)
        raise RuntimeError("no worker answers")

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def seconds(self) -> float:
        """CPU seconds of all workers so far."""
        return self.spent + sum(self._seconds(pid) for pid in self.workers())

    def _seconds(self, pid: int) -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill_one(self) -> None:
        """kill -9 for the worker that has done most; not as long as the other one is only starting."""
        workers = self.workers()
        if len(workers) < 2 or min(self._seconds(pid) for pid in workers) < 1.2 * self.boot:
            return
        pid = max(workers, key=self._seconds)
        self.spent += self._seconds(pid)
        os.kill(pid, signal.SIGKILL)
        self.kills += 1


@pytest.mark.prove
def test_three_hundred_phones_lose_no_answer_while_workers_are_killed() -> None:
    number = int(os.environ.get("CIVIC_PROVE_PHONES", "300"))
    seconds = float(os.environ.get("CIVIC_PROVE_SECONDS", "60"))
    room, web = _room(30), Web()
    try:
        web.wait(f"/room/{room.code}/join/")
        ends = time.monotonic() + seconds
        before = web.seconds()

        def killer() -> None:
            while time.monotonic() < ends - 12:
                time.sleep(10)
                web.kill_one()

        thread = threading.Thread(target=killer)
        thread.start()
        began = time.monotonic()
        tally, people = phones.crowd(web.port, room.code, number, seconds)
        took = time.monotonic() - began
        thread.join()
        cpu = web.seconds() - before
    finally:
        web.process.terminate()
        web.process.wait(20)
    stored = _stored(people)
    asked = len(tally.looks) + 2 * len(tally.answers) + 3 * number
    figures = {
        "phones": number, "seconds": round(took, 1), "requests_per_second": round(asked / took, 1),
        "cpu_of_two_cores_percent": round(100 * cpu / took / 2, 1), "cpu_ms_per_request": round(1000 * cpu / asked, 2),
        "load_average": round(os.getloadavg()[0], 1),
        "look_p95_ms": round(1000 * quantiles(tally.looks, n=20)[-1], 1),
        "answer_p95_ms": round(1000 * quantiles(tally.answers, n=20)[-1], 1), "statuses": tally.statuses,
        "acknowledged": len(tally.acknowledged), "stored": len(stored), "kills": web.kills, "broken": tally.broken,
    }  # fmt: skip
    print(json.dumps(figures))
    assert web.kills >= 1 or seconds < 25
    assert len(stored) == len(set(stored))
    assert tally.acknowledged <= set(stored)
