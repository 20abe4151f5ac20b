"""How the settings read the environment, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.helpers import ROOT

SAY = """
import json, django
django.setup()
from django.conf import settings as s
print(json.dumps([s.DATABASES["default"]["NAME"], s.REDIS_URL, s.MEDIA_ROOT, s.BALLOT_KEY_DIR, s.STATIC_ROOT, s.EMAIL_FILE_PATH]))
"""


def run(*arguments: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_folder_of_a_stack_of_ones_own_is_found_by_every_command(tmp_path: Path) -> None:
    """What `make services` in one terminal promises for `manage.py` in another."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "env").write_text("DATABASE_URL=postgres://c@h:5/there\nREDIS_URL=redis://h:6/7\n")
    done = run(
        "-c", SAY, given={"CIVIC_LOCAL": str(tmp_path), "DJANGO_SETTINGS_MODULE": "civic.settings.dev"}
    )
    assert done.returncode == 0, done.stderr
    folders = [str(tmp_path / name) for name in ("media", "keys", "static", "mail")]
    assert json.loads(done.stdout) == ["there", "redis://h:6/7", *folders]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CIVIC_TIME_ZONE", "Mars/Phobos", "'Mars/Phobos' is no time zone"),
        ("CIVIC_TIME_ZONE", "../etc", "'../etc' is no time zone"),
        ("DATABASE_URL", "mysql://c@h/there", "DATABASE_URL is no PostgreSQL address"),
        ("REDIS_URL", "localhost:6379", "such as redis://:password@host:6379/0"),
        ("CIVIC_SOCIAL_PROVIDERS", "kakao,google", "'google' is none of kakao, naver"),
        ("CIVIC_BALLOT_APPEAL_DAYS", "-3", "0 or more"),
        ("CIVIC_BALLOT_FILE_MINIMUM", "0", "1 or more"),
        ("CIVIC_VISITOR_PAGE_SECONDS", "-1", "0 or more"),
        ("CIVIC_PROXIES", "-1", "0 or more"),
        ("SECURE_HSTS_SECONDS", "-1", "0 or more"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_a_sentence_that_names_it(name: str, value: str, told: str) -> None:
    given = {
        "SECRET_KEY": "s" * 60,
        "CIVIC_IDENTITY_PEPPER": "p" * 40,
        "DATABASE_URL": "postgres://c@h:5/there",
        "REDIS_URL": "redis://h:6/7",
        "ALLOWED_HOSTS": "h.example",
        "DJANGO_SETTINGS_MODULE": "civic.settings.prod",
    }
    done = run("manage.py", "check", given=given | {name: value})
    assert done.returncode != 0
    assert name in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
