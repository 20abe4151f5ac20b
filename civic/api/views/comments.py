"""Comments for programs. They live here and not with the comments, because the API stands above them."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.idempotency import KEY_PARAMETER, idempotency_key
from civic.api.paging import PageQuery, page_of, paged
from civic.api.scopes import Scope
from civic.comments import actions
from civic.comments.domain.writing import LONGEST, Words, write_comment
from civic.comments.models import Comment
from civic.comments.queries import shown_thread
from civic.common import clock
from civic.common.korean import masked


class CommentInput(serializers.Serializer[Any]):
    """What a person wants to say."""

    body = serializers.CharField(max_length=LONGEST)
    stance = serializers.ChoiceField(choices=Comment.Stance.choices, default=Comment.Stance.NEUTRAL)
    reply_to = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=2**63 - 1)


class CommentOutput(serializers.Serializer[Comment]):
    """A comment as everybody may read it. Of a hidden one only its place and the rule are shown."""

    id = serializers.IntegerField()
    reply_to = serializers.IntegerField(source="parent_id", allow_null=True)
    stance = serializers.ChoiceField(choices=Comment.Stance.choices)
    author = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    hidden_rule = serializers.CharField()

    def get_author(self, comment: Comment) -> str:
        return masked(comment.author.display_name) if comment.author and comment.hidden_at is None else ""

    def get_body(self, comment: Comment) -> str:
        return comment.body if comment.hidden_at is None else ""


class Comments(APIView):
    """The comments of one thread, replies among them, newest first."""

    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="comments_list",
        summary="Comments of a thread, newest first",
        parameters=[PageQuery],
        responses=page_of(CommentOutput),
    )
    def get(self, request: Request, thread: int) -> Response:
        found = shown_thread(thread, request.user).thread
        comments = Comment.objects.visible_to(request.user).filter(thread=found).select_related("author")
        return paged(request, comments, order=["-id"], output=CommentOutput)

    @extend_schema(
        operation_id="comments_create",
        summary="Write a comment",
        parameters=[KEY_PARAMETER, OpenApiParameter("thread", int, OpenApiParameter.PATH)],
        request=CommentInput,
        responses={201: CommentOutput},
    )
    def post(self, request: Request, thread: int) -> Response:
        found = shown_thread(thread, request.user).thread
        actions.write.require(
            request.user, thread=found, at=clock.now()
        )  # before anybody reads what was sent
        data = checked(CommentInput, request.data)
        words = Words(data["body"], data["stance"], data.get("reply_to"), idempotency_key(request))
        comment = write_comment(request.user, found, words)
        return Response(CommentOutput(comment).data, status=status.HTTP_201_CREATED)
