"""A project leaves the ballot while people vote: openly, for good, and without touching a ballot."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation
from rest_framework.test import APIClient

from budgeting.cycles.models import Cycle, Project
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import EnvelopeCount, Standing
from budgeting.voting import ballots, queries, refusals
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import LedgerEntry, TakenOff
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.dates import date_text
from civic.common.refusals import NotAllowed, SignInFirst
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from civic.opendata.catalogue import registry as datasets
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import booths, making

REASON = "하천 점용 허가가 나지 않았습니다."


def api_as(person):
    client = APIClient()
    client.force_login(person)
    return client


def off(actor, project, **given):
    ballots._kept.clear()  # a process that casts looks at the ballot anew every two seconds
    made = take_off_ballot(actor, project, **{"ground": "law", "reason": REASON, **given})
    ballots._kept.clear()
    return made


@pytest.mark.django_db
def test_it_leaves_the_ballot_stays_readable_and_is_on_the_record(oh, kim):
    vote = making.a_vote()
    made = off(oh, vote.projects[0], reason_en="The river permit was refused.")
    assert Project.objects.get(pk=vote.projects[0].pk).state == Project.State.TAKEN_OFF
    assert queries.taken_off(vote.cycle) == [made]
    entry = Entry.objects.get(verb="voting.taken_off")
    assert (entry.subject, entry.data["reason"]) == (f"cycles.project:{vote.projects[0].pk}", REASON)
    with pytest.raises(refusals.NotOnBallot):
        vote.cast(kim, 0)
    assert vote.cast(kim, 1)


@pytest.mark.django_db
def test_only_the_budget_officer_may(kim, jang):
    project = making.a_vote().projects[0]
    with pytest.raises(SignInFirst):
        off(AnonymousUser(), project)
    for somebody in (kim, jang):
        with pytest.raises(NotAllowed):
            off(somebody, project)
    assert not TakenOff.objects.exists()


@pytest.mark.django_db
def test_before_prices_it_is_withdrawn_after_the_close_it_is_decided_otherwise_and_never_twice(oh):
    coming = making.a_vote(open_now=False)
    with pytest.raises(refusals.BallotNotFixed):
        off(oh, coming.projects[0])
    vote = making.a_vote()
    off(oh, vote.projects[0])
    with pytest.raises(refusals.NotStanding):
        off(oh, vote.projects[0])
    vote.end()
    with pytest.raises(refusals.TooLateToTakeOff):
        off(oh, vote.projects[1])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": ""}, refusals.ReasonMissing),
        ({"reason": " \u3000\n"}, refusals.ReasonMissing),
        ({"ground": "whim"}, refusals.GroundUnknown),
        ({"ground": ""}, refusals.GroundUnknown),
    ],
)
@pytest.mark.django_db
def test_whoever_comes_past_the_form_is_told_what_lacks_and_nothing_moves(oh, given, said):
    vote = making.a_vote()
    with pytest.raises(said) as no:
        off(oh, vote.projects[0], **given)
    assert no.value.status == 422
    with translation.override("ko"):
        korean = (str(no.value), no.value.way_forward)
    assert all(not re.search("[A-Za-z]", sentence) for sentence in korean), korean
    assert Project.objects.get(pk=vote.projects[0].pk).state == Project.State.ON_BALLOT
    assert not TakenOff.objects.exists()
    assert not LedgerEntry.objects.filter(kind="taken_off").exists()


@pytest.mark.django_db
def test_its_reason_cannot_be_changed_or_left_out(oh):
    vote = making.a_vote()
    made = off(oh, vote.projects[0])
    for change in (
        lambda: TakenOff.objects.filter(pk=made.pk).update(reason="다른 말"),
        lambda: TakenOff.objects.filter(pk=made.pk).update(project=vote.projects[1]),
        lambda: TakenOff.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenOff.objects.create(project=vote.projects[1], ground="law", reason="", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenOff.objects.create(project=vote.projects[1], ground="whim", reason="x", at=timezone.now())


@pytest.mark.django_db
def test_everybody_on_the_roll_is_told_alike_and_whoever_follows_the_project(oh, kim, lee):
    vote = making.a_vote()  # open, though the clock has not told the roll yet
    vote.cast(kim, 0)
    made = off(oh, vote.projects[0])
    event = Event.objects.get(kind="voting.taken_off")
    assert set(registry["voting.taken_off"].recipients(event)) >= {kim, lee}  # lee has not voted
    with translation.override("ko"):
        said = rendered(event)
    assert made.project.title in said.body
    assert REASON in said.body
    assert Event.objects.get(kind="voting.project_taken_off").params["reason"] == REASON


@pytest.mark.django_db
def test_before_the_opening_the_roll_is_not_told(oh):
    vote = making.a_vote(open_now=False)
    now = timezone.now()
    phases = Phase.objects.filter(process=vote.cycle.process)
    phases.filter(kind="prices").update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    off(oh, vote.projects[0])
    assert not Event.objects.filter(kind="voting.taken_off").exists()
    assert not LedgerEntry.objects.exists()  # the first line will name the ballot as it opens


@pytest.mark.django_db
def test_ballots_count_without_it_and_a_stranger_finds_the_same(oh, jang, settings, tmp_path):
    settings.BALLOT_FILE_MINIMUM = 1
    people = making.voters(5)
    vote = making.a_vote((600, 500, 400))
    for person in people[:3]:
        vote.cast(person, 0, 1)
    vote.cast(people[3], 0)  # of this ballot nothing is left: it counts as blank
    sequence(vote.group, timezone.now(), everything=True)
    off(oh, vote.projects[0])
    vote.cast(people[4], 2)
    line = LedgerEntry.objects.get(kind="taken_off")
    assert line.body == {"envelope": vote.envelope.key, "ground": "law", "project": vote.projects[0].number}
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    votes = dict(Standing.objects.values_list("project__number", "votes"))
    assert votes == {vote.projects[1].number: 3, vote.projects[2].number: 1}
    row = EnvelopeCount.objects.get()
    assert (row.ballots, row.blanks, row.voids) == (5, 1, 0)
    publish_results(jang, making.fresh(vote.cycle))
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file:
        (tmp_path / "package.zip").write_bytes(file.read())
    stranger = run("recount.py", tmp_path / "package.zip")
    assert stranger.returncode == 0, stranger.stdout
    assert f"NOTE: taken off the ballot: {vote.projects[0].number}" in stranger.stdout


@pytest.mark.django_db
def test_a_ballot_that_was_valid_stays_valid_where_exactly_so_many_are_asked(oh):
    people = making.voters(2)
    vote = making.a_vote((300, 200, 100), picks_min=2, picks_max=2, invalid_rule="void")
    vote.cast(people[0], 0, 1)
    vote.cast(people[1], 1)  # one instead of two: void from the beginning
    off(oh, vote.projects[0])
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    row = EnvelopeCount.objects.get()
    assert (row.ballots, row.voids) == (1, 1)
    assert Standing.objects.get(project=vote.projects[1]).votes == 1


@pytest.mark.django_db
def test_ballot_project_and_result_say_it(client, oh, jang, kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    off(oh, vote.projects[0])
    client.force_login(kim)
    client.cookies["django_language"] = "en"
    start = client.get(f"/vote/{vote.cycle.slug}/").content.decode()
    assert "If you had chosen it, you can choose another" in start
    for path in (
        f"/vote/{vote.cycle.slug}/",
        f"/vote/{vote.cycle.slug}/ballot/{vote.envelope.key}/",
        vote.projects[0].get_absolute_url(),
    ):
        page = client.get(path).content.decode()
        assert "Taken off the ballot" in page
        assert "count without it" in page
        assert REASON in page
        assert "a law or a permit does not allow it any more" in page
    ballot = client.get(f"/vote/{vote.cycle.slug}/ballot/{vote.envelope.key}/").content.decode()
    assert f'href="{vote.projects[0].get_absolute_url()}" target="_blank"' in ballot  # what was chosen stays
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    result = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    section = result[result.index('id="taken-off"') :]
    section = section[: section.index("</section>")]
    assert REASON in section
    assert vote.projects[0].get_absolute_url() in section
    assert "Ballots that named such a project counted without it" in section
    assert "count without it" not in section
    project = client.get(vote.projects[0].get_absolute_url()).content.decode()
    assert "Ballots that named it counted without it" in project
    assert result.index('id="taken-off"') > result.index(f'id="envelope-{vote.envelope.key}"')


@pytest.mark.django_db
def test_the_officer_reads_what_it_does_and_nothing_typed_is_lost(client, oh, kim):
    vote = making.a_vote()
    factories.a_second_factor(oh)
    client.force_login(oh)
    client.cookies["django_language"] = "en"
    path = f"/vote/{vote.cycle.slug}/projects/{vote.projects[0].pk}/take-off/"
    assert path in client.get(vote.projects[0].get_absolute_url()).content.decode()
    before = client.get(path).content.decode()
    assert "It cannot be undone." in before
    assert "people on the roll are told" in before
    half = client.post(path, {"reason": REASON})
    assert half.status_code == 422
    assert REASON in half.content.decode()
    assert client.post(path, {"ground": "law", "reason": REASON}).url == vote.projects[0].get_absolute_url()
    assert TakenOff.objects.get().by == oh
    assert client.get(path)["X-Refusal"] == "voting.not_standing"
    assert path not in client.get(vote.projects[0].get_absolute_url()).content.decode()
    client.force_login(kim)
    assert client.get(f"/vote/{vote.cycle.slug}/projects/{vote.projects[1].pk}/take-off/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.django_db
def test_the_ballots_pages_cost_the_same_whatever_has_left(
    client, kim, oh, django_assert_num_queries, number
):
    vote = making.a_vote((300, 200, 100, 90))
    for project in vote.projects[:number]:
        off(oh, project)
    client.force_login(kim)
    client.get(f"/vote/{vote.cycle.slug}/")
    with django_assert_num_queries(START):
        client.get(f"/vote/{vote.cycle.slug}/")


START = 14


@pytest.mark.django_db
def test_a_program_of_the_office_does_the_same_and_reads_it(oh, kim):
    vote = making.a_vote()
    factories.a_second_factor(oh)
    path = f"/api/v1/votes/{vote.cycle.slug}/projects/{vote.projects[0].pk}/taken-off/"
    assert api_as(kim).post(path, {"ground": "law", "reason": REASON}, format="json").status_code == 403
    assert api_as(oh).post(path, {"ground": "whim", "reason": ""}, format="json").status_code == 422
    done = api_as(oh).post(path, {"ground": "place", "reason": REASON}, format="json")
    assert done.status_code == 201
    assert done.json()["number"] == vote.projects[0].number
    assert api_as(kim).get(f"/api/v1/votes/{vote.cycle.slug}/").json()["taken_off"] == [done.json()]


@pytest.mark.django_db
def test_the_clerks_read_it_and_slips_printed_before_are_entered_as_they_are_marked(client, kim):
    vote = booths.a_vote()
    place, clerk, second = booths.a_place(vote), booths.a_clerk(), booths.a_clerk("second")
    officer = User.objects.get(roles__kind="budget")
    off(officer, vote.projects[0])
    factories.a_second_factor(clerk)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    screen = client.get(f"/vote/station/{place.pk}/").content.decode()
    assert REASON in screen
    assert "Tell everybody who takes a slip: a mark there does not count." in screen
    booths.come(kim, place, clerk)
    vote.end()
    batch = booths.entered(place, clerk, second, {1: booths.read(vote, 0, 1)})
    close_batch(officer, batch)
    close_voting(officer, making.fresh(vote.cycle))
    count_votes(officer, making.fresh(vote.cycle))
    votes = dict(Standing.objects.values_list("project__number", "votes"))
    assert votes == {vote.projects[1].number: 1, vote.projects[2].number: 0}


@pytest.mark.django_db
def test_wherever_a_projects_state_stands_it_has_words_of_its_own(client, oh):
    """Not those of a project that was withdrawn before anybody relied on it."""
    vote = making.a_vote()
    earlier = factories.a_project(vote.envelope, state="withdrawn", title="앞서 철회한 사업")
    project = vote.projects[0]
    made = off(oh, project)
    client.cookies["django_language"] = "ko"
    with translation.override("ko"):
        since = f"{date_text(made.at)} 제외: 법령이나 인허가 때문에 추진할 수 없게 됨"
    for path in (vote.cycle.get_absolute_url(), f"/budget/{vote.cycle.slug}/projects/"):
        page = client.get(path)
        lines = {line["project"].pk: line for line in page.context["lines"]}
        said = lines[project.pk]
        assert (said["state"], said["state_kind"]) == ("투표 대상에서 제외", "warning")
        assert since in said["meta"]
        assert since in page.content.decode()
        assert lines[earlier.pk]["state"] == "철회"
    filtered = client.get(f"/budget/{vote.cycle.slug}/projects/?state=taken_off").context["lines"]
    assert [line["project"] for line in filtered] == [project]
    assert (
        '<span class="tag tag--warning">투표 대상에서 제외'
        in client.get(project.get_absolute_url()).content.decode()
    )
    assert "투표 대상에서 제외 ·" in client.get("/search/", {"q": project.title}).content.decode()
    assert client.get(f"/api/v1/projects/{project.pk}/").json()["state"] == "taken_off"
    listed = client.get("/api/v1/projects/?state=taken_off").json()["results"]
    assert [one["id"] for one in listed] == [project.pk]
    states = {row["id"]: row["state"] for row in datasets["budget-projects"].rows()}
    assert (states[project.pk], states[earlier.pk]) == ("taken_off", "withdrawn")


@pytest.mark.django_db
def test_open_data_give_ground_and_reason_of_published_cycles_in_one_query(oh, django_assert_num_queries):
    vote = making.a_vote()
    made = [off(oh, project, reason_en="No permit.") for project in vote.projects[:2]]
    with django_assert_num_queries(1):
        rows = list(datasets["projects-off-the-ballot"].rows())
    assert [row["project"] for row in rows] == [project.pk for project in vote.projects[:2]]
    assert rows[0] == {
        "project": made[0].project_id, "cycle": vote.cycle.slug, "envelope": vote.envelope.key,
        "number": vote.projects[0].number, "title": vote.projects[0].title, "ground": "law", "reason": REASON,
        "reason_en": "No permit.", "taken_off_at": made[0].at,
    }  # fmt: skip
    Cycle.objects.update(published=False)
    assert list(datasets["projects-off-the-ballot"].rows()) == []


@pytest.mark.django_db
def test_where_nobody_votes_on_paper_the_clerks_read_nothing_of_slips(client):
    vote = booths.a_vote(channels=["web", "kiosk"])
    place, clerk = booths.a_place(vote), booths.a_clerk()
    off(User.objects.get(roles__kind="budget"), vote.projects[0])
    factories.a_second_factor(clerk)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    screen = client.get(f"/vote/station/{place.pk}/").content.decode()
    assert REASON in screen
    assert "a mark there does not count" not in screen


@pytest.mark.django_db
def test_where_the_ground_is_in_the_text_only_lists_say_how_it_begins(client, oh):
    vote = making.a_vote()
    off(oh, vote.projects[0], ground="other")
    assert REASON in client.get(vote.cycle.get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.django_db
def test_lists_cost_the_same_whatever_has_left(client, oh, django_assert_num_queries, number):
    vote = making.a_vote((300, 200, 100, 90))
    for project in vote.projects[:number]:
        off(oh, project)
    for path, queries_of in (
        (vote.cycle.get_absolute_url(), CYCLE),
        (f"/budget/{vote.cycle.slug}/projects/", LIST),
    ):
        client.get(path)
        with django_assert_num_queries(queries_of):
            client.get(path)


CYCLE, LIST = 9, 6
