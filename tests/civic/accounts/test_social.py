"""Kakao and Naver, switched on by a setting: on the log-in page, and age and name before an account is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

PROGRAM = Path(__file__).with_name("social_signup.py")


@pytest.mark.django_db
def test_the_providers_stand_on_the_page_and_ask_age_and_name_first() -> None:
    given = connection.settings_dict
    url = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "civic.settings.test",
        "CIVIC_SOCIAL_PROVIDERS": "kakao,naver",
        "KAKAO_CLIENT_ID": "kakao-id",
        "NAVER_CLIENT_ID": "naver-id",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "as it should be"
