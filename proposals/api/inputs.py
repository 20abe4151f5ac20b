"""What a program may send."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from rest_framework import serializers

from civic.api.paging import PageQuery
from civic.areas.models import Area, Department, Topic
from civic.attachments.models import Attachment
from proposals import listing
from proposals.actions import TITLE_LENGTH
from proposals.forms import BODY_LENGTH
from proposals.models import Answer, Proposal, Terms, Transfer, Voice


class ProposalQuery(PageQuery):
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
    call = serializers.CharField(required=False, max_length=80, help_text="Slug of a call")
    seed = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=2**31 - 1,
        help_text="For order=random: the same seed, the same order",
    )


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
    latitude = serializers.DecimalField(
        max_digits=7, decimal_places=4, min_value=Decimal(-90), max_value=Decimal(90), required=False, allow_null=True,
        help_text="Degrees (WGS 84); public. With `longitude`, or neither",
    )  # fmt: skip
    longitude = serializers.DecimalField(
        max_digits=7,
        decimal_places=4,
        min_value=Decimal(-180),
        max_value=Decimal(180),
        required=False,
        allow_null=True,
    )
    call = serializers.CharField(
        max_length=80,
        required=False,
        allow_blank=True,
        help_text="Slug of a call of limited time; without it the standing call takes the proposal",
    )
    personal_data_ok = serializers.BooleanField(
        default=False,
        help_text="The writer knows that the text holds a phone or account number or an address",
    )

    def validate_call(self, slug: str) -> str:
        """One that everybody may see."""
        public = Terms.objects.visible_to(AnonymousUser())
        if slug and not public.filter(call__process__slug=slug).exists():
            raise serializers.ValidationError(_("There is no such call."))
        return slug

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Half a position is none."""
        if (attrs.get("latitude") is None) != (attrs.get("longitude") is None):
            raise serializers.ValidationError(
                {"longitude": _("Send both latitude and longitude, or neither.")}
            )
        return attrs


class ProposalDraftInput(ProposalInput):
    """Parts of a draft; what is not sent stays as it is. `version` is the one that was read: a newer one is refused."""

    topic = serializers.SlugRelatedField(
        slug_field="slug", queryset=Topic.objects.all(), required=False, allow_null=True
    )
    body = serializers.CharField(max_length=BODY_LENGTH, required=False, allow_blank=True)
    kind = serializers.ChoiceField(Proposal.Kind.choices, required=False)
    group_kind = serializers.ChoiceField(Proposal.Group.choices, required=False, allow_blank=True)
    group_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    version = serializers.IntegerField(required=False, min_value=1)
    personal_data_ok = serializers.BooleanField(required=False)


class ProposalDraftChangeInput(ProposalDraftInput):
    """As a draft; the call for which it was begun stays."""

    call = None  # type: ignore[assignment]  # how a serializer takes a field of its parent away


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


class ReasonInput(serializers.Serializer[Any]):
    """Why; it is public."""

    reason = serializers.CharField(max_length=300, allow_blank=True)


class MergeInput(ReasonInput):
    """Into which public proposal, and why."""

    target = serializers.SlugRelatedField(
        slug_field="number", queryset=Proposal.objects.published(), help_text="Number of the other proposal"
    )


class SplitInput(ReasonInput):
    """The part that becomes a proposal of its own, in the proposer's words."""

    title = serializers.CharField(max_length=TITLE_LENGTH, min_length=4)
    body = serializers.CharField(max_length=BODY_LENGTH)


class TransferInput(ReasonInput):
    """To a borough (`area`) or to a body outside the city (`body`): one of the two."""

    area = serializers.PrimaryKeyRelatedField(
        queryset=Area.objects.all(), required=False, allow_null=True, pk_field=serializers.CharField()
    )
    body = serializers.CharField(max_length=120, required=False, allow_blank=True)
    body_en = serializers.CharField(max_length=120, required=False, allow_blank=True)
    on = serializers.DateField()
    link = serializers.URLField(required=False, allow_blank=True)


class TransferNewsInput(serializers.Serializer[Any]):
    """How it stands at the other body."""

    status = serializers.ChoiceField(Transfer.Status.choices)
    note = serializers.CharField(max_length=500, allow_blank=True)
    link = serializers.URLField(required=False, allow_blank=True)


class DebateInput(ReasonInput):
    """The question of a public debate, its dates, and why it is held."""

    question = serializers.CharField(max_length=200)
    question_en = serializers.CharField(max_length=200, required=False, allow_blank=True)
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class ConclusionsInput(serializers.Serializer[Any]):
    """What was said on both sides, and what the city does with it."""

    conclusions = serializers.CharField(max_length=20_000, allow_blank=True)
    conclusions_en = serializers.CharField(max_length=20_000, required=False, allow_blank=True)


class StanceInput(serializers.Serializer[Any]):
    """A position in a public debate; it can be changed until the debate closes."""

    stance = serializers.ChoiceField(Voice.Stance.choices)


class RatingInput(serializers.Serializer[Any]):
    """From 1 (very poor) to 5 (very good)."""

    value = serializers.IntegerField(min_value=1, max_value=5)


class QuestionInput(serializers.Serializer[Any]):
    """What is asked once more; public."""

    text = serializers.CharField(max_length=1000, allow_blank=True)


class FileInput(serializers.Serializer[Any]):
    """A photo or a document, as multipart/form-data."""

    kind = serializers.ChoiceField(Attachment.Kind.choices)
    file = serializers.FileField()
    words = serializers.CharField(
        max_length=300,
        help_text="Photo: what can be seen on it. Document: its title (at most 150 characters)",
    )
    words_en = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="The same in English"
    )
