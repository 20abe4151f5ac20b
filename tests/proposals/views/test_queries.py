"""A page costs the same number of queries however many rows it shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.comments.models import Comment
from proposals import queries
from proposals.models import Answer, Debate, Merge, Routing, Rung, Transfer, Version
from tests import factories
from tests.proposals.views.costs import DESK, DETAIL, LIST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("order", ["newest", "supported", "near", "overdue"])
def test_the_list(client, django_assert_num_queries, many, order):
    call = factories.a_call()
    for n in range(many):
        factories.a_proposal(call=call, topic=factories.a_topic(f"t{n}"), area=factories.a_borough())
        factories.a_proposal(call=call, state="review", answer_due_at=timezone.now() - timedelta(days=n + 1),
                             department=factories.a_department(f"d{n}"))  # fmt: skip
    with django_assert_num_queries(LIST):
        response = client.get(f"/proposals/?order={order}")
    assert len(response.context["cards"]) == (many if order in ("near", "overdue") else 2 * many)


@pytest.mark.parametrize("many", [1, 3])
def test_one_proposal(client, kim, yoon, django_assert_num_queries, many):
    proposal = factories.a_proposal(state="review")
    Debate.objects.create(
        proposal=proposal,
        question="할까요?",
        reason="갈림",
        opens_at=timezone.now(),
        closes_at=timezone.now() + timedelta(days=1),
    )
    department = factories.a_department()
    for n in range(many):
        Answer.objects.create(proposal=proposal, department=department, interim=True, text=f"답 {n}")
        Routing.objects.create(proposal=proposal, department=department, reason="")
        Version.objects.create(proposal=proposal, number=n + 1, title="옛 제목", body="옛 글")
        Transfer.objects.create(
            proposal=proposal, body="기관", on="2026-01-01", reason="소관", state_before="open"
        )
        Rung.objects.create(
            proposal=proposal,
            consequence=("answer", "debate", "head")[n],
            count=n,
            answer_days=1,
            reached_at=timezone.now(),
        )
        Merge.objects.create(
            source=factories.a_proposal(call=proposal.call),
            target=proposal,
            reason="같음",
            state_before="open",
        )
        Comment.objects.create(thread=proposal.thread, author=kim, body=f"의견 {n}")
    with django_assert_num_queries(DETAIL):
        page = client.get(f"/proposals/{proposal.number}/")
    assert page.content.decode().count("답 ") >= many


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk(client, yoon, django_assert_num_queries, many):
    for n in range(many):
        factories.a_proposal(state="review", topic=factories.a_topic(f"t{n}"))
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    with django_assert_num_queries(DESK):
        page = client.get("/proposals/desk/")
    assert len(page.context["cards"]) == many


def test_of_proposals_that_a_page_only_names_no_text_is_read(kim):
    call = factories.a_call()
    whole, source = (factories.a_proposal(call=call, author=kim) for _proposal in range(2))
    part = factories.a_proposal(call=call, split_from=whole, merged_into=whole)
    Merge.objects.create(source=source, target=part, reason="같음", state_before="open")
    shown = queries.in_full(kim).get(pk=part.pk)
    for named in (shown.split_from, shown.merged_into, shown.united[0].source):
        assert named.get_deferred_fields() == set(queries.LONG)
    assert "body" not in shown.get_deferred_fields()
