"""A district's own envelope must not tell how many voted there where the turnout leaves that out."""

import json
import re
from uuid import uuid4

import pgtrigger
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count, EnvelopeCount
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.models import SealedBallot
from civic.accounts.actors import System
from civic.areas.models import Area
from civic.audit.models import Entry
from civic.opendata.catalogue import registry as datasets
from civic.portal.threads import thread
from tests import factories
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

FEW, NEXT, MANY = "1111000000", "1129000000", "1135000000"
VOTED = {FEW: 3, NEXT: 12, MANY: 15}
PEOPLE = 40


@pytest.fixture
def published(settings, jang):
    """Three districts, each with its own envelope. Three of the first vote: too few to be told, and the next smallest is
    left out with them; fifteen of the third are told."""
    settings.BALLOT_FILE_MINIMUM = 10
    Area.objects.create(
        code=MANY, level="borough", parent=factories.a_city(), name="노원구", name_en="Nowon-gu"
    )
    people = {area: making.voters(PEOPLE, area, f"p{area}") for area in VOTED}
    vote = making.a_vote(prepared=False, open_now=False)
    own = {
        area: factories.an_envelope(
            vote.cycle, amount=500, own_borough_only=True, picks_max=1,
            area=factories.a_borough(area),
        )
        for area in VOTED
    }  # fmt: skip
    one = {area: factories.a_project(own[area], cost=100, area=factories.a_borough(area)) for area in VOTED}
    making.begin(vote)
    vote.own = {area: envelope.key for area, envelope in own.items()}
    for area, number in VOTED.items():
        for person in people[area][:number]:
            choices = {**vote.choose(0), own[area].key: [one[area].number]}
            cast_ballot(person, vote.cycle, choices, uuid4())
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    return vote


def test_the_turnout_leaves_out_the_small_district_and_the_next(published):
    told = {cell["area"]: cell["voted"] for cell in Count.objects.get().turnout}
    assert told == {FEW: None, NEXT: None, MANY: 15}
    untold = EnvelopeCount.objects.filter(untold=True).values_list("envelope__key", flat=True)
    assert set(untold) == {published.own[FEW], published.own[NEXT]}


def test_no_file_holds_their_ballots_or_their_number(published, client):
    files = Count.objects.get().files
    assert {f"{published.own[MANY]}.pb", f"{published.envelope.key}.pb"} == {
        name for name in files if name.endswith(".pb")
    }
    address = f"/results/{published.cycle.slug}/files/"
    lines = b"".join(client.get(f"{address}ballots.jsonl").streaming_content).splitlines()
    assert {json.loads(line)["scope"] for line in lines} == {MANY}
    result = json.loads(b"".join(client.get(f"{address}result.json").streaming_content))
    assert result["ballots_not_published_one_by_one"] == 15, "the three alone could be read from it"
    found = {one["key"]: one for one in result["envelopes"]}
    assert found[published.own[MANY]]["ballots"] == 15
    for area in (FEW, NEXT):
        one = found[published.own[area]]
        assert (one["ballots"], one["blank"], one["void"], one["profile_sha256"]) == (None,) * 4
        assert (one["comparison"], one["ties"]) == ([], [])
        assert [set(step) for step in one["steps"]] == [{"project", "rank", "verdict"}]
        assert len(one["winners"]) == 1, "what is funded is told"


def test_neither_page_nor_api_nor_dataset_tells_them(published, client):
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{published.cycle.slug}/").content.decode()
    part = {
        area: re.search(f'id="envelope-{published.own[area]}".*?</section>', page, re.DOTALL).group()
        for area in VOTED
    }
    assert "15 ballots" in part[MANY]
    assert "15 votes" in part[MANY]
    for area in (FEW, NEXT):
        assert not re.search(r"\d+ (ballot|vote)s?\b", part[area]), area
        assert "Numbers are not told here" in part[area]
        assert "It was funded when its turn came." in part[area]
    assert page.count("python -m budgeting.counting") == 2, "for the two files that there are"
    answer = APIClient().get(f"/api/v1/results/{published.cycle.slug}/").json()
    for one in answer["envelopes"]:
        hidden = one["key"] in (published.own[FEW], published.own[NEXT])
        assert (one["ballots"] is None) is hidden
        assert all((each["votes"] is None) is hidden for each in one["standings"])
        assert all(
            (each["step"] == {"verdict": "selected"}) is hidden for each in one["standings"] if each["funded"]
        )
    rows = {row["envelope"]: row["votes"] for row in datasets["vote-results"].rows()}
    assert (rows[published.own[FEW]], rows[published.own[NEXT]], rows[published.own[MANY]]) == (
        None,
        None,
        15,
    )


def test_the_golden_thread_tells_the_place_without_the_votes(published):
    project = published.cycle.envelopes.get(key=published.own[FEW]).projects.get()
    project.proposal = factories.a_proposal()
    with factories.past():
        project.save()
    knots = [knot for knot in thread(project.proposal.number, None) if knot.stage == "count"]
    assert [knot.facts["votes"] for knot in knots] == [None]
    assert not re.search(r"3", str(knots[0].text))


def test_the_strangers_program_finds_nothing_wrong_with_what_is_left_out(published, tmp_path):
    with default_storage.open(path_of(published.cycle, "package.zip")) as file:
        (tmp_path / "package.zip").write_bytes(file.read())
    ran = run("recount.py", tmp_path / "package.zip")
    assert (ran.returncode, "DOES NOT FIT" in ran.stdout) == (2, False), ran.stdout


@pytest.mark.parametrize(("kiosk", "named"), [(9, {None}), (10, {"web", "kiosk"}), (0, {"web"})])
def test_a_few_ballots_of_a_kiosk_are_not_told_from_the_others(kiosk, named, client, jang, settings):
    """Nor are they found by what is missing: where the kiosk is not named, neither is the web."""
    settings.BALLOT_FILE_MINIMUM = 10
    people = making.voters(40)
    vote = making.a_vote()
    for person in people[:25]:
        vote.cast(person, 0)
    keys = list(SealedBallot.objects.order_by("pk").values_list("pk", flat=True))[:kiosk]
    with pgtrigger.ignore():
        SealedBallot.objects.filter(pk__in=keys).update(channel="kiosk")
    vote.close()
    count = count_votes(System("test"), making.fresh(vote.cycle))
    assert count.channels.get("kiosk", 0) == kiosk
    publish_results(jang, making.fresh(vote.cycle))
    lines = b"".join(
        client.get(f"/results/{vote.cycle.slug}/files/ballots.jsonl").streaming_content
    ).splitlines()
    assert {json.loads(line).get("channel") for line in lines} == named


def test_one_envelope_for_all_districts_is_no_file_either_where_the_projects_tell_a_small_one(
    settings, jang, tmp_path
):
    """Each voter has the projects of their own district there, so a ballot says where it comes from."""
    settings.BALLOT_FILE_MINIMUM = 10
    voted = {FEW: 3, NEXT: 15}
    people = {area: making.voters(PEOPLE, area, f"p{area}") for area in voted}
    vote = making.a_vote(prepared=False, open_now=False)
    own = factories.an_envelope(vote.cycle, amount=500, own_borough_only=True, picks_max=1)
    one = {area: factories.a_project(own, cost=100, area=factories.a_borough(area)) for area in voted}
    making.begin(vote)
    for area, number in voted.items():
        for person in people[area][:number]:
            cast_ballot(person, vote.cycle, {**vote.choose(0), own.key: [one[area].number]}, uuid4())
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    files = Count.objects.get().files
    assert f"{vote.envelope.key}.pb" in files, "there nothing tells a district"
    assert f"{own.key}.pb" not in files
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file:
        (tmp_path / "package.zip").write_bytes(file.read())
    ran = run("recount.py", tmp_path / "package.zip")
    assert (ran.returncode, "DOES NOT FIT" in ran.stdout) == (2, False), ran.stdout


def test_auditors_on_site_repeat_what_nobody_can_outside(published, tmp_path):
    folder = tmp_path / "on-site"
    call_command("audit_package", published.cycle.slug, str(folder))
    ran = run("recount.py", folder)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert "everything fits" in ran.stdout
    assert len((folder / "withheld.jsonl").read_text().splitlines()) == 15
    assert folder.stat().st_mode & 0o777 == 0o700
    assert Entry.objects.get(verb="results.shown_to_auditors").data["ballots"] == 15
    with pytest.raises(CommandError, match="there already"):
        call_command("audit_package", published.cycle.slug, str(folder))
    lines = (folder / "withheld.jsonl").read_text().splitlines()
    (folder / "withheld.jsonl").write_text("".join(f"{line}\n" for line in lines[1:]))
    assert "DOES NOT FIT" in run("recount.py", folder).stdout, "one of them is kept from the auditors"
