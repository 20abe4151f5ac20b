"""The host's questions: asked of everybody alike, answered as offered, seen by hosts, forgotten after a while."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import StaleState
from tests import factories
from workshops.before import refusals
from workshops.domain import waiting
from workshops.domain.arranging import Asked, set_questions
from workshops.domain.forgetting import forget
from workshops.domain.registering import cancel_registration, register
from workshops.models import QuestionAnswer, Registration, Workshop


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


ASKED = (
    Asked("어느 모둠을 원합니까?", kind="choice", choices=("가", "나"), required=True),
    Asked("처음 오십니까?", kind="yes_no"),
    Asked("궁금한 점"),
)


@pytest.fixture
def asking(seo: User) -> Workshop:
    workshop = factories.a_workshop(state="planned", capacity=1)
    set_questions(seo, workshop, ASKED)
    Workshop.objects.filter(pk=workshop.pk).update(state="announced")
    return Workshop.objects.get(pk=workshop.pk)


def test_answers_are_taken_as_they_are_offered(asking: Workshop, kim: User) -> None:
    table, first, _open = asking.questions.all()
    with pytest.raises(refusals.AnswersMissing):
        register(kim, asking, at=now())
    for wrong in ({table.pk: "다"}, {table.pk: "가", first.pk: "아마"}):
        with pytest.raises(refusals.AnswerNotOffered):
            register(kim, asking, at=now(), answers=wrong)
    assert not Registration.objects.exists()
    seat = register(kim, asking, at=now(), answers={table.pk: "나", first.pk: "yes", 999_999: "fremd"})
    assert {one.question_id: one.text for one in seat.answers.all()} == {table.pk: "나", first.pk: "yes"}


def test_questions_are_fixed_when_the_workshop_is_announced(asking: Workshop, seo: User) -> None:
    with pytest.raises(StaleState):
        set_questions(seo, asking, [])
    assert asking.questions.count() == 3


def test_answers_wait_in_line_and_come_along(asking: Workshop, kim: User, lee: User) -> None:
    table = asking.questions.get(position=0)
    seat = register(kim, asking, at=now(), answers={table.pk: "가"})
    asking.refresh_from_db()
    with pytest.raises(refusals.AnswersMissing):
        waiting.join(lee, asking, at=now())
    entry = waiting.join(lee, asking, at=now(), answers={table.pk: "나"})
    cancel_registration(kim, seat, at=now())
    assert waiting.take(lee, entry, at=now()).answers.get().text == "나"


def test_answers_and_needs_are_deleted_a_month_after(asking: Workshop, kim: User) -> None:
    table = asking.questions.get(position=0)
    register(kim, asking, at=now(), needs="휠체어", answers={table.pk: "가"})
    assert forget(asking.ends_at + timedelta(days=29)) == 0
    assert forget(asking.ends_at + timedelta(days=30)) == 1
    assert not QuestionAnswer.objects.exists()
    assert Registration.objects.get().needs == ""


def test_the_form_asks_and_the_host_reads(client: Client, asking: Workshop, kim: User, seo: User) -> None:
    client.cookies["django_language"] = "ko"
    client.force_login(kim)
    table, first, words = asking.questions.all()
    page = client.get(f"/workshops/{asking.code}/register/").content.decode()
    assert "어느 모둠을 원합니까?" in page
    assert "30일 뒤에 삭제합니다" in page
    assert client.post(f"/workshops/{asking.code}/register/", {"name": "김"}).status_code == 422
    given = {
        "name": "김",
        f"question_{table.pk}": "나",
        f"question_{first.pk}": "no",
        f"question_{words.pk}": "주차",
    }
    assert client.post(f"/workshops/{asking.code}/register/", given).status_code == 302
    assert "주차" not in client.get(asking.get_absolute_url()).content.decode()
    client.force_login(seo)
    assert "주차" in client.get(f"/workshops/desk/{asking.code}/people/").content.decode()


def test_programs_answer_by_the_ids_of_the_questions(asking: Workshop, kim: User, client: Client) -> None:
    client.force_login(kim)
    path = f"/api/v1/workshops/{asking.code}/registration/"
    asked = client.get(f"/api/v1/workshops/{asking.code}/").json()["questions"]
    headers = {"content_type": "application/json"}
    assert client.post(path, {"answers": {"x": "가"}}, **headers).status_code == 422
    missing = client.post(path, {}, **headers)
    assert missing.status_code == 422
    assert missing.json()["type"].endswith("workshops.answers_missing")
    made = client.post(path, {"answers": {str(asked[0]["id"]): "가"}}, **headers)
    assert (made.status_code, made.json()["companions"]) == (201, 0)


def test_the_host_writes_questions_in_the_form(client: Client, seo: User) -> None:
    workshop = factories.a_workshop(state="planned")
    client.force_login(seo)
    rows = {
        "question-TOTAL_FORMS": 2, "question-INITIAL_FORMS": 0, "question-0-text": "모둠", "question-0-kind": "choice",
        "question-0-choices": "가", "question-1-text": "",
    }  # fmt: skip
    path = f"/workshops/desk/{workshop.code}/questions/"
    assert client.post(path, rows).status_code == 422
    assert (
        client.post(path, rows | {"question-0-choices": "가\n나\n", "question-0-required": "on"}).status_code
        == 302
    )
    question = workshop.questions.get()
    assert (question.choices, question.required) == (["가", "나"], True)
