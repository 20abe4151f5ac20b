"""What a program may send."""

from typing import Any

from rest_framework import serializers

from budgeting.cycles.models import Project, Review
from civic.api.paging import PageQuery


class ProjectQuery(PageQuery):
    """Which projects to list."""

    cycle = serializers.SlugField(required=False)
    envelope = serializers.SlugField(required=False, help_text="Key of the envelope")
    area = serializers.RegexField(r"^\d{10}$", required=False, help_text="Official code")
    state = serializers.ChoiceField(Project.State.values, required=False)
    proposal = serializers.CharField(required=False, help_text="Reference number of the proposal")


def wanted(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters of a query on projects that a checked `ProjectQuery` asks for."""
    names = {
        "cycle": "envelope__cycle__slug",
        "envelope": "envelope__key",
        "area": "area",
        "state": "state",
        "proposal": "proposal__number",
    }
    return {names[name]: value for name, value in asked.items() if name in names}


class ProjectInput(serializers.Serializer[Any]):
    """An adopted proposal that becomes a project. Costs are won."""

    proposal = serializers.CharField(help_text="Reference number of the adopted proposal")
    cycle = serializers.SlugField()
    envelope = serializers.SlugField(help_text="Key of the envelope")
    cost = serializers.IntegerField()
    department = serializers.SlugField(
        required=False, help_text="Code of the department in charge, where it is not that of the proposal"
    )
    is_event = serializers.BooleanField(required=False, default=False)
    beneficiaries = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    beneficiaries_en = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class ReviewInput(serializers.Serializer[Any]):
    """The department's review. ``cost`` is the department's estimate, in whole numbers of which the cycle's
    ``money_unit`` make one of its currency."""

    verdict = serializers.ChoiceField(Review.Verdict.choices)
    text = serializers.CharField(max_length=4000, allow_blank=True)
    cost = serializers.IntegerField()
    reason_code = serializers.ChoiceField(Review.Reason.choices, required=False, allow_blank=True, default="")
    condition = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    calculation = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class WithdrawalInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class PhaseInput(serializers.Serializer[Any]):
    """New dates of a phase, with the reason that everybody reads."""

    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=300, allow_blank=True)
