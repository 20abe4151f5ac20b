"""The browser of the journeys: Debian's Chromium with a Korean font, installed where we may.

Best is its headless shell: the same engine without the windows, tabs and services around it, which nobody looks at here;
the journeys take two thirds of the time with it. Where it cannot be had, any Chromium does.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
PROGRAMS = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BESIDE = ("fonts-nanum", "fontconfig", "libatomic1")  # the last: playwright's driver needs it


def chromium() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def korean_font() -> bool:
    """Whether Korean text would be drawn rather than boxes."""
    answer = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=ko", "family"], capture_output=True, text=True, check=False
    )
    return bool(answer and answer.stdout.strip())


def driver_starts() -> bool:
    """Whether playwright's own program runs here: it is built against libraries that a minimal system lacks."""
    asked = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0


def lacking() -> str:
    """What is missing for the journeys, in words; empty when nothing is."""
    needs = {
        "a Chromium browser": chromium() is not None,
        "a Korean font": korean_font(),
        "a library of playwright's driver": driver_starts(),
    }
    return ", ".join(name for name, there in needs.items() if not there)


def install() -> str | None:
    """Install what is missing, and the headless shell, as root on Debian and Ubuntu.

    Gives the sentence for the person where something is missing and that is not possible; the journeys then fail with it.
    """
    if shutil.which(SHELL) and not lacking():
        return None
    reason = _try_to_install()
    missing = lacking()
    if not missing:
        return None
    packages = " ".join((SHELL, *BESIDE))
    return f"The browser journeys need {missing}: install it (on Debian: apt-get install {packages}) and try again{reason}."


def _try_to_install() -> str:
    """The shell, else where there is no such package and no Chromium, the whole browser; gives the reason why not, or ""."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    _apt("update")  # where it cannot, what is known already may do
    reason = ""
    for browser in [SHELL] if chromium() else [SHELL, "chromium"]:
        print(f"installing {' '.join((browser, *BESIDE))} for the browser journeys", flush=True)
        reason = _apt("install", "--yes", "--no-remove", "--no-install-recommends", browser, *BESIDE)
        if not reason:
            break
    return reason


def _apt(*arguments: str) -> str:
    """Run apt-get; "" where it could, else ", apt-get could not: …"."""
    apt = [
        "apt-get",
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "Acquire::Retries=1",
        "-o",
        "Acquire::http::Timeout=20",
    ]
    done = subprocess.run(
        [*apt, *arguments], env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return ""
    said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
    return f"; apt-get could not: {said[-1]}"
