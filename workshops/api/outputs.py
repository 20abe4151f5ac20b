"""What a program reads."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from civic.attachments.api.outputs import FilesOutput
from workshops.calendar import page_of
from workshops.domain.waiting import place_in_line
from workshops.models import (
    AgendaItem,
    FollowUp,
    Opinion,
    Question,
    Registration,
    Reserved,
    Series,
    Theme,
    Waiting,
    Workshop,
)


class WorkshopOutput(serializers.ModelSerializer[Workshop]):
    """A workshop as the list shows it."""

    area = serializers.CharField(source="area_id", help_text="Official 10-digit code")
    department = serializers.CharField(source="department.code")
    topic = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True)
    series = serializers.SlugRelatedField[Any](
        slug_field="code", read_only=True, allow_null=True, source="public_series"
    )
    seats_left = serializers.IntegerField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Workshop
        fields = [
            "code", "title", "title_en", "state", "format", "area", "department", "topic", "series", "place",
            "place_en", "starts_at", "ends_at", "capacity", "seats_left", "sign_language", "captions", "childcare", "url",
        ]  # fmt: skip

    def get_url(self, workshop: Workshop) -> str:
        return page_of(workshop)


class OutcomeOutput(serializers.Serializer[Any]):
    """What became of the opinions; `total` is the denominator of `percent`."""

    total = serializers.IntegerField()
    taken_up = serializers.IntegerField()
    open = serializers.IntegerField()
    percent = serializers.IntegerField()
    by_disposition = serializers.DictField(child=serializers.IntegerField())


class WorkshopQuestionOutput(serializers.ModelSerializer[Question]):
    """What the host asks of those who register."""

    class Meta:
        model = Question
        fields = ["id", "text", "text_en", "kind", "choices", "choices_en", "required"]


class WorkshopAgendaOutput(serializers.ModelSerializer[AgendaItem]):
    """One item of the agenda; together they fill the workshop."""

    class Meta:
        model = AgendaItem
        fields = ["title", "title_en", "minutes"]


class ReservedOutput(serializers.ModelSerializer[Reserved]):
    """Places that are kept for some; they are not among `seats_left`."""

    area = serializers.CharField(source="area_id", allow_null=True)

    class Meta:
        model = Reserved
        fields = ["kind", "area", "seats", "left"]


class WorkshopDetailOutput(WorkshopOutput):
    """A workshop with its text, its dates, and the outcome once the record is public."""

    partners = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, many=True)
    agenda = WorkshopAgendaOutput(many=True, read_only=True)
    questions = WorkshopQuestionOutput(many=True, read_only=True)
    reserved = ReservedOutput(many=True, read_only=True)
    outcome = OutcomeOutput(read_only=True, allow_null=True)
    record_due_at = serializers.DateTimeField()
    answers_due_at = serializers.DateTimeField()
    files = FilesOutput(source="folder_id", help_text="Photos with their descriptions, and documents")

    class Meta(WorkshopOutput.Meta):
        fields = [
            *WorkshopOutput.Meta.fields, "summary", "summary_en", "access_notes", "access_notes_en", "access",
            "companions_max", "reserved", "by_citizens", "planned_by", "partners", "agenda", "questions", "terms",
            "terms_en", "contact", "cancel_reason", "cancel_reason_en", "record_due_at",
            "answers_due_at", "recorded_at", "reported_at", "outcome", "files",
        ]  # fmt: skip


class RegistrationOutput(serializers.ModelSerializer[Registration]):
    """One's own registration; the code is shown at the door. `places` says which sort it takes, null the open ones."""

    workshop = serializers.CharField(source="workshop.code")
    places = serializers.CharField(source="reserved.kind", allow_null=True, default=None)

    class Meta:
        model = Registration
        fields = [
            "workshop", "code", "name", "needs", "companions", "places", "table", "created_at", "checked_in_at",
        ]  # fmt: skip


class WaitingOutput(serializers.ModelSerializer[Waiting]):
    """One's own place in line: 1 is next; 0 while a place is held."""

    workshop = serializers.CharField(source="workshop.code")
    place = serializers.SerializerMethodField()

    class Meta:
        model = Waiting
        fields = [
            "workshop",
            "name",
            "needs",
            "companions",
            "wheelchair",
            "joined_at",
            "place",
            "offered_at",
            "offer_until",
        ]

    def get_place(self, entry: Waiting) -> int:
        return 0 if entry.offered_at else place_in_line(entry)


class VotesOutput(serializers.Serializer[Any]):
    """How participants of an imported conversation answered a statement."""

    agree = serializers.IntegerField()
    disagree = serializers.IntegerField()
    unsure = serializers.IntegerField()


class OpinionOutput(serializers.ModelSerializer[Opinion]):
    """A published opinion; never who said it."""

    id = serializers.UUIDField(source="uuid")
    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, allow_null=True)
    proposal = serializers.SlugRelatedField[Any](
        slug_field="number", read_only=True, allow_null=True, source="public_proposal"
    )
    theme = serializers.SlugRelatedField[Any](slug_field="title", read_only=True, allow_null=True)
    evidence_url = serializers.CharField(help_text="Where it can be seen; may be empty")
    votes = VotesOutput(source="votes_counted", read_only=True, allow_null=True)

    class Meta:
        model = Opinion
        fields = [
            "id", "text", "text_en", "department", "due_at", "disposition", "reason_code", "answer", "answer_en",
            "planned_on", "recheck_on", "evidence_url", "answered_at", "theme", "proposal", "votes",
        ]  # fmt: skip


class ThemeOutput(serializers.ModelSerializer[Theme]):
    """A theme of a workshop's published opinions: how many they are, how many wait, and which department answers."""

    id = serializers.UUIDField(source="uuid")
    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, allow_null=True)
    size = serializers.IntegerField()
    waiting = serializers.IntegerField()

    class Meta:
        model = Theme
        fields = ["id", "title", "title_en", "department", "due_at", "size", "waiting"]


class ThemeList(serializers.Serializer[Any]):
    """The themes of a workshop."""

    results = ThemeOutput(many=True)


class ReportOutput(serializers.ModelSerializer[FollowUp]):
    """A report that the city owes so many `days` after the workshop; text and figures once it is published."""

    remark = serializers.SerializerMethodField()
    remark_en = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()

    class Meta:
        model = FollowUp
        fields = ["days", "due_at", "published_at", "remark", "remark_en", "figures"]

    def get_remark(self, report: FollowUp) -> str:
        return report.remark if report.published_at else ""

    def get_remark_en(self, report: FollowUp) -> str:
        return report.remark_en if report.published_at else ""

    def get_figures(self, report: FollowUp) -> dict[str, Any]:
        """The frozen numbers, without the list of single opinions, which the list of opinions gives."""
        if not report.published_at:
            return {}
        return {
            name: value for name, value in report.figures.items() if name not in ("dispositions", "changes")
        }


class ReportList(serializers.Serializer[Any]):
    """The reports of a workshop."""

    results = ReportOutput(many=True)


class SeriesOutput(serializers.ModelSerializer[Series]):
    """A series of workshops; `next_at` is when its next announced workshop begins."""

    department = serializers.CharField(source="department.code")
    topic = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True)
    next_at = serializers.DateTimeField(allow_null=True, default=None)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Series
        fields = [
            "code", "title", "title_en", "kind", "rhythm", "audience", "summary", "summary_en", "department", "topic",
            "ended_at", "next_at", "url",
        ]  # fmt: skip

    def get_url(self, series: Series) -> str:
        return f"{settings.SITE_URL}{series.get_absolute_url()}"
