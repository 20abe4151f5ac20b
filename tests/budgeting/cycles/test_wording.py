"""The rules of a ballot as sentences, in both languages, and what the database holds of them."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from budgeting.cycles.ballot_wording import ballot_in_words, envelope_rows, sitting_in_words
from budgeting.cycles.models import Cycle, Envelope

CITY = {"name": "시정참여형", "name_en": "City-wide"}


def an(method: str = "approval", **fields: object) -> Envelope:
    return Envelope(**{**CITY, "key": "city", "amount": 300_000_000, "method": method, **fields})


@pytest.mark.parametrize(
    ("envelope", "korean", "english"),
    [
        (an(picks_min=3, picks_max=3), "사업을 정확히 3개 고르십시오.", "Choose exactly 3 projects."),
        (an(picks_max=5), "사업을 5개까지 고르십시오.", "Choose up to 5 projects."),
        (an(picks_min=2, picks_max=4), "사업을 2개에서 4개까지 고르십시오.", "Choose 2 to 4 projects."),
        (an(), "원하는 만큼 고르실 수 있습니다.", "Choose as many as you like."),
        (an("choose_one", picks_max=1), "사업 하나를 고르십시오.", "Choose one project."),
        (
            an("knapsack"),
            "합계 3억 원 안에서 원하는 만큼 고르실 수 있습니다.",
            "Choose as many as you like, together at most ₩300 million.",
        ),
        (
            an("cumulative", points=10, points_each=5),
            "10점을 사업에 나누어 주십시오. 한 사업에는 5점까지 줄 수 있습니다.",
            "Share out 10 points among the projects. One project can get at most 5 points.",
        ),
        (
            an("ranking", picks_max=3),
            "사업을 3개까지 순위대로 고르십시오. 1위가 가장 큰 점수를 받습니다.",
            "Put up to 3 projects in your order. The first place counts most.",
        ),
    ],
)
def test_each_method_is_said_in_a_sentence(envelope: Envelope, korean: str, english: str) -> None:
    with translation.override("ko"):
        assert ballot_in_words(envelope) == korean
    with translation.override("en"):
        assert ballot_in_words(envelope) == english


def test_three_of_the_city_and_two_of_ones_own_borough_are_one_sentence() -> None:
    city = an(picks_min=3, picks_max=3)
    own = an(key="district", picks_min=2, picks_max=2, own_borough_only=True)
    with translation.override("ko"):
        assert sitting_in_words([city, own]) == [
            "시 전체에서 3개, 우리 구에서 2개를 고르십시오. 개수를 꼭 맞춰 주십시오."
        ]
    with translation.override("en"):
        assert sitting_in_words([city, own]) == ["Choose exactly 3 city-wide, 2 of your own borough."]


def test_envelopes_of_other_methods_are_named_one_by_one() -> None:
    points = an("cumulative", points=10, name="청년", name_en="Youth")
    with translation.override("ko"):
        assert sitting_in_words([an(picks_max=3, area_id=None), points]) == [
            "‘시정참여형’에서 3개까지 고르십시오.",
            "‘청년’: 10점을 사업에 나누어 주십시오.",
        ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"method": "choose_one", "picks_max": 3},
        {"method": "cumulative", "points": None},
        {"method": "cumulative", "points": 0},
        {"method": "approval", "points": 10},
        {"method": "cumulative", "points": 10, "points_each": 11},
        {"method": "cumulative", "points": 10, "points_each": 0},
    ],
)
def test_the_database_holds_points_and_methods_together(fields: dict[str, object]) -> None:
    from tests import factories

    envelope = factories.an_envelope(factories.a_cycle("gather"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(pk=envelope.pk).update(**fields)


def test_envelopes_of_boroughs_that_are_alike_are_one_row() -> None:
    """Twenty-five equal lines tell nobody anything; one that differs stands by itself."""
    cycle = Cycle(currency="KRW")
    own = {"own_borough_only": True, "amount": 250_000_000, "picks_max": 2}
    shared = Envelope(cycle=cycle, name="시정참여형", amount=2_000_000_000, picks_max=3)
    alike = [
        Envelope(cycle=cycle, name=f"지역참여형 {name}", area_id=n, **own)
        for n, name in enumerate(("동대문구", "동작구"), 1)
    ]
    other = Envelope(cycle=cycle, name="지역참여형 용산구", area_id=3, **{**own, "amount": 300_000_000})
    rows = envelope_rows([shared, *alike, other])
    assert [(row.name, row.amount, row.boroughs) for row in rows] == [
        ("시정참여형", 2_000_000_000, 0),
        ("지역참여형", 250_000_000, 2),
        ("지역참여형 용산구", 300_000_000, 0),
    ]
