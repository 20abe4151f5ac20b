"""The invented city of the measurements: what is streamed into the tables is whole, and its searches read the indexes."""

import pytest
from django.contrib.auth.models import AnonymousUser

from civic.comments.models import Comment, Thread
from proposals import gist
from proposals.models import Proposal, Support
from proposals.queries import similar_to
from tests import factories
from tests.benchmarks import synthetic

pytestmark = pytest.mark.django_db
MANY = 60


def test_the_invented_city_is_whole(client):
    people = [factories.a_person(f"person-{n}").pk for n in range(10 * synthetic.SUPPORTS)]
    given = {
        "calls": [factories.a_call().pk],
        "departments": [factories.a_department().pk],
        "topics": [factories.a_topic().pk],
        "areas": [factories.a_borough().pk],
    }
    synthetic.fill(MANY, people=people, **given)
    synthetic.fill(1, people=people, **given)  # adds to what is there
    rows = list(Proposal.objects.defer(None).order_by("pk"))
    assert len(rows) == MANY + 1
    assert all(one.title_keys == gist.keys(one.title) and one.bigrams for one in rows)
    assert Support.objects.count() == sum(one.support_count for one in rows) > MANY
    assert Comment.objects.count() == sum(one.comment_count for one in Thread.objects.all()) > MANY
    assert similar_to(rows[7].title, AnonymousUser())
    assert client.get(f"/proposals/{rows[7].number}/").status_code == 200
    assert factories.a_proposal().pk > rows[-1].pk  # the next row takes the next key
