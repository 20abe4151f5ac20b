"""Ladders of support thresholds that real cities used, shipped as presets. A city writes its own as rows.

Sources: Seoul, "Democracy Seoul", 50 / 500 / 5,000 from October 2017 and 50 / 100 / 1,000 from 1 March 2020 (the city's
announcements of both dates); Seoul, "Sangsang-daero", 50 supports in 30 days, the result within one month (enforcement
rules of the citizen participation ordinance, rule 9); Busan, "OK1st Street" season 2 of December 2018, 300 for the
department and 3,000 for the mayor in 30 days. In both of Democracy Seoul's ladders the last number counts the people who
take part in the public debate, not supports. Where a source names no days for the answer, 30 is taken.
"""

from dataclasses import dataclass

from django.db import transaction

from proposals.models import Ladder, Step

ANSWER, DEBATE, HEAD = Step.Consequence.ANSWER, Step.Consequence.DEBATE, Step.Consequence.HEAD
SUPPORTS, PARTICIPANTS = Step.Counts.SUPPORTS, Step.Counts.PARTICIPANTS


@dataclass(frozen=True)
class Preset:
    """A ladder with its steps: (count, window in days, consequence, days to answer, what is counted)."""

    slug: str
    name: str
    name_en: str
    steps: tuple[tuple[int, int, str, int, str], ...]


PRESETS = (
    Preset("seoul-2017", "민주주의 서울 2017", "Democracy Seoul 2017",
           ((50, 30, ANSWER, 30, SUPPORTS), (500, 30, DEBATE, 30, SUPPORTS), (5000, 30, HEAD, 30, PARTICIPANTS))),
    Preset("seoul-2020", "민주주의 서울 2020", "Democracy Seoul 2020",
           ((50, 30, ANSWER, 30, SUPPORTS), (100, 30, DEBATE, 30, SUPPORTS), (1000, 30, HEAD, 30, PARTICIPANTS))),
    Preset("seoul-sangsang", "상상대로 서울", "Sangsang-daero Seoul", ((50, 30, ANSWER, 30, SUPPORTS),)),
    Preset("busan", "부산 시민제안", "Busan citizens' proposals",
           ((300, 30, ANSWER, 30, SUPPORTS), (3000, 30, HEAD, 30, SUPPORTS))),
)  # fmt: skip


@transaction.atomic
def load_ladders() -> dict[str, Ladder]:
    """Make the preset ladders that are not there yet, by slug; a ladder that exists is left as the city made it."""
    return {preset.slug: _load(preset) for preset in PRESETS}


def _load(preset: Preset) -> Ladder:
    ladder, created = Ladder.objects.get_or_create(
        slug=preset.slug, defaults={"name": preset.name, "name_en": preset.name_en}
    )
    if created:
        Step.objects.bulk_create(
            Step(
                ladder=ladder,
                count=count,
                window_days=window,
                consequence=consequence,
                answer_days=days,
                counts=counts,
            )
            for count, window, consequence, days, counts in preset.steps
        )
    return ladder
