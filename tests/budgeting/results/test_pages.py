"""The result page, the desk, the API, the files."""

import json
from hashlib import sha256

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from budgeting.results.domain import jobs
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.files import listed
from budgeting.results.models import Count
from budgeting.results.refusals import NoWorker
from budgeting.results.tasks import count_in_background
from budgeting.voting.finding import find_receipt
from civic.accounts.actors import System
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.opendata.catalogue import registry as datasets
from civic.portal.threads import thread
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db
PROOFS = {
    "rules.json",
    "roll_totals.json",
    "superseded.jsonl",
    "void.jsonl",
    "log.jsonl",
    "sths.jsonl",
    "pub.pem",
}


def a_published_vote(costs=(600, 500, 400), voters=4, **rules):
    people = making.voters(voters)
    vote = making.a_vote(costs, **rules)
    receipts = [vote.cast(person, number % len(vote.projects)) for number, person in enumerate(people)]
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    return vote, receipts


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_says_why_for_every_project(client, language):
    vote, _receipts = a_published_vote()
    client.cookies["django_language"] = language
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    reason = {"ko": "남은 예산", "en": "too little"}[language]
    assert page.count('id="project-') == 3
    assert {"ko": "투표율 100.0%", "en": "turnout 100.0%"}[language] in page
    assert reason in page
    for project in vote.projects:
        assert (project.title if language == "ko" else project.title_en) in page


@pytest.mark.parametrize("projects", [1, 3])
def test_the_page_costs_the_same_queries_however_many_projects(client, projects, django_assert_num_queries):
    vote, _receipts = a_published_vote([100] * projects)
    with django_assert_num_queries(
        7
    ):  # one for what left the ballot, two for the certificates and the receipts looked up
        assert client.get(f"/results/{vote.cycle.slug}/").status_code == 200


@pytest.mark.parametrize("projects", [1, 3])
def test_the_list_costs_the_same_queries(client, projects, django_assert_num_queries):
    for number in range(projects):
        people = making.voters(1, name=f"v{number}-")
        vote = making.a_vote((100,))
        vote.cast(people[0], 0)
        vote.close()
        count_votes(System("test"), making.fresh(vote.cycle))
        publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    with django_assert_num_queries(2):  # the second for those that wait for a result
        assert client.get("/results/").content.decode().count('class="item"') == projects


def shows_a_count(response):
    """Whether the page holds a count; who may not see it is told when the result comes."""
    page = response.content.decode()
    assert response.status_code == 200
    assert ("앞으로의 절차" in page) is not ('id="project-' in page)
    return 'id="project-' in page


def test_before_publication_only_the_two_officers_see_the_result(client, oh, jang, kim, park, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    address = f"/results/{vote.cycle.slug}/"
    assert not shows_a_count(client.get(address))
    for person, sees in ((kim, False), (park, False), (oh, True), (jang, True)):
        client.force_login(person)
        assert shows_a_count(client.get(address)) is sees
        assert client.get(f"/api/v1/results/{vote.cycle.slug}/").status_code == 404
        assert client.get(f"{address}files/result.json").status_code == 404


def test_a_published_ballot_is_found_by_its_code_with_its_choices(client):
    vote, receipts = a_published_vote()
    found = find_receipt(receipts[1].code)
    assert found.opened.choices == vote.choose(1)
    page = client.post("/vote/receipt/", {"code": receipts[1].code}).content.decode()
    assert vote.projects[1].title in page


def test_the_files_are_what_their_checksums_say(client, settings):
    settings.BALLOT_FILE_MINIMUM = 1
    vote, receipts = a_published_vote()
    files = Count.objects.get().files
    assert set(files) == {f"{vote.envelope.key}.pb", "ballots.jsonl", "result.json", *PROOFS, "package.zip"}
    for name, facts in files.items():
        content = b"".join(client.get(f"/results/{vote.cycle.slug}/files/{name}").streaming_content)
        assert sha256(content).hexdigest() == facts["sha256"]
        assert len(content) == facts["bytes"]
        again = client.get(
            f"/results/{vote.cycle.slug}/files/{name}", HTTP_IF_NONE_MATCH=f'"{facts["sha256"]}"'
        )
        assert (again.status_code, again.content) == (304, b""), "who has these bytes is not sent them again"
        assert (again["ETag"], again["Access-Control-Allow-Origin"]) == (f'"{facts["sha256"]}"', "*")
    rows = [
        json.loads(line)
        for line in b"".join(
            client.get(f"/results/{vote.cycle.slug}/files/ballots.jsonl").streaming_content
        ).splitlines()
    ]
    for row in rows:
        content = json.dumps(
            {"choices": row["choices"], "scope": row["scope"]},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        assert (
            sha256(b"civic-ballot-v1" + bytes.fromhex(row["nonce"]) + content.encode()).hexdigest()
            == row["commitment"]
        )
    assert {row["commitment"] for row in rows} == {one.commitment.hex() for one in receipts}
    assert client.get(f"/results/{vote.cycle.slug}/files/../secret").status_code == 404


def test_the_desk_leads_two_officers_through_five_steps(client, oh, jang, kim, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote(prepared=False, open_now=False)
    desk = f"/results/desk/{vote.cycle.slug}/"
    client.force_login(oh)
    client.post(f"/vote/{vote.cycle.slug}/prepare/")
    making.open_voting(vote.cycle)
    vote.cast(kim, 0)
    assert client.post(f"/vote/{vote.cycle.slug}/close/").status_code == 409
    vote.end()
    assert client.post(f"/vote/{vote.cycle.slug}/close/").status_code == 302
    assert client.post(f"{desk}count/").status_code == 302
    assert jobs.progress_of(vote.cycle).running
    count_in_background(vote.cycle.pk, oh.pk)
    assert not jobs.progress_of(vote.cycle).running
    assert client.post(f"{desk}publish/").status_code == 403
    client.force_login(jang)
    assert client.get(desk).status_code == 200
    assert client.post(f"{desk}publish/").status_code == 302
    assert client.get(f"/results/{vote.cycle.slug}/").status_code == 200


def test_a_count_that_nobody_can_be_asked_for_says_so_and_leaves_nothing(client, oh, settings, no_broker):
    settings.DEMO_MODE = True
    vote = making.a_vote()
    client.force_login(oh)
    vote.end()
    assert client.post(f"/vote/{vote.cycle.slug}/close/").status_code == 302
    refused = client.post(f"/results/desk/{vote.cycle.slug}/count/")
    assert refused.status_code == 503
    assert str(NoWorker.sentence) in refused.content.decode()
    assert jobs.progress_of(vote.cycle) is None


def test_a_job_that_is_refused_says_why_at_the_desk(oh):
    vote = making.a_vote()
    jobs.run(vote.cycle.pk, oh.pk)
    assert jobs.progress_of(vote.cycle).refusal
    assert not Count.objects.exists()


@pytest.mark.parametrize("role", [None, "moderator", "officer", "host", "secretary"])
def test_the_desk_is_for_the_two_officers(client, role, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    if role:
        client.force_login(factories.a_staff_member("member", role))
    for method, path in (("get", ""), ("post", "count/"), ("post", "publish/")):
        assert getattr(client, method)(f"/results/desk/{vote.cycle.slug}/{path}").status_code == (
            403 if role else 302
        )
    assert not Count.objects.exists()


def test_a_program_reads_results():
    vote, _receipts = a_published_vote()
    client = APIClient()
    listed = client.get("/api/v1/results/").json()
    assert [one["slug"] for one in listed["results"]] == [vote.cycle.slug]
    one = client.get(f"/api/v1/results/{vote.cycle.slug}/").json()
    assert [each["number"] for each in one["envelopes"][0]["standings"] if each["funded"]] == [
        vote.projects[0].number,
        vote.projects[2].number,
    ]


def test_proposers_followers_and_the_roll_hear_of_the_result(kim, lee):
    from civic.comments.domain.threads import follow

    vote = making.a_vote((600, 500))
    proposal = factories.a_proposal(kim)
    project = vote.projects[0]
    project.proposal = proposal
    project.save()
    follow(lee, vote.projects[1].thread)
    vote.cast(kim, 0)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))

    def people(kind):
        return {
            person for event in Event.objects.filter(kind=kind) for person in registry[kind].recipients(event)
        }

    assert people("results.published") == {kim, lee}
    assert people("results.project_funded") == {kim}
    assert people("results.project_not_funded") == {lee}
    stages = {knot.stage for knot in thread(proposal.number, kim)}
    assert {"ballot", "count"} <= stages


def test_datasets_hold_published_results_with_small_cells_left_out():
    vote, _receipts = a_published_vote()
    rows = list(datasets["vote-results"].rows())
    assert [row["number"] for row in rows if row["funded"]] == [
        vote.projects[0].number,
        vote.projects[2].number,
    ]
    projects = {row["id"]: row["number"] for row in datasets["budget-projects"].rows()}
    assert rows, "each row leads to its project by the number that does not change"
    assert all(projects[row["project"]] == row["number"] for row in rows)
    assert [row["voted"] for row in datasets["vote-turnout"].rows()] == [None]


def test_turnout_counts_each_voter_once_by_area(kim, lee):
    people = making.voters(25) + making.voters(25, "1129000000", "other")
    vote = making.a_vote()
    for person in people[:12] + people[25:38]:
        vote.cast(person, 0)
    vote.cast(people[0], 1)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    cells = {cell["area"]: (cell["eligible"], cell["voted"]) for cell in Count.objects.get().turnout}
    assert cells == {"1111000000": (26, 12), "1129000000": (26, 13)}


def test_panels_show_the_vote_and_the_work(client, oh, kim, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    assert f"/vote/{vote.cycle.slug}/" in client.get("/").content.decode()
    client.force_login(kim)
    assert f"/vote/{vote.cycle.slug}/" in client.get("/me/").content.decode()
    vote.end()
    client.force_login(oh)
    assert f"/results/desk/{vote.cycle.slug}/" in client.get("/desk/").content.decode()


def test_a_vote_is_counted_by_the_command_line(kim, capsys):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.close()
    call_command("count_votes", vote.cycle.slug)
    assert "1 ballots" in capsys.readouterr().out


def test_every_file_says_what_it_is_the_whole_in_one_first(client, settings):
    settings.BALLOT_FILE_MINIMUM = 1
    vote, _receipts = a_published_vote()
    files = list(listed(Count.objects.get().files))
    assert [one["name"] for one in files][:3] == ["package.zip", "result.json", f"{vote.envelope.key}.pb"]
    assert {one["name"] for one in files} == Count.objects.get().files.keys()
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert "공개 원장의 모든 기록" in page
    assert page.index("package.zip</a>") < page.index("ballots.jsonl</a>")
