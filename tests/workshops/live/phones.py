"""Phones in a hall: each joins a room, looks every four seconds, and answers card after card. Raw sockets, kept alive.

The judge is what a phone was told: an answer that was acknowledged must be in the database, once, whatever was killed.
"""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

LOOK_EVERY, READ_FOR = 4.0, 6.0  # seconds between two looks, and between two answers
WAIT, PATIENCE = (
    120.0,
    300.0,
)  # seconds: for one answer (a phone that waits asks nobody twice), and before giving up
CARD = re.compile(r'action="(/room/\w+/answer/(\d+)/)" class="answers"')
TAG = re.compile(r'hx-headers="\{&quot;If-None-Match&quot;: &quot;(.*?)&quot;\}"')


@dataclass
class Tally:
    """Latencies in seconds; ``acknowledged`` pairs of (phone, statement); ``broken`` requests that got no answer."""

    looks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    acknowledged: set[tuple[int, int]] = field(default_factory=set)
    broken: int = 0


class GaveUp(Exception):
    """The server did not answer for minutes."""


class Phone:
    """One device with its cookies and its connection."""

    def __init__(self, number: int, port: int, code: str, tally: Tally) -> None:
        self.number, self.port, self.code, self.tally = number, port, code, tally
        self.cookies: dict[str, str] = {"django_language": "ko"}
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.random = random.Random(number)

    async def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """One request; asks again until it is answered, as a person taps again. Raises GaveUp after some minutes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return await asyncio.wait_for(self._once(method, path, body, headers), WAIT)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.tally.broken += 1
                if self.streams is not None:
                    self.streams[1].close()
                self.streams = None
                await asyncio.sleep(0.2 + self.random.random())  # a crowd does not tap in step
        raise GaveUp(f"{method} {path}")

    async def _once(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], str]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {cookies}",
            f"Content-Length: {len(body)}",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"X-CSRFToken: {self.cookies.get('csrftoken', '')}",
            ]
        writer.write("\r\n".join([*lines, "", body]).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, found = int(head[0].split()[1]), {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]
            elif name:
                found[name.lower()] = value
        text = await reader.readexactly(int(found.get("content-length", 0))) if status != 304 else b""
        if found.get("connection", "").lower() == "close":
            writer.close()
            self.streams = None
        return status, found, text.decode()

    async def live(self, until: float, *, to_the_end: bool) -> None:
        """Join, then look and answer until that moment of the monotonic clock, or to the last statement."""
        await asyncio.sleep(self.random.random() * LOOK_EVERY)
        room = f"/room/{self.code}/"
        await self.ask("GET", f"{room}join/")
        await self.ask("POST", f"{room}join/")
        status, _headers, page = await self.ask("GET", room)
        assert status == 200, status
        answer_at = time.monotonic() + self.random.random() * READ_FOR
        while time.monotonic() < until and not (to_the_end and CARD.search(page) is None):
            tag = TAG.search(page)
            began = time.perf_counter()
            asked = {"If_None_Match": tag.group(1).replace("\\&quot;", '"')} if tag else {}
            status, _headers, _part = await self.ask("GET", f"{room}now/?phase=choose&card=1", **asked)
            self.tally.looks.append(time.perf_counter() - began)
            self._count(f"look {status}")
            if time.monotonic() >= answer_at and (card := CARD.search(page)):
                page = await self._answer(room, card.group(1), int(card.group(2)))
                answer_at = time.monotonic() + READ_FOR
            await asyncio.sleep(LOOK_EVERY)

    async def _answer(self, room: str, path: str, statement: int) -> str:
        began = time.perf_counter()
        given = self.random.choice(("agree", "disagree", "unsure"))
        status, headers, _page = await self.ask("POST", path, f"given={given}")
        self.tally.answers.append(time.perf_counter() - began)
        self._count(f"answer {status}")
        if status == 302 or headers.get("x-refusal") == "live.answered_already":
            self.tally.acknowledged.add((self.number, statement))
        return (await self.ask("GET", room))[2]

    def _count(self, name: str) -> None:
        self.tally.statuses[name] = self.tally.statuses.get(name, 0) + 1


def crowd(
    port: int, code: str, phones: int, seconds: float, *, to_the_end: bool = False
) -> tuple[Tally, list[Phone]]:
    """So many phones for so long; gives what they were told, and the phones."""
    tally = Tally()
    people = [Phone(number, port, code, tally) for number in range(phones)]

    async def all_of_them() -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(one.live(until, to_the_end=to_the_end) for one in people))

    asyncio.run(all_of_them())
    return tally, people
