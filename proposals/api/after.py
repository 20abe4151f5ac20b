"""After the answer, and files: rate, ask once more, add a photo or a document."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.idempotency import KEY_PARAMETER, idempotency_key
from civic.api.scopes import Scope
from civic.attachments import actions as file_actions
from civic.attachments.domain import adding
from civic.attachments.queries import held_or_404
from civic.attachments.refusals import TooLarge
from civic.attachments.uploads import was_too_large
from civic.audit.domain.recording import reference
from civic.common.clock import now
from proposals import actions
from proposals.api import inputs, outputs
from proposals.api.views import for_act
from proposals.domain import following_up
from proposals.models import Answer


def _final(request: Request, number: str) -> Answer:
    """The final answer of a proposal that the caller may see."""
    found = following_up.final_of(for_act(request, number))
    if found is None:
        raise Http404
    return found


class Ratings(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_rate", request=inputs.RatingInput, responses={201: outputs.RatingOutput},
        summary="Rate the final answer, once",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        answer = _final(request, number)
        actions.rate_answer.require(request.user, answer=answer)
        rating = following_up.rate(
            request.user, answer, at=now(), **checked(inputs.RatingInput, request.data)
        )
        return Response(outputs.RatingOutput(rating).data, status=201)


class Questions(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="proposal_ask", request=inputs.QuestionInput, responses={201: outputs.QuestionOutput},
        summary="Ask once more about the final answer",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        answer = _final(request, number)
        actions.ask_once_more.require(request.user, answer=answer, text="-", at=now())
        asked = following_up.ask_once_more(
            request.user, answer, at=now(), **checked(inputs.QuestionInput, request.data)
        )
        return Response(outputs.QuestionOutput({"text": asked.text, "at": asked.at}).data, status=201)


class Files(APIView):
    scope = Scope.TAKE_PART
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="proposal_add_file", request={"multipart/form-data": inputs.FileInput},
        responses={202: outputs.FileOutput}, parameters=[KEY_PARAMETER], summary="Add a photo or a document with its description",
    )  # fmt: skip
    def post(self, request: Request, number: str) -> Response:
        held = held_or_404(reference(for_act(request, number)), request.user)
        at = now()
        file_actions.open_page.require(request.user, held=held, at=at)
        sent = request.data  # read now: what is too large is left out while it is read
        if was_too_large(request._request):
            raise TooLarge
        given = checked(inputs.FileInput, sent)
        chosen = adding.Chosen(given["file"], given["file"].name, given["kind"])
        words = {name: given[name] for name in ("words", "words_en") if name in given}
        added = adding.add(request.user, held, chosen, at=at, key=idempotency_key(request), **words)
        return Response(outputs.FileOutput(added).data, status=202)
