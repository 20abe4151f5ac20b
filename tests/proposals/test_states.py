"""Every state against every verb, and old copies cannot undo newer moves."""

import pytest
from django.db import transaction
from django.utils import timezone

from civic.common.refusals import StaleState
from proposals.models import Proposal
from proposals.states import table
from tests import factories

pytestmark = pytest.mark.django_db
CHANGES = {
    "submit": {"number": "P-2026-90000", "submitted_at": timezone.now()},
    "review": {"answer_due_at": timezone.now()},
}
BACK = (("unmerge", "merged"), ("return", "transferred"))
LEGAL = {
    "submit": {"draft"},
    "review": {"open"},
    "close": {"open"},
    "answer": {"review"},
    "open_debate": {"answered"},
    "conclude_debate": {"debate"},
    "answer_as_head": {"answered", "debated"},
    "implement": {"answered", "debated", "head_answered"},
    "complete": {"implementing"},
    "withdraw": {"open", "review"},
    "merge": {"open", "review"},
    "transfer": {"open", "review"},
    **{f"{back}_to_{state}": {gone} for back, gone in BACK for state in ("open", "review")},
    "hide": set(Proposal.PUBLIC_STATES),
    **{f"restore_to_{state}": {"hidden"} for state in Proposal.PUBLIC_STATES},
}


def test_the_table_has_exactly_these_verbs():
    assert set(table.transitions) == set(LEGAL)


@pytest.mark.parametrize("state", Proposal.State.values)
def test_each_verb_moves_from_its_states_only(state):
    for verb, sources in LEGAL.items():
        with transaction.atomic():
            due = timezone.now()
            other = factories.a_proposal() if "merged" in (state, table.target(verb)) else None
            proposal = factories.a_proposal(state=state, answer_due_at=due, merged_into=other)
            if state in sources:
                table.move(proposal, verb, **CHANGES.get(verb, {}))
                proposal.refresh_from_db()
                assert proposal.state == table.target(verb)
            else:
                with pytest.raises(StaleState):
                    table.move(proposal, verb, **CHANGES.get(verb, {}))
                proposal.refresh_from_db()
                assert proposal.state == state
            transaction.set_rollback(True)


def test_a_stale_copy_cannot_undo_a_newer_move():
    proposal = factories.a_proposal()
    stale = Proposal.objects.get(pk=proposal.pk)
    with transaction.atomic():
        table.move(proposal, "withdraw")
    with transaction.atomic(), pytest.raises(StaleState):
        table.move(stale, "close")
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
