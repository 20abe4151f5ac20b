"""A real Celery worker in a process group of its own, which can be killed as a power cut would."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection


class Worker:
    """``beat`` is the sweeper: without it only the broker's messages wake the worker."""

    def __init__(self, folder: Path, smtp_port: int, *, beat: bool = True) -> None:
        self.folder, self.smtp_port, self.beat = folder, smtp_port, beat
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> None:
        self.starts += 1
        command = [sys.executable, "-m", "celery", "-A", "civic", "worker", "--pool=solo", "--loglevel=INFO"]
        command += [
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
            "-n",
            f"fault{self.starts}@here",
        ]
        if self.beat:
            command += ["--beat", "--schedule", str(self.folder / f"beat{self.starts}")]
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=self._environment(),
            stdout=self._log().open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _environment(self) -> dict[str, str]:
        values = connection.settings_dict
        host, port = values["HOST"], values["PORT"]
        address = f"postgres://{values['USER']}:{values['PASSWORD']}@{host}:{port}/{values['NAME']}"
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": address,
            "REDIS_URL": settings.REDIS_URL,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
        }

    def _log(self) -> Path:
        return self.folder / f"worker{self.starts}.log"

    def log(self) -> str:
        return self._log().read_text(errors="replace")

    def wait_until_ready(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while " ready." not in self.log():
            if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the worker did not start:\n{self.log()[-3000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9 for the worker and its beat together."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
