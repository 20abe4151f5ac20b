"""Who may do what to a proposal, and when. Each rule yields reasons against, in the order people would mend them."""

from proposals.actions.answering import (
    answer,
    answer_interim,
    complete,
    implement,
    missing_parts,
    open_answer_form,
    route,
)
from proposals.actions.common import GATHER, TITLE_LENGTH
from proposals.actions.debating import (
    answer_as_head,
    conclude_debate,
    decide_on_debate,
    decline_debate,
    open_debate,
    take_part,
)
from proposals.actions.moderating import hide, restore
from proposals.actions.moving import (
    follow_transfer,
    merge,
    open_merge_form,
    open_transfer_form,
    split,
    transfer,
    undo_merge,
)
from proposals.actions.supporting import gathers_supports, support, supports, unsupport
from proposals.actions.writing import (
    edit,
    edit_draft,
    edits_freely,
    propose_from_opinion,
    submit,
    withdraw,
    write,
)

__all__ = [
    "GATHER",
    "TITLE_LENGTH",
    "answer",
    "answer_as_head",
    "answer_interim",
    "complete",
    "conclude_debate",
    "decide_on_debate",
    "decline_debate",
    "edit",
    "edit_draft",
    "edits_freely",
    "follow_transfer",
    "gathers_supports",
    "hide",
    "implement",
    "merge",
    "missing_parts",
    "open_answer_form",
    "open_debate",
    "open_merge_form",
    "open_transfer_form",
    "propose_from_opinion",
    "restore",
    "route",
    "split",
    "submit",
    "support",
    "supports",
    "take_part",
    "transfer",
    "undo_merge",
    "unsupport",
    "withdraw",
    "write",
]
