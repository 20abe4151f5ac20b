"""What staff do with a proposal beside answering it, for programs: merge, split, transfer, public debate."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.common.clock import now
from civic.common.refusals import Refusal, StaleState
from proposals import actions
from proposals.api import inputs, outputs
from proposals.api.views import checked, one
from proposals.domain import debating, merging, splitting, transferring
from proposals.models import Debate, Proposal

FILLED = "-"  # stands for a reason while it is asked whether the step is open at all


def _open(refusal: Refusal | None) -> None:
    """Before anybody reads what was sent: who may not do it hears that, not which field is wrong."""
    if refusal is not None:
        raise refusal


def _as_it_is_now(request: Request, number: str, status: int = 200) -> Response:
    return Response(outputs.ProposalDetailOutput(one(request, number)).data, status=status)


class Merge(APIView):
    @extend_schema(
        operation_id="proposal_merge", request=inputs.MergeInput, responses=outputs.ProposalDetailOutput,
        summary="Merge into another proposal: supports are united by person",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.open_merge_form.refusal(request.user, proposal=proposal))
        given = checked(inputs.MergeInput, request.data)
        merging.merge(request.user, proposal, given["target"], reason=given["reason"], at=now())
        return _as_it_is_now(request, number)


class UndoMerge(APIView):
    @extend_schema(
        operation_id="proposal_unmerge", request=inputs.ReasonInput, responses=outputs.ProposalDetailOutput,
        summary="Undo a merge",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.undo_merge.refusal(request.user, source=proposal, reason=FILLED))
        merging.undo_merge(request.user, proposal, at=now(), **checked(inputs.ReasonInput, request.data))
        return _as_it_is_now(request, number)


class Split(APIView):
    @extend_schema(
        operation_id="proposal_split", request=inputs.SplitInput, responses={201: outputs.ProposalDetailOutput},
        summary="Split a part off; gives the new proposal",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.open_merge_form.refusal(request.user, proposal=proposal))
        part = splitting.split(request.user, proposal, at=now(), **checked(inputs.SplitInput, request.data))
        return _as_it_is_now(request, str(part.number), 201)


class Transfers(APIView):
    @extend_schema(
        operation_id="proposal_transfer", request=inputs.TransferInput, responses=outputs.ProposalDetailOutput,
        summary="Transfer to a borough or a body outside the city",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.open_transfer_form.refusal(request.user, proposal=proposal))
        transferring.transfer(request.user, proposal, at=now(), **checked(inputs.TransferInput, request.data))
        return _as_it_is_now(request, number)


class TransferNews(APIView):
    @extend_schema(
        operation_id="proposal_transfer_news", request=inputs.TransferNewsInput,
        responses=outputs.ProposalDetailOutput, summary="Report how it stands at the other body",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.follow_transfer.refusal(request.user, proposal=proposal, note=FILLED))
        transferring.report(
            request.user, proposal, at=now(), **checked(inputs.TransferNewsInput, request.data)
        )
        return _as_it_is_now(request, number)


class TakeBack(APIView):
    @extend_schema(
        operation_id="proposal_take_back", request=inputs.ReasonInput, responses=outputs.ProposalDetailOutput,
        summary="Take a transferred proposal back",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.follow_transfer.refusal(request.user, proposal=proposal, note=FILLED))
        transferring.take_back(request.user, proposal, at=now(), **checked(inputs.ReasonInput, request.data))
        return _as_it_is_now(request, number)


class OpenDebate(APIView):
    @extend_schema(
        operation_id="proposal_debate", request=inputs.DebateInput, responses={201: outputs.ProposalDetailOutput},
        summary="Open a public debate",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.decide_on_debate.refusal(request.user, proposal=proposal))
        debating.open_debate(request.user, proposal, at=now(), **checked(inputs.DebateInput, request.data))
        return _as_it_is_now(request, number, 201)


class DeclineDebate(APIView):
    @extend_schema(
        operation_id="proposal_debate_decline", request=inputs.ReasonInput, responses=outputs.ProposalDetailOutput,
        summary="Decide that no public debate is held",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        _open(actions.decline_debate.refusal(request.user, proposal=proposal, reason=FILLED))
        debating.decline_debate(request.user, proposal, at=now(), **checked(inputs.ReasonInput, request.data))
        return _as_it_is_now(request, number)


class Conclusions(APIView):
    @extend_schema(
        operation_id="proposal_debate_conclude", request=inputs.ConclusionsInput,
        responses=outputs.ProposalDetailOutput, summary="Publish the conclusions of a debate",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        debate = _debate(one(request, number))
        at = now()
        _open(actions.conclude_debate.refusal(request.user, debate=debate, conclusions=FILLED, at=at))
        given: dict[str, Any] = checked(inputs.ConclusionsInput, request.data)
        debating.conclude_debate(request.user, debate, at=at, **given)
        return _as_it_is_now(request, number)


class Stance(APIView):
    @extend_schema(
        operation_id="proposal_debate_stance", request=inputs.StanceInput, responses=outputs.StanceOutput,
        summary="Take a position in a public debate, or change it",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        debate = _debate(one(request, number))
        at = now()
        _open(actions.take_part.refusal(request.user, debate=debate, at=at))
        voice = debating.take_part(request.user, debate, at=at, **checked(inputs.StanceInput, request.data))
        debate.refresh_from_db(fields=["pro_count", "con_count"])
        found = {"stance": voice.stance, "in_favour": debate.pro_count, "against": debate.con_count}
        return Response(outputs.StanceOutput(found).data)


def _debate(proposal: Proposal) -> Debate:
    found: Debate | None = getattr(proposal, "debate", None)
    if found is None:
        raise StaleState
    return found
