"""What a department does with a proposal that waits for its answer."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System
from civic.areas.models import Department
from civic.areas.rules import in_force
from civic.common.actions import action
from civic.common.refusals import Refusal
from proposals.actions.common import State, waits, works_on
from proposals.models import Answer, AnswerDraft, Proposal
from proposals.refusals import (
    AnswerIncomplete,
    EvidenceMissing,
    NeedsApproval,
    NeedsAReason,
    NotAnsweredYet,
    NotBegun,
    SameDepartment,
)
from proposals.states import AFTER_THE_ANSWER


@action("proposals.route", label=_("Hand a proposal to a department"))
def route(actor: Actor, *, proposal: Proposal, department: Department, reason: str) -> Iterator[Refusal]:
    """The department that has a waiting proposal hands it on, with a reason that is public."""
    yield from works_on(actor, proposal)
    yield from waits(proposal)
    if department.pk == proposal.department_id:
        yield SameDepartment()
    yield from in_force(department)
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.open_answer_form", label=_("Open the answering form"))
def open_answer_form(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Whoever could answer, before anything is written."""
    yield from works_on(actor, proposal)
    yield from waits(proposal)


@action("proposals.answer_interim", label=_("Give an interim answer"))
def answer_interim(actor: Actor, *, proposal: Proposal, text: str) -> Iterator[Refusal]:
    """The department in charge says where the matter stands; the due date stays."""
    yield from open_answer_form.rule(actor, proposal=proposal)
    if not text.strip():
        yield AnswerIncomplete(missing=_("the text"))


@action("proposals.answer", label=_("Give the final answer"))
def answer(actor: Actor, *, proposal: Proposal, draft: Answer) -> Iterator[Refusal]:
    """The department in charge answers with a disposition; each disposition says what it needs.

    An adoption needs its planned date (national rule on proposals: the planned date is told with the adoption).
    """
    yield from open_answer_form.rule(actor, proposal=proposal)
    yield from (AnswerIncomplete(missing=missing) for missing in missing_parts(draft).values())
    if proposal.call.second_approval and not isinstance(actor, System):
        yield NeedsApproval()


def missing_parts(draft: Answer | AnswerDraft) -> dict[str, object]:
    """What a final answer still lacks: field name and words."""
    kinds = Answer.Disposition
    lacks: dict[str, object] = {}
    if draft.disposition not in kinds.values:
        lacks["disposition"] = _("the decision")
    if not draft.text.strip():
        lacks["text"] = _("the text")
    if draft.disposition in (kinds.ADOPTED, kinds.PARTLY) and draft.planned_on is None:
        lacks["planned_on"] = _("the planned date")
    if draft.disposition == kinds.LONG_TERM and draft.recheck_on is None:
        lacks["recheck_on"] = _("the date it is looked at again")
    if draft.disposition == kinds.NOT_POSSIBLE and draft.reason_code not in Answer.Reason.values:
        lacks["reason_code"] = _("the reason code")
    return lacks


@action("proposals.implement", label=_("Report that a proposal is put into practice"))
def implement(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """The department that answered reports the beginning of the work."""
    yield from works_on(actor, proposal)
    if proposal.state not in AFTER_THE_ANSWER:
        yield NotAnsweredYet()


@action("proposals.complete", label=_("Report that the work on a proposal is done"))
def complete(actor: Actor, *, proposal: Proposal, evidence: str) -> Iterator[Refusal]:
    """The department reports the end of the work with evidence: where it is, how much, how one sees it."""
    yield from works_on(actor, proposal)
    if proposal.state != State.IMPLEMENTING:
        yield NotBegun()
    if not evidence.strip():
        yield EvidenceMissing()
