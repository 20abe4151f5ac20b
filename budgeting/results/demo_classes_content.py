"""What the demo's votes with classes are about, by city: two boroughs with three projects each, one of which is taken off."""

from typing import NamedTuple

M = 1_000_000


class Line(NamedTuple):
    """One project: titles, cost, borough, topic, text in two languages."""

    title: str
    title_en: str
    cost: int
    borough: str
    topic: str
    summary: str
    summary_en: str


class Content(NamedTuple):
    """A city's vote: the borough where classes are told apart and the one where too few vote for it, the projects, and
    which of them leaves the ballot, why."""

    here: str
    there: str
    lines: tuple[Line, ...]
    gone: str
    why: str
    why_en: str


def _lines(here: str, there: str, *own: tuple[str, str, str, str]) -> tuple[Line, ...]:
    """Three projects of any city's, and three that are its ``own``: titles and texts in two languages."""
    (stairs, shade, windbreak) = own
    return (
        Line(stairs[0], stairs[1], 40 * M, here, "walking", stairs[2], stairs[3]),
        Line("시장 골목 빗물받이 청소단", "A team for the drains of the market lanes", 25 * M, here, "safety",
             "장마 전에 시장 골목의 빗물받이를 주민과 함께 청소합니다.",
             "Residents clean the drains of the market lanes before the rains."),
        Line("동네 예산 읽기 모임방", "A room to read the budget together", 35 * M, here, "access",
             "주민이 구 예산서를 함께 읽는 방을 열고 자료를 갖춥니다.",
             "A room with papers where residents read the borough's budget together."),
        Line(shade[0], shade[1], 45 * M, there, "walking", shade[2], shade[3]),
        Line(windbreak[0], windbreak[1], 30 * M, there, "walking", windbreak[2], windbreak[3]),
        Line("등굣길 안전 깃발", "Safety flags on the way to school", 20 * M, there, "safety",
             "초등학교 네 곳의 건널목에 건너는 깃발과 보관함을 둡니다.",
             "Flags for crossing, with boxes, near four primary schools."),
    )  # fmt: skip


VOTES = {
    "seoul": Content(
        here="성동구", there="동작구",
        lines=_lines(
            "성동구", "동작구",
            ("언덕길 손잡이 잇기", "Handrails without gaps on the slopes",
             "끊어진 언덕길 손잡이 열두 곳을 잇고 밤에 보이는 띠를 두릅니다.",
             "Twelve broken handrails are joined and get a band that is seen at night."),
            ("하천 산책로 그늘 의자", "Shaded seats on the stream walk",
             "산책로 여섯 곳에 그늘막이 있는 긴 의자를 놓습니다.",
             "Benches with shade at six places of the walk."),
            ("강변 버스정류장 바람막이", "Windbreaks at the bus stops by the river",
             "강바람이 센 버스정류장 네 곳에 바람을 막는 벽과 앉을 자리를 놓습니다.",
             "Walls against the wind, with seats, at four bus stops by the river."),
        ),
        gone="강변 버스정류장 바람막이",
        why="바람막이를 놓으려던 정류장 네 곳이 도로 확장 구역에 들어가, 두 해 동안 공사를 할 수 없습니다.",
        why_en="The four stops became part of a road works zone; nothing can be built there for two years.",
    ),
    "busan": Content(
        here="부산진구", there="수영구",
        lines=_lines(
            "부산진구", "수영구",
            ("계단길 손잡이 잇기", "Handrails without gaps on the stairs",
             "끊어진 계단길 손잡이 열두 곳을 잇고 밤에 보이는 띠를 두릅니다.",
             "Twelve broken handrails are joined and get a band that is seen at night."),
            ("해변 산책로 그늘 의자", "Shaded seats on the beach walk",
             "산책로 여섯 곳에 그늘막이 있는 긴 의자를 놓습니다.",
             "Benches with shade at six places of the walk."),
            ("해수욕장 입구 바람막이", "Windbreaks at the entrance to the beach",
             "해수욕장 입구 두 곳에 바람을 막는 낮은 벽과 앉을 자리를 놓습니다.",
             "Low walls against the wind, with seats, at two entrances."),
        ),
        gone="해수욕장 입구 바람막이",
        why="바람막이를 놓으려던 자리가 연안 정비 구역에 들어가, 두 해 동안 공사를 할 수 없습니다.",
        why_en="The site became part of a coastal works zone; nothing can be built there for two years.",
    ),
}  # fmt: skip
"""By the city's name on the stage."""
