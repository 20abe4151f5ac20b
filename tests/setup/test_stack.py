"""The local stack: one command starts it in order, one signal stops it, nothing stays behind, nothing is lost."""

import contextlib
import fcntl
import os
import pty
import signal
import socket
import stat
import subprocess
import sys
import termios
import time
from pathlib import Path

import psycopg
import pytest

from civic.stack.network import free_port, require_free
from civic.stack.services import read_env_file
from tests.setup.helpers import ROOT, clean_environment, nothing_left_of, once, page, processes_of, stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A local folder of its own, reachable for ``nobody`` (who runs PostgreSQL where namespaces are forbidden)."""
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and parent.is_relative_to("/tmp"):
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    return tmp_path / "local"


def addresses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("CIVIC_LOCAL", str(folder))
    return read_env_file()


def test_services_start_keep_their_data_and_leave_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stack(folder, "services") as first:
        first.wait_for("ready:")
        url = addresses(folder, monkeypatch)["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT '공원'::text AS word")
        assert first.stop(signal.SIGINT) == 0
    assert nothing_left_of(folder) == []
    assert addresses(folder, monkeypatch) == {}, "addresses of servers that do not run mislead manage.py"
    with stack(folder, "services") as second:
        second.wait_for("ready:")
        url = addresses(folder, monkeypatch)["DATABASE_URL"]
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT word FROM kept WHERE word ILIKE '%원%'").fetchall() == [
                ("공원",)
            ]
        assert second.stop(signal.SIGHUP) == 0
    assert nothing_left_of(folder) == []


def test_passwords_are_private(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stack(folder, "services") as running:
        running.wait_for("ready:")
        found = addresses(folder, monkeypatch)
        secrets = [url.split("@")[0].rsplit(":", 1)[1] for url in found.values()]
        assert all(len(secret) >= 24 for secret in secrets)
        for path in (folder / "run" / "env", folder / "postgres.password"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        for command in processes_of(folder):
            assert not any(secret in command for secret in secrets), command
        assert not any(secret in running.said() for secret in secrets)
        without = found["DATABASE_URL"].replace(secrets[0], "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(without)


def test_a_killed_stack_takes_its_servers_along_and_the_next_start_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stack(folder, "services") as first:
        first.wait_for("ready:")
        assert len(processes_of(folder)) >= 3
        first.process.kill()
        first.process.wait()
    assert nothing_left_of(folder) == []
    with stack(folder, "services") as second:
        second.wait_for("ready:")
        assert second.stop() == 0


def test_a_stale_pid_file_of_a_power_cut_does_not_stop_the_start(folder: Path) -> None:
    with stack(folder, "services") as first:
        first.wait_for("ready:")
        first.stop()
    sleeper = subprocess.Popen(["sleep", "60"])
    try:
        (folder / "postgres" / "data" / "postmaster.pid").write_text(f"{sleeper.pid}\n{folder}\n")
        with stack(folder, "services") as second:
            second.wait_for("ready:")
            assert second.stop() == 0
    finally:
        sleeper.kill()
        sleeper.wait()


def test_when_a_server_dies_the_stack_names_it_and_stops(folder: Path) -> None:
    with stack(folder, "services") as running:
        running.wait_for("ready:")
        valkey = subprocess.run(
            ["ps", "-o", "pid=,comm=", "--ppid", str(running.process.pid)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        number = next(int(line.split()[0]) for line in valkey.stdout.splitlines() if "valkey" in line)
        os.kill(number, signal.SIGKILL)
        assert running.process.wait(60) == 1
        assert "valkey was ended by signal 9; stopping everything" in running.said()
    assert nothing_left_of(folder) == []


def test_reset_refuses_while_running_and_deletes_afterwards(folder: Path) -> None:
    with stack(folder, "services") as running:
        running.wait_for("ready:")
        refused = once(folder, "reset")
        assert refused.returncode == 1
        assert f"Civic is running (process {running.process.pid})" in refused.stdout
        assert (folder / "postgres" / "data" / "PG_VERSION").exists()
        running.stop()
    (folder / "cache").mkdir()
    done = once(folder, "reset")
    assert done.returncode == 0, done.stdout
    assert sorted(entry.name for entry in folder.iterdir()) == ["cache"]
    assert once(folder, "reset").returncode == 0, "starting over twice is no error"


def test_env_prints_the_addresses_for_a_shell_and_refuses_when_nothing_runs(folder: Path) -> None:
    assert once(folder, "env").returncode == 1
    with stack(folder, "services") as running:
        running.wait_for("ready:")
        lines = once(folder, "env").stdout.splitlines()
        assert [line.split("=")[0] for line in lines] == ["export DATABASE_URL", "export REDIS_URL"]


def test_an_occupied_port_is_said_in_one_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = once(folder, "run", "--port", str(port))
    assert refused.returncode == 1
    assert f"Port {port} on 127.0.0.1 is already in use" in refused.stdout
    assert "make run PORT=" in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr
    assert not (folder / "postgres").exists(), "nothing is started before the port is known to be free"


@pytest.mark.parametrize(
    ("port", "words"), [("0", "not a port number"), ("70000", "not a port number"), ("x", "not a port")]
)
def test_what_is_no_port_is_said(folder: Path, port: str, words: str) -> None:
    refused = once(folder, "run", "--port", port)
    assert refused.returncode != 0
    assert words in refused.stdout + refused.stderr


def test_data_of_another_postgresql_is_met_with_a_sentence(folder: Path) -> None:
    with stack(folder, "services") as running:
        running.wait_for("ready:")
        running.stop()
    (folder / "postgres" / "data" / "PG_VERSION").write_text("13\n")
    refused = once(folder, "services")
    assert refused.returncode == 1
    assert "was made by PostgreSQL 13" in refused.stdout
    assert "make reset" in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr


def test_a_folder_that_cannot_be_written_is_met_with_a_sentence() -> None:
    refused = once(Path("/proc/civic-cannot-be-here"), "services")
    assert refused.returncode == 1
    assert "cannot write to /proc/civic-cannot-be-here" in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr


def test_a_broken_server_program_is_named_with_a_way_out(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "valkey-server"
    broken.write_text("#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho 'out of luck'\nexit 3\n")
    broken.chmod(0o755)
    refused = once(folder, "services", VALKEY_SERVER=str(broken))
    assert refused.returncode == 1
    assert "Valkey did not start: out of luck" in refused.stdout
    assert nothing_left_of(folder) == []


def test_servers_that_the_person_names_are_used(folder: Path) -> None:
    """With both addresses given nothing of ours is started; `services` then says so and ends."""
    done = once(
        folder, "services", DATABASE_URL=os.environ["DATABASE_URL"], REDIS_URL=os.environ["REDIS_URL"]
    )
    assert done.returncode == 0
    assert "nothing to start" in done.stdout
    assert not (folder / "postgres").exists()


def test_postgresql_15_or_newer_of_the_system_serves_as_well(folder: Path) -> None:
    """Debian's own PostgreSQL, where installed: another major version, found through PG_BINDIR."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        pytest.skip("no PostgreSQL of the system on this machine")
    with stack(folder, "services", PG_BINDIR=str(found[-1].parent)) as running:
        running.wait_for("ready:")
        assert running.stop() == 0
    assert (folder / "postgres" / "data" / "PG_VERSION").read_text().strip() == found[-1].parent.parent.name


def test_everything_runs_answers_stops_and_starts_again(folder: Path) -> None:
    """`make run` without the demo city, twice in one folder (making the tables takes the most of it).

    First: web, worker and beat run, a second stack is refused, TERM ends all. Then: a dead worker ends all.
    """
    port = free_port()
    with stack(folder, "run", "--port", str(port), CIVIC_DEMO="0") as running:
        running.wait_for("Civic is ready: http://localhost:")
        assert page(port) == 200
        assert page(port, "/readyz") == 200
        commands = "\n".join(processes_of(folder))
        for part in (
            "granian",
            "celery -A civic --quiet worker",
            "celery -A civic --quiet beat",
            "postgres",
            "valkey",
        ):
            assert part in commands, part
        second = once(folder, "run", "--port", str(free_port()))
        assert second.returncode == 1
        assert (
            f"running already from this folder (process {running.process.pid}, http://localhost:{port}/)"
            in second.stdout
        )
        assert running.stop(signal.SIGTERM) == 0
        assert "stopping beat, worker, web" in running.said()
    assert nothing_left_of(folder) == []
    require_free("127.0.0.1", port)

    a_dead_worker_stops_everything_with_exit_code_1(folder, port)


def a_dead_worker_stops_everything_with_exit_code_1(folder: Path, port: int) -> None:
    with stack(folder, "run", "--port", str(port), CIVIC_DEMO="0") as running:
        running.wait_for("Civic is ready")
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(running.process.pid)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        number = next(int(line.split()[0]) for line in listed.stdout.splitlines() if " worker " in line)
        os.kill(number, signal.SIGKILL)
        assert running.process.wait(60) == 1
        assert "worker was ended by signal 9; stopping everything" in running.said()
    assert nothing_left_of(folder) == []


def test_a_locale_without_utf8_does_no_harm(folder: Path) -> None:
    environment = clean_environment(
        CIVIC_LOCAL=str(folder), LC_ALL="POSIX", LANG="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"
    )
    code = f"from civic.stack.screen import say, utf8_output; utf8_output(); say({'한강 둔치'!a})"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "한강 둔치" in done.stdout.decode("utf-8")


def test_a_second_ctrl_c_ends_a_child_that_does_not_want_to(tmp_path: Path) -> None:
    """Control for the patience of stop_all: with hurry the stubborn child is killed at once, without it only after."""
    from civic.stack.process import start, stop_all

    stubborn = [
        sys.executable,
        "-c",
        "import signal,time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(99)",
    ]
    for hurry, least, most in ((True, 0.0, 5.0), (False, 1.0, 30.0)):
        child = start("stubborn", stubborn, output=subprocess.PIPE, patience=1.0)
        assert child.popen.stdout is not None
        child.popen.stdout.readline()
        began = time.monotonic()
        stop_all([child], hurry=lambda wish=hurry: wish)
        assert least <= time.monotonic() - began < most
        assert child.popen.returncode == -signal.SIGKILL
        child.popen.stdout.close()


def test_one_ctrl_c_in_the_terminal_ends_make_and_everything(folder: Path) -> None:
    """The way a person meets it: make, a real terminal, the Ctrl-C key. Stopped once and in order, no traceback."""
    screen, inside = pty.openpty()
    environment = clean_environment(CIVIC_LOCAL=str(folder), TERM="xterm")
    making = subprocess.Popen(
        ["make", "services"], cwd=ROOT, env=environment, stdin=inside, stdout=inside, stderr=inside,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  one thread here
    )  # fmt: skip
    os.close(inside)
    seen = b""
    try:
        while b"ready:" not in seen:
            seen += os.read(screen, 4096)
        os.write(screen, b"\x03")
        with contextlib.suppress(OSError):  # the terminal ends with its last program
            while part := os.read(screen, 4096):
                seen += part
        making.wait(60)
    finally:
        os.close(screen)
        if making.poll() is None:
            making.kill()
    text = seen.decode(errors="replace")
    assert text.count("stopping valkey, postgres") == 1, text
    assert "Traceback" not in text
    assert nothing_left_of(folder) == []


def test_closing_the_terminal_ends_everything(folder: Path) -> None:
    """The window is closed: HUP comes, and nobody reads our lines any more."""
    screen, inside = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "civic.stack", "services"], cwd=ROOT,
        env=clean_environment(CIVIC_LOCAL=str(folder)), stdin=inside, stdout=inside, stderr=inside,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  one thread here
    )  # fmt: skip
    os.close(inside)
    seen = b""
    while b"ready:" not in seen:
        seen += os.read(screen, 4096)
    os.close(screen)
    assert running.wait(60) == 0
    assert nothing_left_of(folder) == []
