"""A moderator hides an opinion of a public record: nobody reads it, nothing counts it, nothing goes on with it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.moderation.domain.deciding import decide
from civic.opendata.catalogue import registry as datasets
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops import queries, refusals
from workshops.domain import answering, outcomes, proposing, recording, routing
from workshops.domain.importing import import_conversation
from workshops.domain.planning import announce_workshop
from workshops.models import Opinion, Workshop

pytestmark = pytest.mark.django_db
TEXT = "김아무개 씨는 사기꾼입니다."


@pytest.fixture
def said(today: Workshop, seo: User, kim: User) -> Opinion:
    """In a public record, given to the safety division, said by kim; another one is answered."""
    seat = registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    opinion = routed(an_opinion(today, seo, TEXT, speaker=seat), seo)
    other = routed(an_opinion(today, seo, "가로등"), seo)
    recording.publish_record(seo, today, at=now())
    answering.answer_opinion(factories.a_staff_member("yoon", "officer"), other, DONE, at=now())
    return Opinion.objects.select_related("workshop").get(pk=opinion.pk)


def hide(opinion: Opinion, by: User) -> Opinion:
    decide(by, opinion, outcome="hidden", rule="personal_data", reason="이름이 있습니다.")
    return Opinion.objects.select_related("workshop").get(pk=opinion.pk)


def show(opinion: Opinion, by: User) -> Opinion:
    decide(by, opinion, outcome="restored", reason="다시 보았습니다.")
    return Opinion.objects.select_related("workshop").get(pk=opinion.pk)


def test_anybody_may_report_what_stands_in_a_record(said: Opinion, client: Client, lee: User) -> None:
    page = client.get(said.workshop.get_absolute_url()).content.decode()
    report = f"/moderation/report/{said.moderation_subject}/"
    assert report in page
    client.force_login(lee)
    assert client.get(report).status_code == 200
    Workshop.objects.filter(pk=said.workshop_id).update(access="private")
    assert client.get(report).status_code == 404


def test_what_is_hidden_stands_nowhere_and_counts_nowhere(said: Opinion, park: User, client: Client) -> None:
    hide(said, park)
    code = said.workshop.code
    pages = (
        f"/workshops/{code}/",
        f"/workshops/{code}/report/",
        f"/api/v1/workshops/{code}/opinions/",
        "/moderation/",
    )
    for path in pages:
        assert TEXT not in client.get(path).content.decode()
    assert TEXT not in str(list(datasets["opinions"].rows()))
    assert queries.outcome_of_a_year(now() + timedelta(days=1)).total == 1
    assert outcomes.recount() == [], "the stored figure follows by itself"


def test_nothing_goes_on_with_what_is_hidden(
    said: Opinion, park: User, seo: User, yoon: User, kim: User
) -> None:
    hidden = hide(said, park)
    with pytest.raises(refusals.OpinionHidden):
        answering.answer_opinion(yoon, hidden, DONE, at=now())
    due = now() + timedelta(days=3)
    with pytest.raises(refusals.OpinionHidden):
        routing.route_opinions(
            seo, [hidden], department=factories.a_department("parks"), due_at=due, at=now()
        )
    for actor in (seo, kim):
        with pytest.raises(refusals.OpinionHidden):
            proposing.propose(
                actor, hidden, title="x", body="y", area=factories.a_city(), topic=None, at=now()
            )


def test_the_last_that_waited_is_hidden_and_comes_back(
    said: Opinion, park: User, seo: User, yoon: User
) -> None:
    """Then every opinion is answered; when it is shown again, one is not."""
    workshop = said.workshop
    assert workshop.state == "recorded"
    hidden = hide(said, park)
    assert (hidden.workshop.state, hidden.workshop.reported_at is None) == ("reported", False)
    shown = show(hidden, park)
    assert (shown.workshop.state, shown.workshop.reported_at) == ("recorded", None)
    assert outcomes.recount() == []
    assert queries.outcome_of_a_year(now() + timedelta(days=1)).open == 1
    answering.answer_opinion(yoon, shown, DONE, at=now())
    assert Workshop.objects.get(pk=workshop.pk).state == "reported"


def test_who_said_it_sees_that_it_is_hidden_and_the_way_to_the_reason(
    said: Opinion, park: User, kim: User, client: Client
) -> None:
    hide(said, park)
    client.force_login(kim)
    page = client.get("/workshops/mine/").content.decode()
    assert TEXT in page
    assert f"/moderation/appeal/{said.moderation_subject}/" in page
    assert f"/workshops/opinions/{said.uuid}/propose/" not in page
    assert client.get(f"/moderation/appeal/{said.moderation_subject}/").status_code == 200


def test_an_opinion_hidden_before_the_record_is_public_is_not_counted(
    held: Workshop, seo: User, park: User
) -> None:
    hide(an_opinion(held, seo, TEXT), park)
    an_opinion(held, seo, "가로등")
    recording.publish_record(seo, held, at=now())
    assert queries.outcome_of_a_year(now() + timedelta(days=1)).total == 1
    assert outcomes.recount() == []


def test_taking_a_conversation_in_again_shows_nothing_that_was_hidden_here(
    tmp_path: Path, park: User
) -> None:
    (tmp_path / "summary.csv").write_text("topic,밤길\nurl,https://polis/abc\n")
    head = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    (tmp_path / "comments.csv").write_text(
        f"{head}1700000000000,0,1,1,0,1,가로등\n1700000000000,1,1,1,0,1,{TEXT}\n"
    )
    (tmp_path / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n1700000000000,0,1,1\n")
    where = {"area": factories.a_city(), "department": factories.a_department()}
    import_conversation(tmp_path, **where)
    hide(Opinion.objects.get(external_id="1"), park)
    import_conversation(tmp_path, **where)
    assert Opinion.objects.get(external_id="1").hidden_at is not None
    assert Opinion.objects.get(external_id="0").hidden_at is None


@pytest.mark.parametrize("access", ["private", "open"])
def test_the_thread_of_a_workshop_is_for_whoever_may_see_it(
    access: str, seo: User, kim: User, client: Client
) -> None:
    workshop = announce_workshop(seo, factories.ready(factories.a_workshop(state="planned")), at=now())
    Workshop.objects.filter(pk=workshop.pk).update(access=access)
    expected = 404 if access == "private" else 200
    assert client.get(f"/comments/{workshop.thread_id}/").status_code == expected
    client.force_login(kim)
    sent = {"body": "안녕하세요", "stance": "neutral"}
    answer = client.post(f"/comments/{workshop.thread_id}/", sent).status_code
    assert (answer == 404) is (access == "private")
