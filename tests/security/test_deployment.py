"""What a real installation is told before it opens, in a process of its own with the production settings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

GOOD = {
    "SECRET_KEY": "kX9-vw4_Rt" * 6,
    "CIVIC_IDENTITY_PEPPER": "pQ7" * 16,
    "ALLOWED_HOSTS": "civic.city.example",
    "SITE_URL": "https://civic.city.example",
    "EMAIL_URL": "submission://user:word@mail.city.example:587",
    "DEFAULT_FROM_EMAIL": "Civic <noreply@city.example>",
    "CIVIC_CONTACT_PHONE": "02-120",
    "CIVIC_CONTACT_EMAIL": "help@city.example",
    "CIVIC_SOURCE_URL": "https://git.city.example/civic",
    "CIVIC_PROXIES": "1",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": "1",
    "SECURE_HSTS_PRELOAD": "1",
}
BAD = GOOD | {
    "CIVIC_IDENTITY_PEPPER": "short",
    "SITE_URL": "http://civic.city.example",
    "CIVIC_DEMO": "1",
    "EMAIL_URL": "console:",
    "DEFAULT_FROM_EMAIL": "Civic <noreply@example.org>",
    "CIVIC_CONTACT_PHONE": "02-000-0120",
    "CIVIC_SOURCE_URL": "/source/",
    "CIVIC_PROXIES": "0",
    "CIVIC_SOCIAL_PROVIDERS": "kakao,naver",
    "NAVER_CLIENT_ID": "id",
    "NAVER_CLIENT_SECRET": "secret",
}
COOKIES = """
import json, django
django.setup()
from django.conf import settings as s
print(json.dumps({name: getattr(s, name) for name in (
    "DEBUG", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_SAMESITE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
    "ALLAUTH_TRUSTED_PROXY_COUNT", "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
)}))
from allauth.account import app_settings
print(json.dumps(app_settings.RATE_LIMITS))
"""


def run(folder: Path, given: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    places = {name: str(folder / name) for name in ("CIVIC_MEDIA_ROOT", "CIVIC_STATIC_ROOT", "CIVIC_KEY_DIR")}
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL", "PATH")}
    (folder / "CIVIC_STATIC_ROOT").mkdir(exist_ok=True)
    (folder / "CIVIC_STATIC_ROOT" / "staticfiles.json").touch()  # as collectstatic leaves it
    environment = {**places, **servers, "DJANGO_SETTINGS_MODULE": "civic.settings.prod", **given}
    return subprocess.run(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip


def test_a_good_environment_has_nothing_to_mend(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        GOOD,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        "--tag",
        "civic",
        "--tag",
        "security",
    )
    assert done.returncode == 0, done.stderr


def test_a_bad_one_is_told_everything_at_once_and_what_to_set(tmp_path: Path) -> None:
    done = run(tmp_path, BAD, "manage.py", "check", "--deploy", "--tag", "civic")
    assert done.returncode == 1
    for told in (
        "civic.E010) Demo mode is on", "Unset CIVIC_DEMO",
        "civic.E011) SITE_URL does not start with https",
        "civic.E012) E-mail goes nowhere", "Set EMAIL_URL",
        "civic.W013) Mail would come from example.org",
        "civic.E014) CIVIC_IDENTITY_PEPPER is missing or shorter than 32 characters",
        "civic.W015) Every page names a made-up phone number",
        "civic.W016) The page about the source code names no address",
        "civic.E017) Sign-in with kakao is on, but its id or secret is missing", "KAKAO_CLIENT_ID and KAKAO_CLIENT_SECRET",
        "civic.W018) The site stands behind a proxy, but rate limits do not know it",
    ):  # fmt: skip
        assert told in done.stderr, told
    assert "Sign-in with naver" not in done.stderr


def test_a_mail_address_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD | {"EMAIL_URL": "smtp+tls://host"}, "manage.py", "check")
    assert "EMAIL_URL is not a mail address such as submission://" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "CIVIC_IDENTITY_PEPPER", "ALLOWED_HOSTS"])
def test_it_does_not_start_without_a_secret(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, {key: value for key, value in GOOD.items() if key != name}, "manage.py", "check")
    assert done.returncode != 0
    assert name in done.stderr
    assert "Traceback" not in done.stderr, "said in a sentence"


def test_what_would_break_the_first_upload_the_keys_or_the_data_pages_is_said_before(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "keys").mkdir(mode=0o755)
    given = {
        "CIVIC_MEDIA_ROOT": str(tmp_path / "file"),
        "CIVIC_KEY_DIR": str(tmp_path / "keys"),
        "CIVIC_DATA_LICENCE": "mit",
    }
    done = run(tmp_path, GOOD | given, "manage.py", "check", "--deploy", "--tag", "civic")
    assert done.returncode == 1
    for told in (
        f"civic.E019) CIVIC_MEDIA_ROOT names {tmp_path / 'file'}, which this user cannot write",
        "civic.W020) Others than its owner may look into", f"chmod 0700 {tmp_path / 'keys'}",
        "civic.E021) CIVIC_DATA_LICENCE names no licence that is known: mit",
    ):  # fmt: skip
        assert told in done.stderr, told


ALONE = [
    ({"SITE_URL": "https://city.example/civic"}, "civic.E023) SITE_URL has something behind the host name"),
    ({"ALLOWED_HOSTS": "https://civic.city.example"}, "civic.E024) ALLOWED_HOSTS does not name the host of SITE_URL"),
    ({"ALLOWED_HOSTS": ","}, "Set ALLOWED_HOSTS=civic.city.example"),
]  # fmt: skip
TOGETHER = {
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": "*",
    "CIVIC_KEY_DIR": "keys",
    "CIVIC_STATIC_ROOT": "/nowhere",
    "EMAIL_URL": "submission://user:password@mail.example.org:587",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


@pytest.mark.parametrize(("given", "told"), ALONE)
def test_an_address_that_nobody_could_open_is_named(tmp_path: Path, given: dict[str, str], told: str) -> None:
    done = run(tmp_path, GOOD | given, "manage.py", "check", "--deploy", "--tag", "civic")
    assert done.returncode == 1
    assert told in done.stderr


def test_servers_folders_and_what_was_left_from_the_example_are_named(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD | TOGETHER, "manage.py", "check", "--deploy", "--tag", "civic")
    assert done.returncode == 1
    for told in (
        "civic.E004) The database does not answer: connection failed",
        "civic.W005) Redis does not answer",
        "civic.E029) SECRET_KEY is shorter than 32 characters",
        "civic.W025) ALLOWED_HOSTS takes every name", "Set ALLOWED_HOSTS=civic.city.example",
        "civic.E026) CIVIC_KEY_DIR names keys",
        "civic.W027) The static files are not collected in /nowhere",
        "civic.W028) EMAIL_URL still names mail.example.org",
    ):  # fmt: skip
        assert told in done.stderr, told
    assert "Traceback" not in done.stderr


def test_cookies_and_limits_of_a_real_installation(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD, "-c", COOKIES)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()[-2:]
    assert json.loads(first) == {
        "DEBUG": False,
        "SESSION_COOKIE_NAME": "__Host-session", "SESSION_COOKIE_SECURE": True, "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrf", "CSRF_COOKIE_SECURE": True, "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1, "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
    }  # fmt: skip
    limits = json.loads(second)
    assert limits["login_failed"]
    assert limits["signup"]
    assert limits["request_login_code"]
