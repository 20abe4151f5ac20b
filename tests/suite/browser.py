"""The browser of the journeys: Debian's Chromium with a Korean font, installed where we may."""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-nanum", "fontconfig", "libatomic1")  # the last: playwright's driver needs it


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
    """Install what is missing as root on Debian and Ubuntu.

    Gives the sentence for the person where that is not possible; the journeys then fail with it.
    """
    missing = lacking()
    if not missing:
        return None
    advice = (
        f"The browser journeys need {missing}: install it (on Debian: apt-get install {' '.join(PACKAGES)})"
    )
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"{advice} and try again."
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    print(f"installing {' '.join(PACKAGES)} for the browser journeys", flush=True)
    for command in ([*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
            return f"{advice}; apt-get could not: {reason[-1]}"
    still = lacking()
    return (
        f"The browser journeys still lack {still}, although the packages were installed." if still else None
    )
