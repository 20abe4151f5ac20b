"""A load of prepared requests from a process of its own: raw sockets, kept alive, no parsing beyond what counts.

A client written with a comfortable library would be slower than the bare views it measures, and flatter the platform.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles


@dataclass(frozen=True)
class Outcome:
    """``rate`` is answered requests a second; latencies in milliseconds; ``statuses`` counts by HTTP status."""

    requests: int
    seconds: float
    rate: float
    p50: float
    p95: float
    p99: float
    statuses: dict[str, int]


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one response to its end; gives its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = 0
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"transfer-encoding" and b"chunked" in value:
            raise ValueError("the load client reads responses with a length only")
    if length:
        await reader.readexactly(length)
    return int(lines[0].split()[1])


async def run(port: int, requests: list[bytes], connections: int, pace: float = 0) -> Outcome:
    """Send all requests over so many kept-alive connections, each as soon as the one before is answered.

    With a ``pace`` (requests a second) each has its moment, as people have who do not wait for one another; its time
    counts from that moment, also when no connection was free then.
    """
    waiting = iter(enumerate(requests))
    times: list[float] = []
    statuses: dict[str, int] = {}

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for place, request in waiting:
            due = start + place / pace if pace else time.perf_counter()
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            writer.write(request)
            status = str(await _answer(reader))
            times.append(time.perf_counter() - due)
            statuses[status] = statuses.get(status, 0) + 1
        writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(connections)))
    seconds = time.perf_counter() - start
    marks = quantiles(times, n=100)
    return Outcome(
        len(times), round(seconds, 3), round(len(times) / seconds, 1),
        *(round(marks[n - 1] * 1000, 2) for n in (50, 95, 99)), statuses,
    )  # fmt: skip


def main() -> None:
    """``python -m tests.benchmarks.load PORT FILE CONNECTIONS PACE``: FILE holds length-prefixed requests; prints JSON."""
    port, file, connections, pace = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    print(json.dumps(asdict(asyncio.run(run(port, unpack(file.read_bytes()), connections, pace)))))


def pack(requests: list[bytes]) -> bytes:
    return b"".join(len(one).to_bytes(4, "big") + one for one in requests)


def unpack(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return found


if __name__ == "__main__":
    main()
