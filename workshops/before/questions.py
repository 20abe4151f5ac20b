"""Whether the host's questions are answered as they ask."""

from collections.abc import Mapping

from workshops.before import refusals
from workshops.models import Question, Workshop

MOST = 10
ANSWER_MAX = 500
YES, NO = "yes", "no"
KEPT_DAYS = 30  # after the end: then answers and what people need to take part are deleted


def checked_answers(workshop: Workshop, answers: Mapping[int, str]) -> dict[int, str]:
    """The answers to this workshop's questions, without empty ones. Raises AnswersMissing, AnswerNotOffered."""
    given = {}
    for question in workshop.questions.all():
        text = answers.get(question.pk, "").strip()[:ANSWER_MAX]
        if not text and question.required:
            raise refusals.AnswersMissing(question=str(question))
        if text and not _offered(question, text):
            raise refusals.AnswerNotOffered(question=str(question))
        if text:
            given[question.pk] = text
    return given


def _offered(question: Question, text: str) -> bool:
    if question.kind == Question.Kind.CHOICE:
        return text in question.choices
    return question.kind != Question.Kind.YES_NO or text in (YES, NO)
