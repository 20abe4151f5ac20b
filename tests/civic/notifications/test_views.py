"""Inbox, settings, unsubscribing and the page of what was given up, in the browser."""

from typing import Any

import pytest
from django.conf import settings
from django.core import mail as post
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.notifications import context
from civic.notifications.domain.backing_off import TRIES
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Mail, Message, Preference
from civic.notifications.rendering import Rendered, rendered
from civic.notifications.unsubscribing import read_token, unsubscribe_path
from tests.civic.header import header_queries
from tests.civic.notifications.conftest import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("happened")]


def test_a_notice_is_read_in_the_language_of_the_reader(kim: User) -> None:
    event = say(kim, title="골목", title_en="Alley", due="2026-03-04", cost_won=1_250_000_000)
    with translation.override("ko"):
        assert rendered(event).body == "골목: 2026. 3. 4.(수), 12억 5,000만 원"
    with translation.override("en"):
        assert rendered(event).body == "Alley: Wed 4 March 2026, ₩1.25 billion"


def test_a_notice_stays_readable_when_its_values_or_its_kind_are_gone(kim: User) -> None:
    assert "…" in rendered(say(kim)).body
    assert rendered(Event(kind="no.such", params={})).title


def test_the_inbox_shows_marks_and_opens(client: Client, kim: User) -> None:
    say(kim, title="골목")
    deliver_waiting()
    client.force_login(kim)
    message = Message.objects.get()
    page = client.get("/inbox/").content.decode()
    assert "골목" in page
    assert reverse("notifications:open", args=[message.pk]) in page
    response = client.get(reverse("notifications:open", args=[message.pk]))
    assert (response.status_code, response["Location"]) == (302, "/me/")
    message.refresh_from_db()
    assert message.read_at is not None


def test_one_or_all_messages_are_marked_as_read(client: Client, kim: User) -> None:
    for n in range(3):
        say(kim, once=f"{n}")
    deliver_waiting()
    client.force_login(kim)
    first = Message.objects.order_by("id")[0]
    client.post("/inbox/read/", {"message": first.pk})
    assert Message.objects.filter(read_at__isnull=False).count() == 1
    client.post("/inbox/read/")
    assert not Message.objects.filter(read_at__isnull=True).exists()


def test_nobody_reads_or_marks_the_messages_of_another(client: Client, kim: User, lee: User) -> None:
    say(kim)
    deliver_waiting()
    of_lee = Message.objects.get(user=lee)
    client.force_login(kim)
    assert client.get(reverse("notifications:open", args=[of_lee.pk])).status_code == 404
    client.post("/inbox/read/", {"message": of_lee.pk})
    of_lee.refresh_from_db()
    assert of_lee.read_at is None


def test_somebody_who_is_not_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    for path in ("/inbox/", "/inbox/settings/", "/inbox/undelivered/"):
        assert client.get(path)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_costs_a_fixed_number_of_queries(
    count: int, client: Client, kim: User, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        say(kim, once=f"{n}")
    deliver_waiting()
    client.force_login(kim)
    client.get("/inbox/")
    with django_assert_num_queries(4 + header_queries()):  # session, person, roles, messages
        response = client.get("/inbox/")
    assert len(response.context["lines"]) == count


def test_the_unread_count_is_one_query_and_only_when_asked(
    kim: User, rf: Any, django_assert_num_queries: Any
) -> None:
    say(kim)
    deliver_waiting()
    request = rf.get("/")
    request.user = kim
    with django_assert_num_queries(0):
        given = context.unread(request)
    template = engines["django"].from_string("{% if unread_count %}{{ unread_count }}{% endif %}")
    with django_assert_num_queries(1):
        assert template.render(given) == "1"


def test_the_settings_keep_every_family(client: Client, kim: User) -> None:
    client.force_login(kim)
    assert client.get("/inbox/settings/").context["form"].initial["proposals"] is True
    client.post("/inbox/settings/", {"budget": "on"})
    chosen = dict(Preference.objects.filter(user=kim).values_list("family", "by_mail"))
    assert (chosen["budget"], chosen["proposals"]) == (True, False)


def test_one_click_in_the_mail_program_ends_a_family_without_signing_in(kim: User) -> None:
    say(kim)
    deliver_waiting()
    mail = post.outbox[0]
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    outside = Client(enforce_csrf_checks=True)
    assert outside.get(path).status_code == 200
    assert not Preference.objects.exists()  # mail scanners follow links: a GET changes nothing
    assert outside.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Preference.objects.values_list("user", "family", "by_mail")) == [(kim.pk, "proposals", False)]
    say(kim, once="again")
    deliver_waiting()
    assert len(post.outbox) == 1


def test_a_broken_unsubscribe_link_says_so(client: Client, kim: User) -> None:
    path = unsubscribe_path(kim, "proposals")
    assert client.get(path[:-4] + "xxx/").status_code == 404
    assert read_token("nonsense") is None


def test_the_same_message_id_for_every_try_and_another_for_everybody_else(kim: User, lee: User) -> None:
    from civic.notifications.domain.composing import message_id

    say(kim)
    deliver_waiting()
    Mail.objects.update(sent_at=None, next_try_at=timezone.now())
    deliver_waiting()
    ids = [mail.extra_headers["Message-ID"] for mail in post.outbox]
    assert len(ids) == 4
    assert len(set(ids)) == 2
    assert all(kim.email not in one for one in ids)
    assert {message_id(mail) for mail in Mail.objects.all()} == set(ids)


def test_a_mail_is_written_in_the_language_of_its_reader(kim: User, lee: User) -> None:
    User.objects.filter(pk=lee.pk).update(language="en")
    say(kim)
    deliver_waiting()
    subjects = {mail.to[0]: mail.subject for mail in post.outbox}
    assert subjects == {kim.email: "알림 설정", lee.email: "Notification settings"}


def test_the_subject_of_a_mail_names_what_it_is_about(kim: User, lee: User) -> None:
    """Two answers to two proposals had one subject, and mail programs showed them as one conversation."""
    User.objects.filter(pk=lee.pk).update(language="en")
    say(kim, title="골목 안내등", title_en="Lights in\nthe alley")
    deliver_waiting()
    subjects = {mail.to[0]: mail.subject for mail in post.outbox}
    assert subjects == {
        kim.email: "알림 설정: 골목 안내등", lee.email: "Notification settings: Lights in the alley"
    }  # fmt: skip


def test_a_long_title_is_cut_in_the_subject_and_a_notice_that_names_its_matter_stays(kim: User) -> None:
    long = rendered(say(kim, title="가" * 80)).line
    assert long.endswith("가…")
    assert len(long) < 80
    assert Rendered("토론회: 골목", "", "", "/", "").line == "토론회: 골목"


@pytest.fixture
def given_up(kim: User) -> Mail:
    say(kim)
    deliver_waiting()
    Mail.objects.filter(message__user=kim).update(
        sent_at=None, given_up_at=timezone.now(), tries=TRIES, last_error="550"
    )
    return Mail.objects.get(message__user=kim)


def test_an_administrator_tries_again_what_was_given_up(
    client: Client, kim: User, given_up: Mail, admin: User, settings: Any
) -> None:
    settings.DEMO_MODE = True
    dead = Event.objects.create(kind="no.such", key="no.such:1:", subject="x:1", tries=TRIES)
    client.force_login(admin)
    page = client.get("/inbox/undelivered/").content.decode()
    assert kim.email in page
    assert "no.such" in page
    client.post(reverse("notifications:retry_mail", args=[given_up.pk]))
    client.post(reverse("notifications:retry_event", args=[dead.pk]))
    deliver_waiting()
    given_up.refresh_from_db()
    dead.refresh_from_db()
    assert given_up.sent_at is not None
    assert dead.tries == 1
    assert Entry.objects.filter(verb="notifications.retried").count() == 2
    assert client.post(reverse("notifications:retry_mail", args=[given_up.pk])).status_code == 409


def test_only_administrators_see_what_was_given_up(
    client: Client, kim: User, park: User, given_up: Mail, settings: Any
) -> None:
    settings.DEMO_MODE = True
    for person in (kim, park):
        client.force_login(person)
        assert client.get("/inbox/undelivered/").status_code == 403
        assert client.post(reverse("notifications:retry_mail", args=[given_up.pk])).status_code == 403


def test_the_words_of_a_notice_and_the_reasons_of_the_log_are_never_cut_off(
    client: Client, kim: User
) -> None:
    """A list shortens what a link leads to; here nothing longer follows."""
    say(kim, title="까닭 " * 40)
    deliver_waiting()
    client.force_login(kim)
    assert "item__summary" not in client.get("/inbox/").content.decode()
    assert "item__summary" not in (settings.BASE_DIR / "templates" / "moderation" / "log.html").read_text()
