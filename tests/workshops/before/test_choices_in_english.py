"""What there is to choose from is read in the reader's language and stored in one."""

import pytest
from django.db import IntegrityError
from django.test import Client

from civic.accounts.models import User
from tests import factories
from workshops.domain.arranging import Asked, set_questions
from workshops.models import Question, QuestionAnswer, Workshop

pytestmark = pytest.mark.django_db


def asked(host: User, english: tuple[str, ...]) -> tuple[Workshop, Question]:
    workshop = factories.a_workshop(state="planned")
    choice = Asked("어느 모둠입니까?", "Which table?", "choice", ("놀이기구", "쉼터"), english, required=True)
    question = set_questions(host, workshop, [choice])[0]
    Workshop.objects.filter(pk=workshop.pk).update(state="announced")
    return workshop, question


@pytest.mark.parametrize(("english", "read"), [(("Play", "Shelter"), "Play"), ((), "놀이기구")])
def test_an_english_reader_chooses_in_english(
    english: tuple[str, ...], read: str, seo: User, kim: User, client: Client
) -> None:
    workshop, question = asked(seo, english)
    client.force_login(kim)
    client.cookies["django_language"] = "en"
    path = f"/workshops/{workshop.code}/register/"
    assert read in client.get(path).content.decode()
    sent = {"name": "Kim", f"question_{question.pk}": "놀이기구"}
    assert client.post(path, sent).status_code == 302
    assert QuestionAnswer.objects.get().text == "놀이기구"
    given = client.get(f"/api/v1/workshops/{workshop.code}/").json()["questions"][0]
    assert given["choices_en"] == list(english)


def test_all_choices_are_in_english_or_none(seo: User, client: Client) -> None:
    with pytest.raises(IntegrityError):
        asked(seo, ("Play",))


def test_the_form_asks_for_as_many_lines(seo: User, client: Client) -> None:
    workshop = factories.a_workshop(state="planned")
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/questions/"
    row = {"question-0-text": "모둠?", "question-0-kind": "choice", "question-0-choices": "가\n나"}
    sent = {"question-TOTAL_FORMS": "1", "question-INITIAL_FORMS": "0", **row}
    assert client.post(path, {**sent, "question-0-choices_en": "A"}).status_code == 422
    assert client.post(path, {**sent, "question-0-choices_en": "A\nB"}).status_code == 302
    assert Question.objects.get().choices_en == ["A", "B"]
