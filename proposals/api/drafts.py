"""Drafts for programs: begin, read, change, submit, throw away. As on the pages, only those who write one see it."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.idempotency import KEY_PARAMETER, idempotency_key
from civic.api.scopes import Scope
from civic.common.clock import now
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.api import inputs, outputs
from proposals.api.views import call_for
from proposals.domain import drafting, submitting
from proposals.models import Proposal

MOST = 50


def own(request: Request, uuid: UUID) -> Proposal:
    """The caller's draft; anybody else's does not exist for them."""
    if not request.user.is_authenticated:
        raise SignInFirst
    drafts = Proposal.objects.drafts_of(request.user).select_related("call__process", "topic", "author")
    found = drafts.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


class Drafts(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_drafts", responses=outputs.ProposalDraftsOutput, summary="Your drafts"
    )
    def get(self, request: Request) -> Response:
        if not request.user.is_authenticated:
            raise SignInFirst
        drafts = Proposal.objects.drafts_of(request.user).select_related("topic").order_by("-pk")[:MOST]
        return Response({"results": outputs.ProposalDraftOutput(drafts, many=True).data})

    @extend_schema(
        operation_id="proposal_drafts_create",
        parameters=[KEY_PARAMETER],
        request=inputs.ProposalDraftInput,
        responses={201: outputs.ProposalDraftOutput},
        summary="Begin a draft",
    )
    def post(self, request: Request) -> Response:
        at = now()
        call = call_for(request, at)
        actions.write.require(request.user, call=call, at=at)  # before anybody reads what was sent
        parts = checked(inputs.ProposalDraftInput, request.data)
        parts.pop("version", None)
        parts.pop("call", None)
        confirmed = parts.pop("personal_data_ok", False)
        draft = drafting.start_draft(request.user, call=call, at=at, key=idempotency_key(request), **parts)
        if confirmed and draft.state == Proposal.State.DRAFT:
            drafting.confirm_personal_data(request.user, draft)
        return Response(outputs.ProposalDraftOutput(draft).data, status=201)


class OneDraft(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_draft", responses=outputs.ProposalDraftOutput, summary="One of your drafts"
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(outputs.ProposalDraftOutput(own(request, uuid)).data)

    @extend_schema(
        operation_id="proposal_draft_change",
        request=inputs.ProposalDraftChangeInput,
        responses=outputs.ProposalDraftOutput,
        summary="Change parts of a draft",
    )
    def patch(self, request: Request, uuid: UUID) -> Response:
        draft = own(request, uuid)
        parts = checked(inputs.ProposalDraftChangeInput, request.data, partial=True)
        version, confirmed = parts.pop("version", None), parts.pop("personal_data_ok", False)
        if parts:
            draft = drafting.save_draft(request.user, draft, at=now(), version=version, **parts)
        if confirmed:
            drafting.confirm_personal_data(request.user, draft)
        return Response(outputs.ProposalDraftOutput(draft).data)

    @extend_schema(operation_id="proposal_draft_discard", responses={204: None}, summary="Throw a draft away")
    def delete(self, request: Request, uuid: UUID) -> Response:
        drafting.discard_draft(request.user, own(request, uuid))
        return Response(status=204)


class SubmitDraft(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_draft_submit",
        request=None,
        responses={201: outputs.ProposalDetailOutput},
        summary="Submit a draft: it is public at once",
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        proposal = submitting.submit(request.user, own(request, uuid), at=now())
        return Response(outputs.ProposalDetailOutput(proposal).data, status=201)
