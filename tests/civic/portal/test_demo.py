"""The demo city: both cities build, a second run changes nothing, and everything that can be is there to be seen."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import Count, Q
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from budgeting.counting.cli import main as counting
from budgeting.cycles.models import Cycle, Project
from budgeting.results.models import Count as Counted
from budgeting.results.models import Standing
from budgeting.voting.programs import FOLDER
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.states import registry as state_tables
from civic.notifications.models import Event
from civic.portal.demo_people import DOMAIN, LOGINS
from civic.portal.threads import STAGES, thread
from proposals.models import Proposal
from tests.civic.portal.walking import astray
from workshops.models import Workshop

OWN = ("civic", "proposals", "workshops", "budgeting")


def reachable(table: str) -> set[str]:
    """The states that some verb leads to, and the first one (merged and transferred come with imports only)."""
    found = state_tables[table]
    verbs = [verb for verb in found.transitions if not verb.startswith("restore")]
    return {found.target(verb) for verb in verbs} | {found.states[0]}


def counts() -> dict[str, int]:
    """Rows of every table of ours."""
    models = [model for model in apps.get_models() if model.__module__.split(".")[0] in OWN]
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture
def demo(settings: Any) -> Any:
    """Runs the command in demo mode; gives what it printed."""
    settings.DEMO_MODE = True

    def run(city: str) -> str:
        out = StringIO()
        call_command("demo", city=city, stdout=out)
        return out.getvalue()

    return run


@pytest.mark.django_db
def test_outside_demo_mode_the_command_refuses() -> None:
    with pytest.raises(CommandError, match="Demo mode is off"):
        call_command("demo", city="seoul")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_seoul_shows_everything_once_a_second_run_changes_nothing_and_busan_builds_beside(
    demo: Any, client: Client
) -> None:
    said = demo("seoul")
    assert "manage.py demo --logins" in said
    out = StringIO()
    call_command("demo", logins=True, stdout=out)
    assert all(f"{key}@{DOMAIN}" in out.getvalue() for key in LOGINS)
    shown = set(Proposal.objects.values_list("state", flat=True))
    assert reachable("proposals.proposal") - shown == set()
    assert set(Workshop.State.values) - set(Workshop.objects.values_list("state", flat=True)) == set()
    projects = set(Project.objects.values_list("state", flat=True))
    assert {"eligible", "ineligible", "on_ballot", "funded", "not_funded"} <= projects
    assert Cycle.objects.filter(published=True).count() >= 3
    golden(client)
    told()
    result = client.get("/results/2026/").content.decode()
    assert "map__svg" in result.split('id="places"')[1].split("</section>")[0]
    recounted(result)
    added_up()
    repeated_by_a_stranger("seoul")
    before, entries = counts(), Entry.objects.count()
    assert "nothing was changed" in demo("seoul")
    assert counts() == before
    assert Entry.objects.count() == entries
    demo("busan")
    cities = set(Workshop.objects.values_list("area__name", flat=True))
    assert cities == {"서울특별시", "부산광역시"}
    assert client.get("/").status_code == 200
    repeated_by_a_stranger("busan")
    assert "해운대구" in client.get("/areas/").content.decode()
    nobody_is_led_astray()


def added_up() -> None:
    """The parts of a published roll and of its voters add up to the whole, by area and by age."""
    for count in Counted.objects.filter(state=Counted.State.PUBLISHED):
        for rows in (count.turnout, count.turnout_by_age):
            whole = {"eligible": count.eligible, "voted": count.ballots}
            for name, number in whole.items():
                parts = [row[name] for row in rows or []]
                assert not parts or None in parts or sum(parts) == number, (count, name)
            assert all(row["voted"] is None or row["voted"] <= row["eligible"] for row in rows or [])


def nobody_is_led_astray() -> None:
    """Whoever one signs in as: no link on a page of theirs leads where they may not go, or to nothing."""
    lost = astray(Client(), "/")
    for key in sorted(LOGINS.keys() - {"dami"}):  # a second polling clerk, who sees what the first one does
        client = Client()
        client.force_login(User.objects.get(email=f"{key}@{DOMAIN}"))
        lost += [f"{key}: {link}" for link in astray(client, "/", "/me/")]
    assert not lost, "\n".join(lost)


def golden(client: Client) -> None:
    """The repair cart has been through everything, and a visitor sees it."""
    number = Proposal.objects.get(title="동네 수리 손수레").number
    knots = thread(number, client.get("/").wsgi_request.user)
    assert {knot.stage for knot in knots if knot.done} == set(STAGES)
    order = [STAGES.index(knot.stage) for knot in knots]
    assert order == sorted(order)
    times = [knot.at for knot in knots if knot.at is not None]
    assert times == sorted(times), "each step after the one before"
    html = client.get(f"/thread/{number}/").content.decode()
    assert "golden__stage--ahead" not in html
    for knot in knots:
        assert client.get(knot.url.split("#")[0]).status_code == 200, knot.url


def told() -> None:
    """Whoever one signs in as has a few new notices, and every notice says in Korean what it says in Korean."""
    people = User.objects.filter(email__in=[f"{key}@{DOMAIN}" for key in LOGINS])
    unread = people.annotate(n=Count("messages", filter=Q(messages__read_at=None))).values_list(
        "n", flat=True
    )
    assert max(unread) == 5
    assert not Event.objects.filter(done_at=None).exists()
    twins = [
        (row, key)
        for row in Event.objects.values_list("params", flat=True)
        for key in row
        if f"{key}_en" in row
    ]
    assert len(twins) > 100
    assert [
        (row[key], row) for row, key in twins if row[key].isascii() and re.search("[a-z]", row[key])
    ] == []


def recounted(page: str) -> None:
    """The command that stands on last year's result counts its published file to the published winners."""
    (arguments,) = re.findall(r"python -m budgeting\.counting \S+\.pb ([^<]*)<", unescape(page))
    path = default_storage.path("results/2026/all.pb")
    with redirect_stdout(StringIO()) as said:
        assert counting([path, *arguments.split()]) == 0
    outcome = json.loads(said.getvalue())
    funded = Project.objects.filter(envelope__cycle__slug="2026", state="funded")
    assert set(outcome["winners"]) == set(funded.values_list("number", flat=True))
    assert outcome["profile_sha256"] in page


def repeated_by_a_stranger(city: str) -> None:
    """The vote that weighs classes went through the ledger: the program for strangers checks it all and counts it again."""
    cycle = Cycle.objects.get(slug__startswith=f"{city}-", slug__endswith="-school")
    ran = subprocess.run(
        [sys.executable, FOLDER / "recount.py", default_storage.path(f"results/{cycle.slug}/package.zip")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "taken off the ballot" in ran.stdout
    assert Standing.objects.filter(project__envelope__cycle=cycle, funded=True).exists()


@pytest.fixture
def demo_addresses(settings: Any) -> Iterator[None]:
    """The addresses of a site in demo mode: they are chosen when the list of addresses is read."""
    from importlib import reload

    import civic.urls

    settings.DEMO_MODE = True
    reload(civic.urls)
    clear_url_caches()
    set_urlconf(None)
    yield
    settings.DEMO_MODE = False
    reload(civic.urls)
    clear_url_caches()
    set_urlconf(None)


@pytest.mark.django_db
def test_outside_demo_mode_there_is_no_demo_sign_in(client: Client, kim: User) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post(f"/demo/{kim.pk}/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_addresses")
def test_in_demo_mode_one_press_signs_in_as_an_invented_person_only(client: Client, kim: User) -> None:
    invented = User.objects.create_user(f"haedeun@{DOMAIN}", display_name="김해든")
    assert "김해든" in client.get("/demo/").content.decode()
    assert client.get(f"/demo/{invented.pk}/").status_code == 405
    assert client.post(f"/demo/{kim.pk}/").status_code == 404, "a real person is nobody's costume"
    assert client.post(f"/demo/{invented.pk}/")["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_addresses")
def test_the_second_lock_holds_where_the_addresses_are_known(client: Client, settings: Any) -> None:
    invented = User.objects.create_user(f"haedeun@{DOMAIN}", display_name="김해든")
    settings.DEMO_MODE = False
    assert client.post(f"/demo/{invented.pk}/").status_code == 404
    assert client.get("/demo/").status_code == 404
