"""A borough's plan: written, ranked, consulted on with the city, agreed, evaluated."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from budgeting.committee.models import Assessment, CityRemark, Committee, Plan, PlanEntry
from budgeting.committee.plans import actions
from budgeting.committee.plans.refusals import NotABoroughCommittee, PlanExists
from budgeting.committee.plans.states import table
from budgeting.committee.sessions.refusals import AnsweredAlready
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing


@transaction.atomic
def make_plan(
    actor: Actor,
    committee: Committee,
    *,
    year: int,
    title: str,
    concept: str,
    title_en: str = "",
    concept_en: str = "",
) -> Plan:
    """Begin the plan of a borough's committee for a year. Raises NotABoroughCommittee, PlanExists."""
    actions.make_plan.require(actor, committee=committee, year=year)
    if committee.area is None:  # refused above already; said once more for the type checker
        raise NotABoroughCommittee
    with refusing({"plan_once_a_borough_and_year": PlanExists}):
        plan = Plan.objects.create(
            committee=committee,
            area=committee.area,
            year=year,
            title=title,
            title_en=title_en,
            concept=concept,
            concept_en=concept_en,
        )
    record(actor, "committee.make_plan", plan, year=year)
    return plan


@transaction.atomic
def add_entry(
    actor: Actor,
    plan: Plan,
    *,
    rank: int,
    title: str,
    cost: int,
    why: str,
    title_en: str = "",
    sector: str = "",
    project: Project | None = None,
) -> PlanEntry:
    """Put a project at a rank; what stands there and below moves down by one. ``cost`` in won. Raises PlanAgreed."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    actions.write_plan.require(actor, plan=plan)
    rank = min(rank, plan.entries.count() + 1)
    plan.entries.filter(rank__gte=rank).update(rank=F("rank") + 1)
    entry = PlanEntry.objects.create(
        plan=plan,
        rank=rank,
        title=title,
        title_en=title_en,
        cost=cost,
        why=why,
        sector=sector,
        project=project,
    )
    record(actor, "committee.rank_in_plan", plan, rank=rank, title=title, cost=cost)
    return entry


@transaction.atomic
def publish_plan(actor: Actor, plan: Plan) -> Plan:
    """Open the consultation with the city. Raises PlanEmpty, StaleState."""
    actions.publish_plan.require(actor, plan=plan)
    fresh = table.move(plan, "consult")
    record(actor, "committee.publish_plan", plan)
    return fresh


@transaction.atomic
def remark_on(actor: Actor, plan: Plan, *, text: str, at: datetime) -> CityRemark:
    """Record a remark of the city. Raises NotInConsultation."""
    actions.remark.require(actor, plan=plan)
    remark = CityRemark.objects.create(plan=plan, text=text.strip(), at=at)
    record(actor, "committee.remark_on_plan", plan, remark=remark.pk)
    return remark


@transaction.atomic
def answer_remark(actor: Actor, remark: CityRemark, *, answer: str, at: datetime) -> CityRemark:
    """The borough's answer, once. Raises NotInConsultation, AnsweredAlready."""
    remark = CityRemark.objects.select_for_update(of=("self",)).select_related("plan").get(pk=remark.pk)
    actions.remark.require(actor, plan=remark.plan)
    if remark.answered_at is not None:
        raise AnsweredAlready
    remark.answer, remark.answered_at = answer.strip(), at
    remark.save(update_fields=["answer", "answered_at"])
    record(actor, "committee.answer_remark", remark.plan, remark=remark.pk)
    return remark


@transaction.atomic
def agree_plan(actor: Actor, plan: Plan, *, at: datetime) -> Plan:
    """The plan stands. Raises RemarksOpen, StaleState."""
    actions.agree_plan.require(actor, plan=plan)
    fresh = table.move(plan, "agree", agreed_at=at)
    record(actor, "committee.agree_plan", plan, entries=plan.entries.count())
    return fresh


@transaction.atomic
def assess(actor: Actor, plan: Plan, *, question: str, level: int, text: str, at: datetime) -> Assessment:
    """Answer one question of the evaluation form, or answer it anew. Raises NotEvaluatedYet, UnknownQuestion."""
    actions.assess.require(actor, plan=plan, question=question)
    row, _made = Assessment.objects.update_or_create(
        plan=plan, question=question, defaults={"level": level, "text": text.strip(), "at": at}
    )
    record(actor, "committee.assess_plan", plan, question=question, level=level)
    return row
