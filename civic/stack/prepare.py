"""Bring the database and the catalogues up to date, in one process: every start of Django costs seconds.

``python -m civic.stack.prepare [--city seoul] [--logins-to FILE]``. The only module of the stack that loads Django.
"""

import argparse
import io
from pathlib import Path

import django
from django.core.management import call_command

from civic.common import cataloguing
from civic.stack.paths import ROOT
from civic.stack.screen import say, utf8_output


def main() -> None:
    parser = argparse.ArgumentParser(prog="civic.stack.prepare")
    parser.add_argument("--city", default="", help="load this demo city; nothing is loaded without it")
    parser.add_argument("--done", type=Path, help="a file to leave when the city is loaded")
    parser.add_argument("--logins-to", type=Path, help="a file for the demo log-ins")
    options = parser.parse_args()
    utf8_output()
    # Before Django: a catalogue that it has looked for once is not looked for again in this process, and what the demo
    # city's notices say in Korean would be kept in English.
    cataloguing.compile_for(ROOT)
    django.setup()
    say("database: bringing the tables up to date")
    call_command("migrate", verbosity=0, interactive=False)
    if options.city:
        load_demo(options.city, options.done)
        options.logins_to.write_text(demo_logins(), encoding="utf-8")


def load_demo(city: str, done: Path) -> None:
    """Load the demo city unless an earlier start did."""
    if done.exists():
        return
    say(f"demo city: loading {city} (only the first time)")
    call_command("demo", city=city)
    done.write_text("loaded; `make reset` deletes it\n", encoding="utf-8")


def demo_logins() -> str:
    """Whom to sign in as, as the command prints it."""
    logins = io.StringIO()
    call_command("demo", logins=True, stdout=logins)
    return logins.getvalue()


if __name__ == "__main__":
    main()
