"""What is done to one item of the review, by members, by parties and by the secretary, for programs: the acts of the pages."""

from datetime import datetime
from typing import Any

from django.http import Http404
from rest_framework.request import Request

from budgeting.committee import actions, queries
from budgeting.committee.api import inputs, outputs
from budgeting.committee.api.views import Remarks, item_of, scores
from budgeting.committee.domain import (
    challenging,
    closing,
    deciding,
    declaring,
    drafting,
    remarking,
    submitting,
)
from budgeting.committee.letters import of_closing
from budgeting.committee.models import Closing, Member
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.api.scopes import Scope
from civic.api.steps import Given, Opens, Step, asking
from civic.common.actions import Action
from civic.common.refusals import Refusal


def as_member(rule: Action) -> Opens:
    """The first refusal of an action that asks for the actor's seat in the project's committee."""

    def opens(actor: Actor, project: Project, at: datetime) -> Refusal | None:
        seat = queries.seat_of(actor, project.envelope.cycle_id, at)
        return rule.refusal(actor, member=seat, project=project, at=at)

    return opens


def _with_member(_request: Request, project: Project, given: Given) -> Given:
    """The challenged member, by the number of the seat."""
    seats = Member.objects.filter(committee__cycle=project.envelope.cycle_id).select_related("committee")
    found = seats.filter(pk=given["member"]).first()
    if found is None:
        raise Http404
    return given | {"member": found}


def _closed(_request: Request, _project: Project, made: Closing) -> Any:
    return scores(made.score, of_closing(made))


OF_AN_ITEM = [
    Step(
        path="declaration/", name="committee-declare", operation="committee_declare",
        summary="Declare an interest, or none",
        find=item_of, takes=inputs.DeclarationInput, act=declaring.declare_interest,
        output=outputs.DeclarationOutput, status=201,
    ),
    Step(
        path="draft/", name="committee-draft", operation="committee_draft", method="put",
        summary="Save the member's draft, complete or not",
        find=item_of, opens=as_member(actions.open_sheet), takes=inputs.DraftInput, act=drafting.save_draft,
        output=outputs.DraftOutput,
    ),
    Step(
        path="score/", name="committee-score", operation="committee_score",
        summary="Send a score sheet; a later one is a new revision",
        find=item_of, opens=as_member(actions.open_sheet), takes=inputs.SheetInput, act=submitting.submit_sheet,
        output=outputs.SheetOutput, status=201,
    ),
    Step(
        path="remarks/", name="committee-remarks", operation="committee_remark",
        summary="Say something on a project inside the committee",
        find=item_of, opens=as_member(actions.see_remarks), takes=inputs.RemarkInput, act=remarking.remark,
        output=outputs.RemarkOutput, status=201, beside=Remarks,
    ),
    Step(
        path="challenges/", name="committee-challenge", operation="committee_challenge",
        summary="Challenge a member, as a party to the project",
        find=item_of, opens=asking(actions.open_challenge, "project", timed=True), takes=inputs.ChallengeInput,
        reads=_with_member, act=challenging.challenge,
        output=outputs.ChallengeOutput, status=201, scope=Scope.TAKE_PART,
    ),
    Step(
        path="close/", name="committee-close", operation="committee_close",
        summary="Close the scoring of a project",
        find=item_of, act=closing.close_item, answer=_closed,
        output=outputs.ScoresOutput,
    ),
    Step(
        path="decision/", name="committee-decide", operation="committee_decide",
        summary="Write the committee's decision",
        find=item_of, opens=asking(actions.open_decision, "project", timed=True), takes=inputs.DecisionInput,
        act=deciding.decide,
        output=outputs.DecisionOutput, status=201,
    ),
]  # fmt: skip
