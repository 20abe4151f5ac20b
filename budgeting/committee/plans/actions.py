"""What may be done about a Community Innovation Plan, by whom and when."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from budgeting.committee.actions import secretary
from budgeting.committee.models import Committee, Plan
from budgeting.committee.plans import refusals
from budgeting.committee.plans.questions import QUESTIONS
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.make_plan", label=_("Begin a Community Innovation Plan"))
def make_plan(actor: Actor, *, committee: Committee, year: int | None) -> Iterator[Refusal]:
    """A borough's committee, one a year. ``year`` is None while it is not chosen."""
    yield from secretary(actor)
    if committee.area_id is None:
        yield refusals.NotABoroughCommittee()
    if year is not None and Plan.objects.filter(area=committee.area_id, year=year).exists():
        yield refusals.PlanExists()


@action("committee.write_plan", label=_("Write the projects of a plan"))
def write_plan(actor: Actor, *, plan: Plan) -> Iterator[Refusal]:
    """Until it is agreed."""
    yield from secretary(actor)
    if plan.state == Plan.State.AGREED:
        yield refusals.PlanAgreed()


@action("committee.publish_plan", label=_("Open the consultation with the city"))
def publish_plan(actor: Actor, *, plan: Plan) -> Iterator[Refusal]:
    """With its projects in their ranks; from then on everybody reads along."""
    yield from secretary(actor)
    if not plan.entries.exists():
        yield refusals.PlanEmpty()


@action("committee.remark_on_plan", label=_("Record a remark of the city, or its answer"))
def remark(actor: Actor, *, plan: Plan) -> Iterator[Refusal]:
    """During the consultation."""
    yield from secretary(actor)
    if plan.state != Plan.State.CONSULTATION:
        yield refusals.NotInConsultation()


@action("committee.agree_plan", label=_("Agree a plan"))
def agree_plan(actor: Actor, *, plan: Plan) -> Iterator[Refusal]:
    """When every remark of the city has its answer."""
    yield from secretary(actor)
    if plan.remarks.filter(answered_at__isnull=True).exists():
        yield refusals.RemarksOpen()


@action("committee.assess_plan", label=_("Fill in the evaluation form"))
def assess(actor: Actor, *, plan: Plan, question: str | None) -> Iterator[Refusal]:
    """Of an agreed plan, question by question. ``question`` is None while none is chosen."""
    yield from secretary(actor)
    if plan.state != Plan.State.AGREED:
        yield refusals.NotEvaluatedYet()
    if question is not None and question not in QUESTIONS:
        yield refusals.UnknownQuestion()
