"""Makes the project's own Python environment, with nothing but the standard library.

``python3 civic/bootstrap.py run|dev`` makes ``.venv``, installs uv from the hash-locked ``requirements/bootstrap.txt``
through pip, then the hash-locked ``requirements/run.txt`` or ``dev.txt`` through uv. A stamp in ``.venv`` holds the
hashes of the lock files, so that the second time nothing is done. What can be in the way on a fresh machine is said in
one sentence. Written so that a Python too old for the project can still parse it and say so.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator

OLDEST = (3, 11)
NEWEST_TRIED = (3, 14)
ROOT = Path(__file__).resolve().parent.parent
KINDS = ("run", "dev")  # dev holds everything of run, in the same versions (tests/setup checks it)


class Trouble(Exception):
    """One clear sentence for the person at the terminal."""


def environment_folder() -> Path:
    """Where the environment lies: ``CIVIC_VENV`` (the tests set it), else ``.venv`` in the project."""
    return Path(os.environ.get("CIVIC_VENV") or ROOT / ".venv")


def lock_hash(name: str) -> str:
    """The hash of one lock file of requirements/."""
    return hashlib.sha256((ROOT / "requirements" / (name + ".txt")).read_bytes()).hexdigest()


def stamp_file() -> Path:
    return environment_folder() / "civic-stamp.json"


def read_stamp() -> "dict[str, str]":
    """What was installed by an earlier start: kind → hash of its lock file. Empty when nothing was, or by another Python."""
    try:
        stamp = json.loads(stamp_file().read_text(encoding="utf-8"))
        installed = stamp["installed"] if stamp["folder"] == str(environment_folder()) else {}
        return dict(installed)
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_stamp(installed: "dict[str, str]") -> None:
    stamp = {"folder": str(environment_folder()), "installed": installed}
    stamp_file().write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def newer_python() -> "str | None":
    """The path of a Python on PATH that is new enough; None where there is none."""
    for minor in range(NEWEST_TRIED[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            return found
    return None


def require_python() -> None:
    """Go on with this Python, or start again with a newer one found on this machine."""
    if sys.version_info >= OLDEST:
        return
    found = newer_python()
    if found and not os.environ.get("CIVIC_BOOTSTRAP_AGAIN"):
        os.environ["CIVIC_BOOTSTRAP_AGAIN"] = "1"
        os.execv(found, [found, *sys.argv])  # noqa: S606  the same script, by a Python that can run the project
    raise Trouble(
        "Civic needs Python %d.%d or newer, but this is Python %d.%d (%s). Install a newer one (on Debian and Ubuntu: "
        "apt-get install python3.11 python3.11-venv) and try again, or name it: make run PYTHON=/path/to/python3.11"
        % (OLDEST[0], OLDEST[1], sys.version_info[0], sys.version_info[1], sys.executable)
    )


def require_venv_module() -> None:
    try:
        import ensurepip  # noqa: F401  Debian splits it off into a package of its own
        import venv  # noqa: F401
    except ImportError:
        raise Trouble(
            "Python's module for virtual environments is missing. Install it (on Debian and Ubuntu, as root: "
            "apt-get install python3-venv) and try again."
        ) from None


def works(python: Path) -> bool:
    """Whether the environment's Python starts and is new enough: a moved folder or an upgraded system breaks it."""
    question = "import sys, pip; sys.exit(sys.version_info < %r)" % (OLDEST,)
    try:
        return subprocess.run([str(python), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    folder = environment_folder()
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        raise Trouble("%s exists but is no virtual environment. Move it away, then try again." % folder)
    say("making the Python environment in %s" % folder.name)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        reason = (made.stdout + made.stderr).strip().splitlines() or ["no reason given"]
        raise Trouble("Python could not make a virtual environment in %s: %s" % (folder, reason[-1]))


def run_step(what: str, command: "list[str | Path]") -> None:
    """Run one step of the installation with its output on the screen.

    Raises Trouble when it fails: nearly always a registry that cannot be reached, or a full disk.
    """
    environment = dict(
        os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUTF8="1"
    )
    environment.pop("VIRTUAL_ENV", None)
    environment.pop("PYTHONPATH", None)
    if (
        subprocess.run(
            [str(part) for part in command], env=environment, cwd=str(ROOT), check=False
        ).returncode
        != 0
    ):
        raise Trouble(
            "%s failed; the reason is above. Look at the network (a proxy goes into HTTPS_PROXY) and the free space on "
            "the disk, then try again: what is installed already is kept." % what
        )


def install(kind: str, python: Path) -> None:
    """Install the locked requirements of ``kind``; through uv, or through pip where uv has no build for this machine."""
    lock = ROOT / "requirements" / (kind + ".txt")
    uv = environment_folder() / "bin" / "uv"
    if read_stamp().get("bootstrap") != lock_hash("bootstrap") or not uv.exists():
        locked: "list[str | Path]" = [
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            ROOT / "requirements" / "bootstrap.txt",
        ]
        try:
            run_step("Installing uv", [python, "-m", "pip", "install", "--quiet", *locked])
        except Trouble:
            say("uv has no build for this machine or could not be fetched; trying plain pip, which is slower")
    say("installing the locked requirements (%s)" % lock.name)
    command: "list[str | Path]"
    if uv.exists():
        command = [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock]
    else:
        command = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
    run_step("Installing the requirements", command)
    hashes = {"bootstrap": lock_hash("bootstrap"), kind: lock_hash(kind)}
    if kind == "dev":
        hashes["run"] = lock_hash("run")
    write_stamp(dict(read_stamp(), **hashes))


def make_importable(python: Path) -> None:
    """Let every program of the environment (pytest, mypy, celery) find the project, as an editable install would."""
    answer = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (Path(answer.stdout.strip()) / "civic-project.pth").write_text(str(ROOT) + "\n", encoding="utf-8")


@contextlib.contextmanager
def alone() -> "Iterator[None]":
    """Two starts at once must not both install."""
    folder = environment_folder()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        stream = (folder.parent / (folder.name + ".lock")).open("w")
    except OSError as error:
        raise Trouble(
            "Civic cannot write to %s (%s). Make the folder writable for your user, then try again."
            % (folder.parent, error.strerror)
        ) from error
    with stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    print("setup  | " + line, flush=True)


def main(arguments: "list[str]") -> int:
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print("usage: python3 civic/bootstrap.py run|dev", file=sys.stderr)
        return 2
    kind = arguments[0]
    try:
        require_python()
        python = environment_folder() / "bin" / "python"
        if read_stamp().get(kind) == lock_hash(kind) and works(python):
            return 0
        require_venv_module()
        with alone():
            if not works(python):
                make_environment()
            if read_stamp().get(kind) != lock_hash(kind):
                install(kind, python)
            make_importable(python)
    except Trouble as trouble:
        print("setup  | " + str(trouble), file=sys.stderr)
        return 1
    except OSError as error:
        print("setup  | Civic cannot write to %s (%s). Free some space or make it writable, then try again."
              % (error.filename or environment_folder(), error.strerror), file=sys.stderr)  # fmt: skip
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
