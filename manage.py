#!/usr/bin/env python
"""Run a management command of the platform."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civic.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from environs.exceptions import EnvError

    try:
        execute_from_command_line(sys.argv)
    except (
        EnvError,
        ImproperlyConfigured,
    ) as error:  # the operator's to mend: thirty lines of ours would hide it
        sys.exit(f"{error}\nSee docs/operations.md, section 3, and .env.example.")


if __name__ == "__main__":
    main()
