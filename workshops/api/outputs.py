"""What a program reads."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from civic.attachments.api.outputs import FilesOutput
from workshops.calendar import page_of
from workshops.domain.waiting import place_in_line
from workshops.models import Opinion, Registration, Series, Waiting, Workshop


class WorkshopOutput(serializers.ModelSerializer[Workshop]):
    """A workshop as the list shows it."""

    area = serializers.CharField(source="area_id", help_text="Official 10-digit code")
    department = serializers.CharField(source="department.code")
    topic = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    series = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, allow_null=True)
    seats_left = serializers.IntegerField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Workshop
        fields = [
            "code", "title", "title_en", "state", "format", "area", "department", "topic", "series", "place", "starts_at",
            "ends_at", "capacity", "seats_left", "sign_language", "captions", "childcare", "url",
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


class WorkshopDetailOutput(WorkshopOutput):
    """A workshop with its text, its dates, and the outcome once the record is public."""

    outcome = OutcomeOutput(read_only=True, allow_null=True)
    record_due_at = serializers.DateTimeField()
    answers_due_at = serializers.DateTimeField()
    files = FilesOutput(source="folder_id", help_text="Photos with their descriptions, and documents")

    class Meta(WorkshopOutput.Meta):
        fields = [
            *WorkshopOutput.Meta.fields, "summary", "summary_en", "access_notes", "cancel_reason", "record_due_at",
            "answers_due_at", "recorded_at", "reported_at", "outcome", "files",
        ]  # fmt: skip


class RegistrationOutput(serializers.ModelSerializer[Registration]):
    """One's own registration; the code is shown at the door."""

    workshop = serializers.CharField(source="workshop.code")

    class Meta:
        model = Registration
        fields = ["workshop", "code", "name", "needs", "created_at", "checked_in_at"]


class WaitingOutput(serializers.ModelSerializer[Waiting]):
    """One's own place in line: 1 is next; 0 while a place is held."""

    workshop = serializers.CharField(source="workshop.code")
    place = serializers.SerializerMethodField()

    class Meta:
        model = Waiting
        fields = ["workshop", "name", "needs", "joined_at", "place", "offered_at", "offer_until"]

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
    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    proposal = serializers.SlugRelatedField[Any](slug_field="number", read_only=True)
    theme = serializers.SlugRelatedField[Any](slug_field="title", read_only=True)
    votes = VotesOutput(source="votes_counted", read_only=True, allow_null=True)

    class Meta:
        model = Opinion
        fields = [
            "id", "text", "text_en", "department", "due_at", "disposition", "reason_code", "answer", "answer_en",
            "planned_on", "recheck_on", "evidence_url", "answered_at", "theme", "proposal", "votes",
        ]  # fmt: skip


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


class SeriesPage(serializers.Serializer[Any]):
    """A page of series."""

    results = SeriesOutput(many=True)
    next = serializers.CharField(allow_null=True)


class WorkshopPage(serializers.Serializer[Any]):
    """A page of workshops; `next` goes into `after`, null on the last page."""

    results = WorkshopOutput(many=True)
    next = serializers.CharField(allow_null=True)


class OpinionPage(serializers.Serializer[Any]):
    """A page of opinions."""

    results = OpinionOutput(many=True)
    next = serializers.CharField(allow_null=True)
