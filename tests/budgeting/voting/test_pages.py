"""The pages of a vote, without JavaScript."""

import re
import zlib
from base64 import urlsafe_b64decode
from uuid import uuid4

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import RequestFactory

from budgeting.voting import queries
from budgeting.voting.finding import find_receipt
from budgeting.voting.models import Reminder, SealedBallot
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def path(vote, tail=""):
    return f"/vote/{vote.cycle.slug}/{tail}"


def step(vote):
    return path(vote, f"ballot/{vote.envelope.key}/")


def tick(client, vote, *places, do="update", **more):
    shown = " ".join(str(project.pk) for project in vote.projects)
    chosen = [vote.projects[at].number for at in places]
    return client.post(step(vote), {"shown": shown, "project": chosen, "do": do, **more})


def fields(response, name):
    return re.findall(rf'name="{name}" value="([^"]*)"', response.content.decode())


def cast(client, vote):
    page = client.get(path(vote, "review/"))
    return client.post(path(vote, "review/"), {"key": fields(page, "key"), "choice": fields(page, "choice")})


def test_a_citizen_chooses_reviews_casts_and_gets_a_receipt(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    assert client.get(path(vote, "ballot/")).url == step(vote)
    assert tick(client, vote, 0, 2).status_code == 302
    assert client.get(step(vote)).content.decode().count(" checked") == 2
    assert tick(client, vote, 0, 2, do="next").url == path(vote, "review/")
    answer = cast(client, vote)
    assert answer.url == path(vote, "receipt/")
    page = client.get(answer.url).content.decode()
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", page).group()
    assert find_receipt(code).current
    assert str(vote.cycle.process) in page, "a receipt on paper says of which vote"
    for project in vote.projects:
        assert project.title not in page


def test_the_screen_says_whether_a_vote_was_cast(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    client.cookies["django_language"] = "en"
    for page in (path(vote), step(vote), path(vote, "review/")):
        assert "You have not voted yet." in client.get(page).content.decode()
    vote.cast(kim, 0)
    for page in (path(vote), step(vote), path(vote, "review/")):
        assert "You have voted." in client.get(page).content.decode()


def test_the_unfinished_ballot_is_in_the_browser_only(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 1)
    cookie = client.cookies[f"ballot-{vote.cycle.pk}"]
    assert cookie["httponly"]
    held = urlsafe_b64decode(cookie.value + "=" * (-len(cookie.value) % 4))
    with pytest.raises(zlib.error):
        zlib.decompress(held)  # sealed, not merely packed
    for session in Session.objects.all():
        assert "ballot" not in str(session.get_decoded())


def test_somebody_else_at_the_same_browser_does_not_see_the_draft(client, kim, lee):
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 1)
    kept = client.cookies[f"ballot-{vote.cycle.pk}"].value
    client.force_login(lee)
    client.cookies[f"ballot-{vote.cycle.pk}"] = kept
    assert " checked" not in client.get(step(vote)).content.decode()


def test_whoever_leaves_the_ballot_keeps_what_was_chosen_and_is_told_that_it_waits(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    page = client.get(step(vote)).content.decode()
    assert 'class="mainnav"' not in page  # nothing leads away but the one door
    assert 'value="back"' not in page
    assert page.index('value="update"') < page.index('value="leave"')  # what the Enter key presses
    away = re.findall(
        r'<a [^>]*href="/(?!vote/)[^"]*"[^>]*>', page.partition("<main")[2].partition("</main>")[0]
    )
    assert away  # about each project
    assert all('target="_blank"' in link for link in away)
    assert "투표 시작하기" in client.get(path(vote)).content.decode()
    assert tick(client, vote, 0, do="leave").url == path(vote)
    start = client.get(path(vote)).content.decode()
    assert "고른 사업: 1개" in start
    assert "이어서 투표하기" in start
    assert client.get(step(vote)).content.decode().count(" checked") == 1


def test_back_leads_to_the_envelope_before_and_keeps_what_was_chosen_even_too_much(client, kim):
    vote = making.a_vote(prepared=False, open_now=False)
    second = factories.an_envelope(vote.cycle, position=1, amount=1000, picks_max=1)
    more = [factories.a_project(second, cost=100) for _ in range(2)]
    making.begin(vote)
    client.force_login(kim)
    here = path(vote, f"ballot/{second.key}/")
    assert f"이전: {vote.envelope.name}" in client.get(here).content.decode()
    sent = {"shown": " ".join(str(one.pk) for one in more), "project": [one.number for one in more]}
    assert client.post(here, {**sent, "do": "back"}).url == step(vote)
    assert client.get(here).content.decode().count(" checked") == 2
    assert f'href="{here}">이전: {second.name}' in client.get(path(vote, "review/")).content.decode()


def test_what_a_filter_hides_stays_chosen(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 0)
    other = vote.projects[1]
    client.post(step(vote), {"shown": str(other.pk), "project": [other.number], "do": "update"})
    page = client.get(path(vote, "review/"))
    assert sorted(fields(page, "choice")) == sorted(
        f"{vote.envelope.key}:{vote.projects[at].number}" for at in (0, 1)
    )


def test_too_many_offers_to_take_one_out(client, kim):
    vote = making.a_vote(picks_max=2)
    client.force_login(kim)
    answer = tick(client, vote, 0, 1, 2, do="next")
    assert answer.status_code == 422
    assert sorted(fields(answer, "drop")) == sorted(project.number for project in vote.projects)
    tick(client, vote, 0, 1, 2, drop=vote.projects[2].number)
    assert tick(client, vote, 0, 1, do="next").status_code == 302


def test_a_knapsack_over_its_budget_offers_swaps_with_what_is_left(client, kim):
    vote = making.a_vote((600, 500, 400), method="knapsack", picks_max=None)
    client.force_login(kim)
    page = tick(client, vote, 0, 1, do="next")
    assert page.status_code == 422
    assert len(fields(page, "drop")) == 2


def test_the_module_gets_the_bar_alone_and_the_draft_is_kept(client, kim, settings):
    settings.BALLOT_REAUTHENTICATION = True
    vote = making.a_vote()
    client.force_login(kim)
    answer = tick(client, vote, 0, do="bar")
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'role="status"' in answer.content.decode()
    assert " checked" in client.get(step(vote)).content.decode()


def test_the_same_form_sent_twice_is_one_ballot(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 0)
    page = client.get(path(vote, "review/"))
    body = {"key": fields(page, "key"), "choice": fields(page, "choice")}
    client.post(path(vote, "review/"), body)
    client.post(path(vote, "review/"), body)
    assert SealedBallot.objects.count() == 1


def test_the_order_is_the_voters_own_and_stays(client, kim, lee):
    vote = making.a_vote(range(100, 900, 20), picks_max=3)

    def order(person):
        client.force_login(person)
        return fields(client.get(step(vote)), "project")

    first = order(kim)
    assert first == order(kim)
    assert first != order(lee)
    assert sorted(first) == sorted(order(lee))


@pytest.mark.parametrize(
    "code", ["accounts.sign_in_first", "voting.not_verified", "voting.wrong_basis", "voting.not_on_roll"]
)
def test_every_reason_why_not_is_said_with_a_way_forward(client, code, newcomer):
    worker = factories.a_resident("worker")
    worker.residency.basis = "organisation"
    worker.residency.save()
    vote = making.a_vote()
    people = {
        "voting.not_verified": newcomer,
        "voting.wrong_basis": worker,
        "voting.not_on_roll": factories.a_resident("late"),
    }
    if code in people:
        client.force_login(people[code])
    page = client.get(path(vote)).content.decode()
    assert f'data-refusal="{code}"' in page
    assert client.get(path(vote, "ballot/")).status_code in (302, 403)


@pytest.mark.parametrize("state", ["voting.not_prepared", "voting.not_open", "voting.closed"])
def test_a_vote_that_is_not_open_says_when(client, kim, state):
    vote = making.a_vote(open_now=state != "voting.not_open", prepared=state != "voting.not_prepared")
    if state == "voting.closed":
        vote.end()
    client.force_login(kim)
    assert f'data-refusal="{state}"' in client.get(path(vote)).content.decode()
    assert client.get(path(vote, "ballot/")).status_code == 409


def signed_in(client, person, seconds_ago):
    """As allauth notes it in the session at a sign-in."""
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, person, method="password")
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= seconds_ago
    request.session.save()


def test_somebody_who_signed_in_just_now_casts_at_once(client, kim, settings):
    settings.BALLOT_REAUTHENTICATION = True
    vote = making.a_vote()
    client.force_login(kim)
    signed_in(client, kim, 60)
    tick(client, vote, 1)
    assert cast(client, vote).url == path(vote, "receipt/")


def test_a_session_that_is_not_fresh_must_confirm_first(client, kim, settings):
    settings.BALLOT_REAUTHENTICATION = True
    kim.set_password("a long pass phrase")
    kim.save()
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 1)
    signed_in(client, kim, 3600)
    answer = client.post(
        path(vote, "review/"),
        {"key": str(uuid4()), "choice": f"{vote.envelope.key}:{vote.projects[1].number}"},
    )
    assert answer.url.startswith("/account/reauthenticate/")
    assert not SealedBallot.objects.exists()
    for session in Session.objects.all():
        assert vote.envelope.key not in str(session.get_decoded())


def test_a_person_without_a_password_signs_in_anew_and_the_draft_is_kept(client, kim, settings):
    settings.BALLOT_REAUTHENTICATION = True
    kim.set_unusable_password()
    kim.save()
    vote = making.a_vote()
    client.force_login(kim)
    tick(client, vote, 1)
    signed_in(client, kim, 3600)
    answer = client.post(
        path(vote, "review/"),
        {"key": str(uuid4()), "choice": f"{vote.envelope.key}:{vote.projects[1].number}"},
    )
    assert answer.url.startswith("/account/login/")
    client.force_login(kim)
    assert " checked" in client.get(step(vote)).content.decode()


def test_a_receipt_is_looked_up_without_its_code_in_an_address(client, kim):
    vote = making.a_vote()
    first = vote.cast(kim, 0)
    answer = client.post("/vote/receipt/", {"code": first.code})
    assert answer.status_code == 200
    assert find_receipt(first.code).current
    vote.cast(kim, 1)
    assert not find_receipt(first.code).current
    assert find_receipt("0000-0000-0000-0000") is None
    assert client.post("/vote/receipt/", {"code": "?"}).status_code == 422


def test_turnout_is_told_from_ten_voters_on(client):
    people = making.voters(10)
    vote = making.a_vote()
    for person in people[:9]:
        vote.cast(person, 0)
    assert queries.turnout(vote.group) is None
    cache.clear()
    vote.cast(people[9], 0)
    assert queries.turnout(vote.group) == 10


def test_nothing_is_told_before_the_count_where_the_rules_say_so(client):
    vote = making.a_vote(publication="close")
    cache.set(f"voting.turnout.{vote.group.pk}", 500)
    assert queries.turnout(vote.group) is None
    assert "500" not in client.get(f"/vote/{vote.cycle.slug}/").content.decode()


def test_a_reminder_is_asked_for_and_dropped(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    client.post(path(vote, "remind/"), {"wanted": "yes"})
    client.post(path(vote, "remind/"), {"wanted": "yes"})
    assert Reminder.objects.count() == 1
    client.post(path(vote, "remind/"), {"wanted": "no"})
    assert Reminder.objects.count() == 0


def test_ballot_pages_are_not_cached_anywhere(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    for page in (path(vote), step(vote), path(vote, "review/"), path(vote, "receipt/"), "/vote/receipt/"):
        assert "no-store" in client.get(page)["Cache-Control"]


@pytest.mark.parametrize("projects", [1, 3])
def test_the_ballot_page_costs_the_same_queries_however_many_projects(
    client, kim, projects, django_assert_num_queries
):
    vote = making.a_vote([100] * projects)
    client.force_login(kim)
    client.get(step(vote))
    with django_assert_num_queries(12):
        assert client.get(step(vote)).status_code == 200
