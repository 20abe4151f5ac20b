"""Reports, the queue and the log in the browser."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from civic.accounts.models import User
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment
from civic.moderation.domain.deciding import decide
from civic.moderation.domain.reporting import appeal, report
from civic.moderation.models import Decision, Report
from tests import factories
from tests.civic.header import header_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments(kim: User, lee: User) -> list[Comment]:
    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    return [write_comment(lee, thread, Words(f"글 {n}")) for n in range(3)]


def subject(comment: Comment) -> str:
    return f"comments.comment:{comment.pk}"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True  # staff would first have to set up a second factor: tested with the accounts


def test_a_report_is_sent_and_stands_in_the_queue(
    client: Client, comments: list[Comment], kim: User, park: User
) -> None:
    client.force_login(kim)
    address = reverse("moderation:report", args=[subject(comments[0])])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"rule": "spam", "text": "광고"}).status_code == 302
    assert Report.objects.get().reporter == kim
    assert client.post(address, {"rule": "spam"}).status_code == 409
    client.force_login(park)
    assert subject(comments[0]) in client.get(reverse("moderation:queue")).content.decode()


def test_somebody_who_is_not_signed_in_is_led_to_the_sign_in_and_back(
    client: Client, comments: list[Comment]
) -> None:
    address = reverse("moderation:report", args=[subject(comments[0])])
    response = client.get(address)
    assert response.status_code == 302
    assert "comments.comment" in response["Location"]


@pytest.mark.parametrize(
    "unknown", ["comments.comment:999999", "accounts.user:1", "nonsense", "comments.comment:x"]
)
def test_what_is_not_there_or_not_registered_is_404(client: Client, kim: User, unknown: str) -> None:
    client.force_login(kim)
    assert client.get(reverse("moderation:report", args=[unknown])).status_code == 404


def test_the_queue_is_for_moderators(client: Client, kim: User, yoon: User) -> None:
    for person in (kim, yoon):
        client.force_login(person)
        assert client.get(reverse("moderation:queue")).status_code == 403


def test_a_moderator_decides_in_the_browser(
    client: Client, comments: list[Comment], kim: User, park: User
) -> None:
    report(kim, comments[0], rule="spam", text="광고")
    client.force_login(park)
    address = reverse("moderation:decide", args=[subject(comments[0])])
    assert "광고" in client.get(address).content.decode()
    assert client.post(address, {"outcome": "hidden", "rule": "", "reason": "x"}).status_code == 422
    assert (
        client.post(address, {"outcome": "hidden", "rule": "spam", "reason": "가게 광고"}).status_code == 302
    )
    assert Decision.objects.get().outcome == "hidden"
    log = client.get(reverse("moderation:log")).content.decode()
    assert "가게 광고" in log
    assert "park" not in log.split("<main")[1]
    assert "lee" not in log.split("<main")[1]


def test_an_author_appeals_in_the_browser(
    client: Client, comments: list[Comment], park: User, lee: User, kim: User
) -> None:
    decide(park, comments[0], outcome="hidden", rule="spam", reason="광고")
    address = reverse("moderation:appeal", args=[subject(comments[0])])
    client.force_login(kim)
    assert client.get(address).status_code == 403
    client.force_login(lee)
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "광고가 아닙니다."}).status_code == 302
    client.force_login(park)
    page = client.get(reverse("moderation:decide", args=[subject(comments[0])])).content.decode()
    assert "광고가 아닙니다." in page
    assert 'data-refusal="moderation.same_moderator"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_a_fixed_number_of_queries(
    count: int,
    client: Client,
    comments: list[Comment],
    kim: User,
    park: User,
    lee: User,
    django_assert_num_queries: Any,
) -> None:
    extra = [write_comment(lee, comments[0].thread, Words(f"x{n}")) for n in range(count)]
    for comment in comments[:count]:
        report(kim, comment, rule="spam")
    for comment in extra:
        appeal(lee, comment, decide(park, comment, outcome="hidden", rule="spam", reason="x"), text="y")
    client.force_login(park)
    with django_assert_num_queries(
        6 + header_queries()
    ):  # session, person, roles, appeals, reports, comments
        response = client.get(reverse("moderation:queue"))
    assert len(response.context["lines"]) == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_a_fixed_number_of_queries(
    count: int, client: Client, comments: list[Comment], park: User, django_assert_num_queries: Any
) -> None:
    for comment in comments[:count]:
        decide(park, comment, outcome="kept", reason="x")
    with django_assert_num_queries(3):  # decisions, comments, the time to decide
        response = client.get(reverse("moderation:log"))
    assert len(response.context["lines"]) == count


def test_a_warned_author_appeals_and_a_second_person_takes_it_back_in_the_browser(
    client: Client, comments: list[Comment], park: User, lee: User
) -> None:
    second = factories.a_staff_member("second", "moderator")
    decide(park, comments[0], outcome="warned", rule="abuse", reason="말을 가려 주십시오.", block_days=7)
    client.force_login(lee)
    address = reverse("moderation:appeal", args=[subject(comments[0])])
    assert "말을 가려 주십시오." in client.get(address).content.decode()
    assert client.post(address, {"text": "심한 말이 아닙니다."}).status_code == 302
    client.force_login(second)
    assert subject(comments[0]) in client.get(reverse("moderation:queue")).content.decode()
    deciding = reverse("moderation:decide", args=[subject(comments[0])])
    page = client.get(deciding).content.decode()
    assert "심한 말이 아닙니다." in page
    assert 'value="hidden"' not in page
    assert (
        client.post(
            deciding, {"outcome": "kept", "reason": "경고는 맞습니다.", "end_block": "on"}
        ).status_code
        == 302
    )
    log = client.get(reverse("moderation:log")).content.decode()
    assert "경고는 맞습니다." in log
