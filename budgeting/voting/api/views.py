"""The same acts as on the pages, for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.voting import actions, queries
from budgeting.voting.api import inputs, outputs
from budgeting.voting.ballots import paper
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.tallying import tally_check
from budgeting.voting.finding import find_receipt
from budgeting.voting.freshness import is_fresh
from budgeting.voting.refusals import NothingOnBallot, SignInAgain
from budgeting.voting.views.fetching import named, paper_of, vote, votes
from civic.accounts.actors import person
from civic.accounts.models import ApiToken
from civic.api.checking import checked
from civic.api.paging import PageQuery, listed, page_asked, page_of
from civic.api.scopes import Scope
from civic.common.clock import now
from civic.common.paging import Page

KEY = OpenApiParameter("Idempotency-Key", UUID, OpenApiParameter.HEADER, required=True)


class Quiet(APIView):
    """Answers that no cache keeps."""

    def finalize_response(
        self, request: Request, response: Response, *args: object, **kwargs: object
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response


class VoteList(APIView):
    @extend_schema(
        operation_id="votes_list",
        parameters=[PageQuery],
        responses=page_of(outputs.VoteOutput),
        summary="Votes, newest first",
    )
    def get(self, request: Request) -> Response:
        asked = checked(PageQuery, request.query_params)
        page = page_asked(votes(request.user), asked, order=["-budget_year", "-pk"])
        shown: Page[Any] = Page([outputs.vote_data(each) for each in page], page.next_cursor, page.is_later)
        return listed(shown, outputs.VoteOutput)


class Ballot(Quiet):
    @extend_schema(
        operation_id="votes_ballot",
        responses=outputs.BallotOutput,
        summary="A vote's ballot, whether the caller may vote, and every reason why not",
    )
    def get(self, request: Request, slug: str) -> Response:
        cycle, voter = vote(request.user, slug), person(request.user)
        group = queries.group_of(cycle)
        reasons = actions.cast_ballot.refusals(request.user, cycle=cycle, at=now())
        entry = queries.roll_entry(group, voter) if group and voter else None
        mine = paper_of(cycle, group, voter, entry) if group and voter and entry else paper(cycle, None)
        if not reasons and not mine.sections:
            reasons = [NothingOnBallot()]
        cast = queries.times_cast(group, voter) if group and voter and entry else None
        apart = queries.class_of(group, voter) if group and voter and entry and group.classes else None
        turnout = queries.turnout(group) if group else None
        data = outputs.ballot_data(cycle, mine, reasons, cast, turnout, apart)
        return Response(outputs.BallotOutput(data).data)


class Ballots(Quiet):
    scope = Scope.VOTE

    @extend_schema(
        operation_id="votes_cast",
        parameters=[KEY],
        request=inputs.CastInput,
        responses={201: outputs.ReceiptOutput, 200: outputs.ReceiptOutput},
        summary="Cast or change the caller's ballot",
        description="The same key with the same ballot gives the same receipt (200); with another ballot it is refused (422).",
    )
    def post(self, request: Request, slug: str) -> Response:
        cycle = named(request.user, slug)
        # a token is a proof of its own, made for this
        if not isinstance(request.auth, ApiToken) and not is_fresh(request._request):
            actions.cast_ballot.require(request.user, cycle=cycle, at=now())
            raise SignInAgain
        try:
            given = checked(inputs.CastInput, request.data)
        except ValidationError:
            actions.cast_ballot.require(
                request.user, cycle=cycle, at=now()
            )  # who may not vote hears that first
            raise
        receipt = cast_ballot(request.user, cycle, given["choices"], _key(request), given.get("points"))
        data = outputs.receipt_data(receipt)
        return Response(outputs.ReceiptOutput(data).data, status=200 if receipt.repeated else 201)


def _key(request: Request) -> UUID:
    """The Idempotency-Key header; raises ValidationError where it is missing or no UUID."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise ValidationError({"Idempotency-Key": [_("Send a UUID of your own in this header.")]}) from None


class Receipts(Quiet):
    scope = Scope.READ

    @extend_schema(
        operation_id="votes_receipt",
        request=inputs.ReceiptInput,
        responses=outputs.FoundOutput,
        summary="Is the ballot with this code in the box?",
    )
    def post(self, request: Request) -> Response:
        found = find_receipt(checked(inputs.ReceiptInput, request.data)["code"])
        if found is not None:
            tally_check(found.group)
        return Response(outputs.FoundOutput(outputs.found_data(found)).data)
