"""The browser of the journeys: Debian's Chromium with a Korean font, installed where we may."""

import os
import shutil
import subprocess

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-nanum")


def chromium() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def korean_font() -> bool:
    """Whether Korean text would be drawn rather than boxes."""
    answer = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=ko", "family"], capture_output=True, text=True, check=False
    )
    return bool(answer and answer.stdout.strip())


def install() -> str | None:
    """Install what is missing as root on Debian and Ubuntu.

    Gives the sentence for the person where that is not possible; the journeys then fail with it.
    """
    if chromium() and korean_font():
        return None
    missing = "a Chromium browser" if not chromium() else "a Korean font"
    advice = (
        f"The browser journeys need {missing}: install it (on Debian: apt-get install {' '.join(PACKAGES)})"
    )
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"{advice} and try again."
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    print(f"installing {' and '.join(PACKAGES)} for the browser journeys", flush=True)
    for command in (
        [*apt, "update"],
        [*apt, "install", "--yes", "--no-install-recommends", *PACKAGES, "fontconfig"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
            return f"{advice}; apt-get could not: {reason[-1]}"
    return None if chromium() else f"{advice}; the package was installed, but no program was found."
