"""A ballot of 250 projects: the same queries as for one, a page that is light, and a draft that fits into one cookie."""

import gzip
import random
import time

import pytest

from budgeting.voting import drafts
from tests.budgeting.voting.large import a_big_vote
from tests.budgeting.voting.test_pages import path, step

pytestmark = pytest.mark.django_db

MANY = 250
METHODS = {
    "approval": {"picks_max": None},
    "cumulative": {"method": "cumulative", "picks_max": None, "points": 1000},
    "ranking": {"method": "ranking", "picks_max": None},
}


@pytest.mark.parametrize("projects", [1, 3, MANY])
def test_the_pages_of_a_ballot_cost_the_same_queries_however_many_projects(
    client, kim, projects, django_assert_num_queries
):
    vote = a_big_vote(projects)
    client.force_login(kim)
    for address, queries in (
        (path(vote), 14),
        (step(vote), 12),
        (f"{step(vote)}?view=map", 12),
        (path(vote, "review/"), 11),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("method", METHODS)
def test_a_page_of_250_projects_is_lighter_than_60_kilobytes(client, kim, method):
    vote = a_big_vote(MANY, **METHODS[method])
    client.force_login(kim)
    page = client.get(step(vote))
    began = time.process_time()
    page = client.get(step(vote))
    spent = time.process_time() - began
    plain = page.content
    if page.get("Content-Encoding") == "gzip":
        plain = gzip.decompress(plain)
    light = len(gzip.compress(plain, 6))
    print(f"{method}: {len(plain):,} bytes, {light:,} compressed, {spent * 1000:.0f} ms of processor time")
    assert plain.count(b'class="item"') == MANY
    assert light < 60_000


@pytest.mark.parametrize("method", METHODS)
def test_everything_chosen_on_250_projects_fits_into_one_cookie(client, kim, method):
    vote = a_big_vote(MANY, **METHODS[method])
    client.force_login(kim)
    chance, order = random.Random(1), [one.number for one in vote.projects]
    chance.shuffle(order)
    post = {"shown": " ".join(str(one.pk) for one in vote.projects), "mark": order, "do": "update"}
    if method == "approval":
        post["project"] = order
    elif method == "cumulative":
        post |= {f"points-{one.pk}": chance.randint(1, 4) for one in vote.projects}
    client.post(step(vote), post)
    if method == "ranking":
        for number in order:
            client.post(step(vote), {"shown": post["shown"], "add": number, "mark": order})
    cookie = client.cookies[f"ballot-{vote.cycle.pk}"].value
    print(f"{method}: a cookie of {len(cookie)} bytes")
    assert len(cookie) <= drafts.LARGEST
    page = client.get(path(vote, "review/")).content.decode()
    assert page.count('name="choice"') == MANY
