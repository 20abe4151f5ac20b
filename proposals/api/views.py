"""The same acts as on the pages, for programs."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.idempotency import KEY_PARAMETER, idempotency_key
from civic.api.paging import going_on, listed, page_of
from civic.api.scopes import Scope
from civic.common.clock import now
from proposals import actions, listing
from proposals.api import inputs, outputs
from proposals.domain import answering, routing, submitting, supporting
from proposals.models import Answer, Call, Proposal, ProposalQuerySet
from proposals.queries import in_full, standing_call, terms_for, to_act, to_support


def one(request: Request, number: str, seen: Callable[[Any], ProposalQuerySet] = in_full) -> Proposal:
    """The proposal that the caller may see; hidden and absent ones are the same 404. ``seen`` is what is read of it."""
    found = seen(request.user).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def for_act(request: Request, number: str) -> Proposal:
    """The same proposal, without what only its page shows."""
    return one(request, number, to_act)


def call_for(request: Request, at: datetime) -> Call | None:
    """The call of limited time that the proposal names, if it is a public one; else the standing call."""
    slug = request.data.get("call") if isinstance(request.data, dict) else None
    public = terms_for(request.user).filter(published_at__isnull=False)
    found = public.filter(call__process__slug=str(slug)).first() if slug else None
    return found.call if found is not None else standing_call(at)


class ProposalList(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposals_list",
        parameters=[inputs.ProposalQuery],
        responses=page_of(outputs.ProposalOutput),
        summary="Public proposals, by order and filter",
    )
    def get(self, request: Request) -> Response:
        wish = listing.Wish(**checked(inputs.ProposalQuery, request.query_params))
        page = going_on(listing.page(wish, request.user, now()), wish.after)
        return listed(page, outputs.ProposalOutput)

    @extend_schema(
        operation_id="proposals_create",
        parameters=[KEY_PARAMETER],
        request=inputs.ProposalInput,
        responses={201: outputs.ProposalDetailOutput},
        summary="Submit a proposal",
    )
    def post(self, request: Request) -> Response:
        at = now()
        call = call_for(request, at)
        actions.write.require(request.user, call=call, at=at)  # before anybody reads what else was sent
        parts = checked(inputs.ProposalInput, request.data)
        parts.pop("call", None)
        key = idempotency_key(request)
        proposal = submitting.write_and_submit(request.user, call=call, at=at, key=key, **parts)
        return Response(outputs.ProposalDetailOutput(proposal).data, status=201)


class ProposalDetail(APIView):
    @extend_schema(
        operation_id="proposals_read",
        responses=outputs.ProposalDetailOutput,
        summary="One proposal with its text and its answers",
    )
    def get(self, request: Request, number: str) -> Response:
        return Response(outputs.ProposalDetailOutput(one(request, number)).data)


class OwnSupport(APIView):
    """The caller's own support of a proposal."""

    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposals_support",
        request=None,
        responses={201: outputs.SupportOutput},
        summary="Support, once",
    )
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number, to_support)
        supporting.support(request.user, proposal, at=now())
        return Response(outputs.SupportOutput(proposal).data, status=201)

    @extend_schema(
        operation_id="proposals_unsupport",
        responses={200: outputs.SupportOutput},
        summary="Take the support back",
    )
    def delete(self, request: Request, number: str) -> Response:
        proposal = one(request, number, to_support)
        supporting.unsupport(request.user, proposal, at=now())
        return Response(outputs.SupportOutput(proposal).data)


class AnswerList(APIView):
    @extend_schema(
        operation_id="proposals_answers", responses=outputs.AnswersOutput, summary="The answers of a proposal"
    )
    def get(self, request: Request, number: str) -> Response:
        proposal = one(request, number)
        return Response({"results": outputs.AnswerOutput(proposal.answers.all(), many=True).data})

    @extend_schema(
        operation_id="proposals_answer",
        request=inputs.AnswerInput,
        responses={201: outputs.AnswerOutput},
        summary="Answer, finally or in the interim",
    )
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number, to_act)
        actions.open_answer_form.require(request.user, proposal=proposal)
        given = _answer(request, proposal, checked(inputs.AnswerInput, request.data))
        return Response(outputs.AnswerOutput(given).data, status=201)


def _answer(request: Request, proposal: Proposal, parts: dict[str, Any]) -> Answer:
    if parts.pop("interim"):
        text, text_en = parts["text"], parts.get("text_en", "")
        return answering.answer_interim(request.user, proposal, text=text, text_en=text_en, at=now())
    return answering.answer(request.user, proposal, at=now(), **{"disposition": ""} | parts)


class Routes(APIView):
    @extend_schema(
        operation_id="proposals_route",
        request=inputs.RouteInput,
        responses=outputs.ProposalDetailOutput,
        summary="Hand a waiting proposal to another department",
    )
    def post(self, request: Request, number: str) -> Response:
        proposal = one(request, number, to_act)
        actions.open_answer_form.require(request.user, proposal=proposal)
        routing.route(request.user, proposal, at=now(), **checked(inputs.RouteInput, request.data))
        return Response(outputs.ProposalDetailOutput(one(request, number)).data)
