"""A step in words, Korean and English: why a project was or was not funded.

This package runs without Django, so its sentences live here in both languages instead of the catalogue. No Korean
particle stands after a variable except after 원, whose form never changes.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from budgeting.counting.amounts import WON, decimal_text, money
from budgeting.counting.trace import Step, Verdict

LANGUAGES: Final = ("ko", "en")

_FACTS: Final = {
    "ko": "받은 표 {votes}, 비용 {cost}",
    "ko-score": "점수 {score}(받은 표 {votes}), 비용 {cost}",
    "en": "{voted}, cost {cost}",
    "en-score": "Score {score} ({voted}), cost {cost}",
}

_SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "selected": {
        "ko": "{facts}. 남은 예산 {left} 안에 들어 {rank}번째 순서에서 선정되었습니다.",
        "en": "{facts}. It fitted into the {left} left when its turn came (place {rank}), so it was selected.",
    },
    "skipped": {
        "ko": "{facts}. 차례가 왔을 때 남은 예산이 {left}뿐이어서 {short}만큼 모자라 선정되지 못했습니다.",
        "en": "{facts}. Only {left} was left when its turn came (place {rank}), {short} too little.",
    },
    "below-threshold": {
        "ko": "{facts}. 선정에 필요한 최소 점수 {threshold}점에 미치지 못했습니다.",
        "en": "{facts}. It did not reach the least score of {threshold} that a project needs.",
    },
    "stopped": {
        "ko": "{facts}. 남은 예산 {left} 안에 들지 않았고, 이 규칙은 예산에 들지 않는 첫 사업에서 선정을 멈춥니다.",
        "en": "{facts}. It did not fit into the {left} left, and this rule stops at the first project that does not fit.",
    },
    "after-stop": {
        "ko": "{facts}. 앞 순위 사업({stopped_by})이 예산에 들지 않아 선정이 끝난 뒤의 순위입니다.",
        "en": "{facts}. Its turn never came: the rule stopped at a project ranked above it ({stopped_by}).",
    },
    "excluded": {
        "ko": "{facts}. 함께 시행할 수 없는 사업({excluded_by})이 먼저 선정되어 제외되었습니다.",
        "en": "{facts}. It cannot be carried out beside a project already selected ({excluded_by}).",
    },
    "unsupported": {
        "ko": "{facts}. 지지한 투표자가 없어 선정 대상이 아닙니다.",
        "en": "{facts}. No voter supported it.",
    },
    "unaffordable": {
        "ko": "{facts}. 지지한 {payers}명에게 남은 몫을 모두 더해도 비용에서 {missing}만큼 모자랍니다.",
        "en": "{facts}. All that its {supporters} had left together was {missing} short of the cost.",
    },
    "unaffordable-complete": {
        "ko": "{facts}. 지지한 사람들에게 남은 몫을 모두 더해도 비용에서 {missing}만큼 모자라고, "
        "남은 예산 {left}에도 들지 않았습니다.",
        "en": "{facts}. All that its supporters had left together was {missing} short of the cost, and it did not fit "
        "into the {left} left over.",
    },
    "stopped-complete": {
        "ko": "{facts}. 차례가 왔을 때 예산에 들지 않았고, 남은 예산 {left}에도 들지 않아 선정되지 못했습니다.",
        "en": "{facts}. It did not fit when its turn came, nor into the {left} left over.",
    },
    "bought": {
        "ko": "{facts}. 지지한 {payers}명이 한 사람당 최대 {paid_most}씩 나누어 내어 선정되었습니다.",
        "en": "{facts}. Its {supporters} shared the cost, each paying at most {paid_most}; it was selected.",
    },
    "bought-all": {
        "ko": "{facts}. 지지한 {payers}명이 비용을 나누어 내어 선정되었습니다. {paid_all}명은 남은 몫 전부를, "
        "나머지는 한 사람당 최대 {paid_most}씩 냈습니다.",
        "en": "{facts}. Its {supporters} shared the cost: {paid_all} gave all they had left, the others at most "
        "{paid_most} each; it was selected.",
    },
    "earned": {
        "ko": "{facts}. 지지한 투표자들이 모은 돈이 비용에 이르러 {rank}번째로 선정되었습니다. 그때 남은 예산은 {left}입니다.",
        "en": "{facts}. Its supporters had earned its cost (place {rank}) with {left} left; it was selected.",
    },
    "completed": {
        "ko": "{facts}. 남은 예산 {left} 안에 들어, 남은 예산을 득표순으로 쓰는 단계에서 선정되었습니다.",
        "en": "{facts}. Money was left over and is spent by votes: it fitted into the {left} left and was selected.",
    },
}


def explain(step: Step, language: str = "ko", *, unit: int = 1, currency: str = WON) -> str:
    """One or two sentences on why a project was or was not selected.

    ``unit`` is that of the outcome (``outcome.unit``). Raises ValueError for a language that is not ``ko`` or ``en``.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")

    def amount(value: int | Fraction | None) -> str:
        return "" if value is None else money(value, language, unit=unit, currency=currency)

    scored = language if step.score == step.votes else f"{language}-score"
    facts = _FACTS[scored].format(
        votes=f"{step.votes:,}",
        voted=_counted(step.votes, "vote"),
        score=number(step.score),
        cost=amount(step.cost),
    )
    return _SENTENCES[_sentence(step)][language].format(
        facts=facts,
        rank=step.rank,
        left=amount(step.left_before),
        short=amount(step.cost - step.left_before),
        threshold=number(step.threshold or 0),
        stopped_by=step.stopped_by,
        excluded_by=step.excluded_by,
        payers=f"{step.payers or 0:,}",
        supporters=_counted(step.payers or 0, "supporter"),
        paid_all=f"{step.paid_all or 0:,}",
        paid_most=amount(step.paid_most),
        missing=amount(step.missing),
    )


def _sentence(step: Step) -> str:
    if step.verdict is not Verdict.SELECTED:
        missed = step.verdict.value if step.verdict is Verdict.UNAFFORDABLE else Verdict.STOPPED.value
        return f"{missed}-complete" if step.completion and step.votes else step.verdict.value
    if step.completion is not None:
        return "completed"
    if step.price is not None:
        return "bought-all" if step.paid_all else "bought"
    return "selected" if step.load is None else "earned"


def _counted(amount: int, noun: str) -> str:
    return f"{amount:,} {noun}" if amount == 1 else f"{amount:,} {noun}s"


def number(value: int | Fraction) -> str:
    """A score for a reader: whole numbers with separators, others with up to four decimals."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    text = decimal_text(exact)
    return text if "/" not in text and len(text) <= 12 else f"{float(exact):,.4f}"
