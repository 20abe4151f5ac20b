"""What a secretary's program may send about sessions; the bounds are those of the forms."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from budgeting.committee.models import Minutes, Motion, Resolution, Session
from budgeting.committee.sessions.codes import RefusalCode
from civic.areas.models import Department

STEPS = ("call", "open", "count", "close", "cancel")


def _words(most: int, **kwargs: Any) -> serializers.CharField:
    return serializers.CharField(max_length=most, required=False, allow_blank=True, default="", **kwargs)


class SessionInput(serializers.Serializer[Any]):
    """``ends_at``: until when votes in writing are taken; only for "written", which needs no place."""

    starts_at = serializers.DateTimeField()
    way = serializers.ChoiceField(Session.Way.choices, required=False, default=Session.Way.ROOM)
    place = _words(120)
    ends_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    officer = serializers.CharField(max_length=60, help_text="whom to ask")
    phone = serializers.CharField(max_length=30)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["way"] != Session.Way.WRITTEN and not attrs["place"].strip():
            raise serializers.ValidationError({"place": [_("Write where the session is held.")]})
        return attrs


class AgendaInput(serializers.Serializer[Any]):
    """A project that waits for the committee, by its number in the API, or another matter by its title."""

    project = serializers.IntegerField(required=False, allow_null=True, default=None)
    title = _words(200)
    title_en = _words(200)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["project"] is None and not attrs["title"].strip():
            said = _("Choose a project, or write the title of another matter.")
            raise serializers.ValidationError({"title": [said]})
        return attrs


class AttendanceInput(serializers.Serializer[Any]):
    """Everybody who is there, by the number of the seat; who is not named is written as absent."""

    present = serializers.ListField(child=serializers.IntegerField(), max_length=1000)


class StepInput(serializers.Serializer[Any]):
    step = serializers.ChoiceField(STEPS)


class MotionInput(serializers.Serializer[Any]):
    """The motion on which members vote in writing."""

    kind = serializers.ChoiceField([(one.value, one.label) for one in Resolution.KINDS])
    text = _words(300)
    reason = _words(2000, help_text="published when the motion is carried")
    reason_en = _words(2000)
    condition = _words(300)
    condition_en = _words(300)
    code = serializers.ChoiceField(RefusalCode.choices, required=False, allow_blank=True, default="")


class VotesInput(serializers.Serializer[Any]):
    """A motion with its votes as they were counted in the room. What it settles needs its reason, condition or code."""

    kind = serializers.ChoiceField(Motion.Kind.choices)
    ayes = serializers.IntegerField(min_value=0, max_value=1000)
    noes = serializers.IntegerField(min_value=0, max_value=1000)
    abstentions = serializers.IntegerField(min_value=0, max_value=1000, required=False, default=0)
    text = _words(300)
    reason = _words(2000)
    reason_en = _words(2000)
    condition = _words(300)
    condition_en = _words(300)
    code = serializers.ChoiceField(RefusalCode.choices, required=False, allow_blank=True, default="")


class DeferralInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, allow_blank=True)
    reason_en = _words(2000)


class RecommendationInput(serializers.Serializer[Any]):
    """``department``: its code."""

    department = serializers.SlugRelatedField(slug_field="code", queryset=Department.objects.all())
    text = serializers.CharField(max_length=2000, allow_blank=True)


class NoteInput(serializers.Serializer[Any]):
    """What the record does not say; it names nobody."""

    note = _words(4000)


class AccessInput(serializers.Serializer[Any]):
    """``ground``: the article of the law, where the minutes are not open."""

    access = serializers.ChoiceField(Minutes.Access.choices, required=False, default=Minutes.Access.OPEN)
    ground = _words(200)
