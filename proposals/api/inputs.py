"""What a program may send."""

from typing import Any

from rest_framework import serializers

from civic.areas.models import Area, Department, Topic
from proposals import listing
from proposals.actions import TITLE_LENGTH
from proposals.forms import BODY_LENGTH
from proposals.models import Answer, Proposal


class ProposalQuery(serializers.Serializer[Any]):
    """Which proposals to list."""

    order = serializers.ChoiceField(list(listing.ORDERS), default="newest")
    q = serializers.CharField(
        required=False, max_length=100, help_text="Words; two letters of a word are enough"
    )
    area = serializers.RegexField(
        r"^\d{10}$", required=False, help_text="Official code; its districts are included"
    )
    topic = serializers.CharField(required=False, max_length=60, help_text="Slug of a policy topic")
    state = serializers.ChoiceField(Proposal.PUBLIC_STATES, required=False)
    department = serializers.CharField(required=False, max_length=60, help_text="Code of a department")
    seed = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=2**31 - 1,
        help_text="For order=random: the same seed, the same order",
    )
    after = serializers.CharField(required=False, help_text="`next` of the page before")


class ProposalInput(serializers.Serializer[Any]):
    """A whole proposal; it is submitted at once."""

    title = serializers.CharField(max_length=TITLE_LENGTH, min_length=4)
    body = serializers.CharField(max_length=BODY_LENGTH)
    kind = serializers.ChoiceField(Proposal.Kind.choices, default=Proposal.Kind.SOLUTION)
    topic = serializers.SlugRelatedField(slug_field="slug", queryset=Topic.objects.all())
    area = serializers.PrimaryKeyRelatedField(
        queryset=Area.objects.all(), required=False, allow_null=True, pk_field=serializers.CharField()
    )
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    rough_cost = serializers.IntegerField(
        min_value=0, max_value=10**15, required=False, allow_null=True, help_text="In won"
    )
    personal_data_ok = serializers.BooleanField(
        default=False,
        help_text="The writer knows that the text holds a phone or account number or an address",
    )


class AnswerInput(serializers.Serializer[Any]):
    """A department's answer. An interim one needs the text only; for the others see the refusals."""

    interim = serializers.BooleanField(default=False)
    text = serializers.CharField(max_length=20_000, allow_blank=True)
    text_en = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    disposition = serializers.ChoiceField(Answer.Disposition.choices, required=False)
    reason_code = serializers.ChoiceField(Answer.Reason.choices, required=False, allow_blank=True)
    planned_on = serializers.DateField(required=False, allow_null=True)
    recheck_on = serializers.DateField(required=False, allow_null=True)


class RouteInput(serializers.Serializer[Any]):
    """To which department, and why; both are public."""

    department = serializers.SlugRelatedField(slug_field="code", queryset=Department.objects.all())
    reason = serializers.CharField(max_length=300, allow_blank=True)
