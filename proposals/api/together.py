"""Proposing together, for programs: the link, joining, leaving."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.scopes import Scope
from civic.common.clock import now
from civic.common.korean import masked
from proposals import actions
from proposals.api import drafts, outputs
from proposals.api.views import for_act
from proposals.domain import together
from proposals.models import Invitation, Proposal


def _invited(request: Request, proposal: Proposal) -> Response:
    made = together.invite(request.user, proposal, at=now())
    token = together.token_of(made)
    url = settings.SITE_URL + reverse("proposals:join", args=[token])
    found = {"token": token, "url": url, "expires_at": made.expires_at}
    return Response(outputs.InvitationOutput(found).data, status=201)


class DraftInvitation(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_draft_invite", request=None, responses={201: outputs.InvitationOutput},
        summary="Make the link for co-proposers of a draft; an earlier one ends",
    )  # fmt: skip
    def post(self, request: Request, uuid: UUID) -> Response:
        return _invited(request, drafts.own(request, uuid))

    @extend_schema(operation_id="proposal_draft_invite_end", responses={204: None}, summary="End the link")
    def delete(self, request: Request, uuid: UUID) -> Response:
        together.revoke(request.user, drafts.own(request, uuid), at=now())
        return Response(status=204)


class ProposalInvitation(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_invite", request=None, responses={201: outputs.InvitationOutput},
        summary="Make the link for co-proposers; an earlier one ends",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        return _invited(request, for_act(request, number))

    @extend_schema(operation_id="proposal_invite_end", responses={204: None}, summary="End the link")
    def delete(self, request: Request, number: str) -> Response:
        together.revoke(request.user, for_act(request, number), at=now())
        return Response(status=204)


class Invited(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_invited",
        responses=outputs.InvitedOutput,
        summary="What you are invited to propose",
    )
    def get(self, request: Request, token: str) -> Response:
        invitation = self._invitation(token)
        actions.join.require(request.user, invitation=invitation, at=now())
        proposal = invitation.proposal
        return Response(outputs.InvitedOutput({
            "title": proposal.title, "body": proposal.body, "author": masked(proposal.shown_author),
            "group_name": proposal.group_name, "expires_at": invitation.expires_at,
        }).data)  # fmt: skip

    @extend_schema(
        operation_id="proposal_join", request=None, responses={204: None}, summary="Become a co-proposer"
    )
    def post(self, request: Request, token: str) -> Response:
        together.join(request.user, self._invitation(token), at=now())
        return Response(status=204)

    def _invitation(self, token: str) -> Invitation:
        found = together.invitation_of(token)
        if found is None:
            raise Http404
        return found


class CoProposal(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(operation_id="proposal_leave", responses={204: None}, summary="Stop being a co-proposer")
    def delete(self, request: Request, number: str) -> Response:
        together.leave(request.user, for_act(request, number), at=now())
        return Response(status=204)
