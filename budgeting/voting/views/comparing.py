"""Up to three bookmarked projects side by side. They come from the draft in the browser: no address names them."""

from typing import Any

from django.utils.translation import gettext as _

from budgeting.cycles.models import Project
from budgeting.voting.ballots import Section
from budgeting.voting.drafts import Draft
from civic.common.bilingual import foreign, localized
from civic.common.money import Currency, amount_text

MOST = 3


def context(section: Section, draft: Draft) -> dict[str, Any]:
    """The table: a column a project, a row a question; no query."""
    marked = [each for each in section.projects if each.pk in draft.marks]
    compared, (chosen, _points) = marked[:MOST], draft.of(section)
    return {
        "part": section,
        "envelope": section.envelope,
        "compared": [{"project": each, "chosen": each.number in chosen} for each in compared],
        "left_out": marked[MOST:],
        "rows": [
            (label, [(value(each), foreign(each, field) if field else "") for each in compared])
            for label, field, value in _questions(section.money)
        ],
    }


def _questions(money: Currency) -> list[tuple[str, str, Any]]:
    """Question, the field whose language the answer has where somebody wrote it, and the answer."""
    return [
        (_("Cost"), "", lambda one: amount_text(one.cost, money)),
        (_("Place"), "place", lambda one: localized(one, "place") or (str(one.area) if one.area else "")),
        (_("Topic"), "", lambda one: str(one.topic) if one.topic else ""),
        (_("Who benefits"), "beneficiaries", lambda one: localized(one, "beneficiaries")),
        (_("Supports"), "", lambda one: one.proposal.support_count if one.proposal else ""),
        (_("What will be done"), "summary", lambda one: localized(one, "summary")),
        (_("Department review"), "", _review),
    ]


def _review(project: Project) -> str:
    review = getattr(project, "review", None)
    if review is None:
        return ""
    condition = f" ({review.condition})" if review.condition else ""
    return f"{review.get_verdict_display()}{condition}: {localized(review, 'text')}"
