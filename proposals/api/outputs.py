"""What a program reads: the same as on the pages. A writer is shown by a shortened name."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from civic.attachments.api.outputs import FilesOutput
from civic.common.korean import masked
from proposals import actions
from proposals.models import Answer, Proposal


class ProposalOutput(serializers.ModelSerializer[Proposal]):
    """A proposal as the list shows it; `summary` is the beginning of the text."""

    topic = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True)
    area = serializers.CharField(source="area_id", allow_null=True, help_text="Official 10-digit code")
    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, allow_null=True)
    summary = serializers.CharField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Proposal
        fields = [
            "number", "title", "title_en", "summary", "state", "kind", "topic", "area", "department", "support_count",
            "threshold", "submitted_at", "support_until", "threshold_reached_at", "answer_due_at", "interim_answered_at",
            "url",
        ]  # fmt: skip

    def get_url(self, proposal: Proposal) -> str:
        return f"{settings.SITE_URL}{proposal.get_absolute_url()}"


class AnswerOutput(serializers.ModelSerializer[Answer]):
    """An answer; `interim` ones say where the matter stands."""

    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)

    class Meta:
        model = Answer
        fields = [
            "interim", "disposition", "reason_code", "text", "text_en", "planned_on", "recheck_on", "department", "at",
        ]  # fmt: skip


class ProposalDetailOutput(ProposalOutput):
    """A proposal with its whole text and its answers."""

    summary = None  # type: ignore[assignment]  # the whole text stands in `body`
    author = serializers.SerializerMethodField(help_text="Shortened; blank when unknown")
    co_proposers = serializers.SerializerMethodField(help_text="Shortened names of those who propose it too")
    answers = AnswerOutput(many=True, read_only=True)
    files = FilesOutput(source="folder_id", help_text="Photos with their descriptions, and documents")

    class Meta(ProposalOutput.Meta):
        fields = [
            *(name for name in ProposalOutput.Meta.fields if name != "summary"),
            "body", "body_en", "place", "latitude", "longitude", "rough_cost", "author", "group_kind", "group_name",
            "co_proposers", "source", "version", "withdrawal_reason", "answers", "files",
        ]  # fmt: skip

    def get_author(self, proposal: Proposal) -> str:
        return masked(proposal.shown_author)

    def get_co_proposers(self, proposal: Proposal) -> list[str]:
        return [masked(one.user.display_name) for one in actions.co_proposers(proposal)]


class SupportOutput(serializers.Serializer[Any]):
    """How the proposal stands after the support or its undoing."""

    number = serializers.CharField()
    support_count = serializers.IntegerField()
    threshold = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    answer_due_at = serializers.DateTimeField(allow_null=True)


class AnswersOutput(serializers.Serializer[Any]):
    """Every answer of a proposal, the oldest first."""

    results = AnswerOutput(many=True)


class ProposalDraftOutput(serializers.ModelSerializer[Proposal]):
    """A draft: only those who write it read it."""

    topic = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True)
    area = serializers.CharField(source="area_id", allow_null=True)

    class Meta:
        model = Proposal
        fields = [
            "uuid", "title", "body", "kind", "topic", "area", "place", "latitude", "longitude", "rough_cost",
            "group_kind", "group_name", "personal_data_ok", "version", "saved_at",
        ]  # fmt: skip


class ProposalDraftsOutput(serializers.Serializer[Any]):
    """The caller's drafts, the newest first; at most 50."""

    results = ProposalDraftOutput(many=True)


class InvitationOutput(serializers.Serializer[Any]):
    """The link by which others become co-proposers. Whoever has it can read the text and join."""

    token = serializers.CharField()
    url = serializers.CharField()
    expires_at = serializers.DateTimeField()


class InvitedOutput(serializers.Serializer[Any]):
    """What an invited person reads before they decide."""

    title = serializers.CharField()
    body = serializers.CharField()
    author = serializers.CharField(help_text="Shortened")
    group_name = serializers.CharField()
    expires_at = serializers.DateTimeField()


class RatingOutput(serializers.Serializer[Any]):
    """The rating as it was counted."""

    value = serializers.IntegerField()


class QuestionOutput(serializers.Serializer[Any]):
    """The further question as it is public now."""

    text = serializers.CharField()
    at = serializers.DateTimeField()


class StanceOutput(serializers.Serializer[Any]):
    """How the debate stands after it."""

    stance = serializers.CharField()
    in_favour = serializers.IntegerField()
    against = serializers.IntegerField()


class FileOutput(serializers.Serializer[Any]):
    """A file that is being prepared; it appears under `files` of the proposal when it is ready."""

    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.CharField()
