"""Bring the database and the catalogues up to date, in one process: every start of Django costs seconds.

``python -m civic.stack.prepare [--city seoul] [--logins-to FILE]``. The only module of the stack that loads Django.
"""

import argparse
import io
from pathlib import Path

import django
from django.core.management import call_command, get_commands

from civic.stack.screen import say, utf8_output


def main() -> None:
    parser = argparse.ArgumentParser(prog="civic.stack.prepare")
    parser.add_argument("--city", default="", help="load this demo city; nothing is loaded without it")
    parser.add_argument("--done", type=Path, help="a file to leave when the city is loaded")
    parser.add_argument("--logins-to", type=Path, help="a file for the demo log-ins")
    options = parser.parse_args()
    utf8_output()
    django.setup()
    known = get_commands()
    say("database: bringing the tables up to date")
    call_command("migrate", verbosity=0, interactive=False)
    if "catalogue" in known:
        call_command("catalogue", compile=True, verbosity=0)
    if options.city and not options.done.exists():
        if "demo" in known:
            say(f"demo city: loading {options.city} (only the first time)")
            call_command("demo", city=options.city)
            options.done.write_text("loaded; `make reset` deletes it\n")
        else:
            say("demo city: this version has no `demo` command; starting empty")
    if options.logins_to and "demo" in known and options.done.exists():
        logins = io.StringIO()
        call_command("demo", logins=True, stdout=logins)
        options.logins_to.write_text(logins.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
