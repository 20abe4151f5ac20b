"""Everything a person may do with a vote, with its rule."""

from budgeting.voting.actions.casting import AGE_NOT_SHOWN, ask_reminder, cast_ballot
from budgeting.voting.actions.holding import close_voting, hand_in_key, name_trustees, prepare_voting
from budgeting.voting.actions.paper import (
    close_paper,
    enter_paper,
    keeps_slips,
    read_paper_again,
    resolve_paper,
)
from budgeting.voting.actions.places import (
    be_marked,
    get_station_code,
    keep_places,
    mark_in_person,
    work_at_place,
)
from budgeting.voting.actions.taking import take_off_ballot

__all__ = [
    "AGE_NOT_SHOWN",
    "ask_reminder",
    "be_marked",
    "cast_ballot",
    "close_paper",
    "close_voting",
    "enter_paper",
    "get_station_code",
    "hand_in_key",
    "keep_places",
    "keeps_slips",
    "mark_in_person",
    "name_trustees",
    "prepare_voting",
    "read_paper_again",
    "resolve_paper",
    "take_off_ballot",
    "work_at_place",
]
