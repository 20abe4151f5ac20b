"""The orders of the list: each shows everything once over its pages, whatever it is read off."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", ["newest", "supported", "discussed", "random", "near"])
def test_an_order_shows_everything_once_over_its_pages(client, kim, order):
    call = factories.a_call()
    for n in range(55):
        one = factories.a_proposal(author=kim, call=call, title=f"제안 {n}", support_count=n % 3)
        type(one.thread).objects.filter(pk=one.thread_id).update(comment_count=n % 4)
    for seed in range(4 if order == "random" else 1):
        seen, query = [], {"order": order, "seed": seed}
        while True:
            page = client.get("/api/v1/proposals/", query).json()
            seen += [row["number"] for row in page["results"]]
            if page["next"] is None:
                break
            query["after"] = page["next"]
        assert len(seen) == len(set(seen)) == 55


def test_one_letter_is_looked_for_at_the_beginning_of_titles(client, kim):
    call = factories.a_call()
    factories.a_proposal(author=kim, call=call, title="육교 승강기")
    factories.a_proposal(author=kim, call=call, title="승강기 육교")
    [card] = client.get("/proposals/?q=육").context["cards"]
    assert card["title"] == "육교 승강기"
