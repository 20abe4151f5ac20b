"""The rubric that a new committee begins with: five criteria, their weights, and what each level means.

Weights and levels are our own default, after public grant juries (see scoring.py); a points table of Seoul's own
committee is not published. Anchors are stored in both languages, because they are read beside every score.
"""

from typing import TypedDict


class Row(TypedDict):
    """One criterion as it is stored; ``anchors`` maps a level to its meaning in Korean and English."""

    key: str
    name: str
    name_en: str
    weight: int
    anchors: dict[str, dict[str, str]]


def _levels(*pairs: tuple[str, str]) -> dict[str, dict[str, str]]:
    """Anchors of the levels 0, 1, 3 and 5; 2 and 4 lie between them."""
    return {level: {"ko": ko, "en": en} for level, (ko, en) in zip(("0", "1", "3", "5"), pairs, strict=True)}


def default_rubric() -> list[Row]:
    """Necessity 25, public benefit 25, feasibility 20, cost 15, participation 15: 100 in all."""
    return [
        {
            "key": "necessity",
            "name": "필요성",
            "name_en": "Necessity",
            "weight": 25,
            "anchors": _levels(
                ("필요가 드러나지 않음", "No need is shown"),
                ("불편이 있으나 드물거나 작음", "An inconvenience, rare or small"),
                ("여러 사람이 겪는 문제임이 확인됨", "A problem that several people demonstrably have"),
                ("지금 해결하지 않으면 안 되는 문제", "A problem that cannot wait"),
            ),
        },
        {
            "key": "benefit",
            "name": "공공성·파급효과",
            "name_en": "Public benefit",
            "weight": 25,
            "anchors": _levels(
                ("특정인만 이익을 얻음", "Only particular persons gain"),
                ("소수의 주민에게 도움이 됨", "Helps a few residents"),
                ("여러 동네나 집단에 도움이 됨", "Helps several neighbourhoods or groups"),
                (
                    "누구나 쓰고, 도움이 꼭 필요한 사람에게 먼저 닿음",
                    "Open to all, and reaches those in need first",
                ),
            ),
        },
        {
            "key": "feasibility",
            "name": "실현 가능성",
            "name_en": "Feasibility",
            "weight": 20,
            "anchors": _levels(
                ("할 수 없음", "Cannot be done"),
                ("큰 장애가 남아 있음", "Large obstacles remain"),
                ("조건을 갖추면 한 해 안에 할 수 있음", "Can be done within the year under conditions"),
                ("바로 시작할 수 있음", "Can begin at once"),
            ),
        },
        {
            "key": "cost",
            "name": "비용의 적정성",
            "name_en": "Cost fairness",
            "weight": 15,
            "anchors": _levels(
                ("비용을 알 수 없거나 지나침", "The cost is unknown or excessive"),
                ("효과에 견주어 비쌈", "Expensive for what it does"),
                ("비슷한 사업과 같은 수준", "Like comparable projects"),
                ("적은 돈으로 큰 효과", "Much effect for little money"),
            ),
        },
        {
            "key": "participation",
            "name": "참여와 포용",
            "name_en": "Participation and inclusion",
            "weight": 15,
            "anchors": _levels(
                ("주민이 함께할 자리가 없음", "Residents have no part in it"),
                ("알리기만 함", "Residents are only informed"),
                ("계획이나 운영에 주민이 함께함", "Residents share in planning or running it"),
                ("소외되기 쉬운 사람까지 처음부터 함께함", "Those easily left out take part from the start"),
            ),
        },
    ]
