"""``python -m tests.benchmarks``: measure the web side, then similar proposals; prints, and writes .local/bench/*.json.

The counting has a benchmark of its own: ``python -m tests.benchmarks.bench_counting``.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.bench_http import PACE, main

FOLDER = Path(__file__).resolve().parent.parent.parent / ".local" / "bench"

if __name__ == "__main__":
    results = main()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "http.json").write_text(json.dumps(results, indent=2), encoding="utf-8")
    print(
        f"{results['workers']} web workers, {results['connections']} connections, {results['proposals']} proposals"
    )
    for one in results["measures"]:
        rates = f"{one['rate']:8.1f}/s   bare {one['bare_rate']:8.1f}/s   ratio {one['ratio']:.3f}"
        print(f"{one['name']:<22} {rates}   p95 {one['p95_ms']:.1f} ms")
    paced = results["paced"]
    print(
        f"ballots at {PACE} a second: {paced['rate']}/s, p50 {paced['p50']} ms, p95 {paced['p95']} ms, {paced['statuses']}"
    )
    print(f"CPU a ballot: web {paced['cpu_ms'][0]} ms, PostgreSQL {paced['cpu_ms'][1]} ms")
    print(f"written to {FOLDER / 'http.json'}")
    # in a process of its own: this one's Django knows only the servers that have ended
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_similar"], check=True)
