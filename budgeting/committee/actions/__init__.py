"""What may be done in the committee, by whom and when. The rules on interests come before any content is shown."""

from budgeting.committee.actions.bodies import appoint, make, make_body
from budgeting.committee.actions.common import (
    at_work,
    free_of_interest,
    mine_to_rate,
    not_handed_in,
    seated,
    secretary,
    still_scoring,
    waiting_calibrations,
)
from budgeting.committee.actions.deciding import decide, open_decision, published_from
from budgeting.committee.actions.interests import (
    add_relation,
    challenge,
    decide_challenge,
    declare,
    name_party,
    open_challenge,
    open_challenge_decision,
)
from budgeting.committee.actions.rounds import close_item, countable, open_round, shape_round, share_out
from budgeting.committee.actions.scoring import (
    open_reopening,
    open_sheet,
    remark,
    reopen,
    score,
    see_dossier,
    see_queue,
    see_remarks,
    see_scores,
)

__all__ = [
    "add_relation",
    "appoint",
    "at_work",
    "challenge",
    "close_item",
    "countable",
    "decide",
    "decide_challenge",
    "declare",
    "free_of_interest",
    "make",
    "make_body",
    "mine_to_rate",
    "name_party",
    "not_handed_in",
    "open_challenge",
    "open_challenge_decision",
    "open_decision",
    "open_reopening",
    "open_round",
    "open_sheet",
    "published_from",
    "remark",
    "reopen",
    "score",
    "seated",
    "secretary",
    "see_dossier",
    "see_queue",
    "see_remarks",
    "see_scores",
    "shape_round",
    "share_out",
    "still_scoring",
    "waiting_calibrations",
]
