"""Every state and every arrow."""

import pytest
from django.db import transaction

from civic.common.refusals import StaleState
from tests import factories
from workshops.models import Workshop
from workshops.states import workshop_states

ARROWS = {
    ("planned", "announce"): "announced",
    ("announced", "hold"): "held",
    ("held", "publish_record"): "recorded",
    ("recorded", "report"): "reported",
    ("reported", "reopen"): "recorded",
    ("planned", "cancel"): "cancelled",
    ("announced", "cancel"): "cancelled",
}
ALL = [(state, verb) for state in Workshop.State.values for verb in workshop_states.transitions]


@pytest.mark.parametrize(("state", "verb"), ALL)
def test_each_verb_leads_where_the_table_says_or_nowhere(state: str, verb: str, db: None) -> None:
    workshop = factories.a_workshop(state=state)
    with transaction.atomic():
        if (state, verb) in ARROWS:
            workshop_states.move(workshop, verb)
        else:
            with pytest.raises(StaleState):
                workshop_states.move(workshop, verb)
    workshop.refresh_from_db()
    assert workshop.state == ARROWS.get((state, verb), state)


def test_a_stale_copy_cannot_undo_a_newer_move(db: None) -> None:
    workshop = factories.a_workshop()
    stale = Workshop.objects.get(pk=workshop.pk)
    with transaction.atomic():
        workshop_states.move(workshop, "hold")
        with pytest.raises(StaleState):
            workshop_states.move(stale, "cancel")
