"""Questions about seats, interests and sheets that several places ask. Each costs a fixed number of queries."""

from budgeting.committee.queries.agendas import on_agendas
from budgeting.committee.queries.exclusions import Pair, behind, challenge_until, conflicts, people_of
from budgeting.committee.queries.items import CLEAR, Rubric, Standing, rubric_of, standing, standings
from budgeting.committee.queries.newest import (
    Given,
    closing_of,
    decisions_of,
    is_given,
    last_closing,
    newest_closings,
    newest_declarations,
    newest_sheets,
    raters_of,
    scored_by,
)
from budgeting.committee.queries.seats import (
    before_committee,
    day,
    has_seat,
    in_force,
    newest_rounds,
    round_of,
    seat_in,
    seat_of,
    seats_held,
)

__all__ = [
    "CLEAR",
    "Given",
    "Pair",
    "Rubric",
    "Standing",
    "before_committee",
    "behind",
    "challenge_until",
    "closing_of",
    "conflicts",
    "day",
    "decisions_of",
    "has_seat",
    "in_force",
    "is_given",
    "last_closing",
    "newest_closings",
    "newest_declarations",
    "newest_rounds",
    "newest_sheets",
    "on_agendas",
    "people_of",
    "raters_of",
    "round_of",
    "rubric_of",
    "scored_by",
    "seat_in",
    "seat_of",
    "seats_held",
    "standing",
    "standings",
]
