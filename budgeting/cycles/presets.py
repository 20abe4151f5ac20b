"""Whole cycles as data: three to begin with, and what two cities' rules were in each year that sources tell of.

What no source states is named in ``undecided`` and said on every page; a cycle is published when all of it is decided.
Sums are won. The years stand in ``past_years``.
"""

from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from civic.processes.models import Phase

TIES = ["votes", "cost", "lot"]
RESIDENTS = ["resident", "works", "studies", "organisation"]


@dataclass(frozen=True)
class EnvelopePreset:
    """An envelope as a preset makes it; sums are won, ``amount`` 0 where no source states it.

    ``each_borough``: not one envelope but one for each borough of the cycle's area, with this amount each
    (``spreading.spread``); voters see their own borough's only, and each is counted within its own amount.
    """

    key: str
    name: str
    name_en: str
    amount: int
    ceiling: int | None = None
    picks_min: int = 0
    picks_max: int | None = None
    method: str = "approval"
    own_borough_only: bool = False
    event_ceiling: int | None = None
    floor: int | None = None
    max_projects: int | None = None
    picks_per_topic: int | None = None
    budget_limit: int | None = None
    points: int | None = None
    points_each: int | None = None
    area: Area | None = None
    each_borough: bool = False

    def fields(self) -> dict[str, Any]:
        """What an ``Envelope`` takes."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "each_borough"}


@dataclass(frozen=True)
class Preset:
    """The rules, envelopes and lengths of phases of one kind of cycle, with where they were read."""

    key: str
    label: str | Promise
    help: str | Promise
    rules: dict[str, Any]
    envelopes: tuple[EnvelopePreset, ...]
    days: dict[str, int] = field(default_factory=dict)
    source: str = ""
    undecided: tuple[str, ...] = ()
    currency: str = "KRW"
    money_unit: int = 1

    def calendar(self, opens_at: Any) -> dict[str, tuple[Any, Any]]:
        """Phases that touch, from the first moment on: kind → (opens, closes)."""
        dates, moment = {}, opens_at
        for kind, days in self.days.items():
            dates[kind] = (moment, moment + timedelta(days=days))
            moment += timedelta(days=days)
        return dates


DAYS: dict[str, int] = {
    Phase.Kind.GATHER: 42,
    Phase.Kind.REVIEW: 42,
    Phase.Kind.COMMITTEE: 42,
    Phase.Kind.PRICES: 7,
    Phase.Kind.VOTING: 20,
    Phase.Kind.RECOUNT: 7,
    Phase.Kind.RESULT: 21,
    Phase.Kind.DELIVERY: 365,
}
RULES: dict[str, Any] = {
    "electorate": RESIDENTS,
    "excluded": ["city_officials", "borough_officials", "invested_staff"],
    "weights": {"citizens": 100},
    "committee_minimum": 60,
    "change_until_close": True,
    "invalid_rule": "block",
    "count_rule": "greedy-exclusive",
    "count_options": {},
    "tie_break": TIES,
}

DEFAULTS = {
    preset.key: preset
    for preset in (
        Preset(
            "seoul",
            _("Seoul: city-wide and districts"),
            _(
                "Pick 3 city-wide projects and 2 of your own borough; most votes first, each borough within its own money."
            ),
            RULES,
            (
                EnvelopePreset("city", "시정참여형", "City-wide", 2_000_000_000, 800_000_000, 0, 3),
                EnvelopePreset(
                    "district",
                    "지역참여형",
                    "Districts",
                    250_000_000,
                    150_000_000,
                    0,
                    2,
                    own_borough_only=True,
                    each_borough=True,
                ),
            ),
            DAYS,
        ),
        Preset(
            "busan",
            _("Busan: city and local participation"),
            _("Pick 3 city projects and up to 7 local ones; a project may cost 500 million won at most."),
            RULES,
            (
                EnvelopePreset("city", "시정참여형", "City participation", 13_000_000_000, 500_000_000, 0, 3),
                EnvelopePreset(
                    "local", "지역참여형", "Local participation", 3_000_000_000, 500_000_000, 0, 7
                ),
            ),
            DAYS,
        ),
        Preset(
            "knapsack",
            _("One envelope: fill the budget"),
            _("Everybody fills the whole budget with the projects they want."),
            RULES,
            (
                EnvelopePreset(
                    "city",
                    "시민참여예산",
                    "Citizens' budget",
                    1_000_000_000,
                    300_000_000,
                    method="knapsack",
                ),
            ),
            DAYS,
        ),
    )
}
