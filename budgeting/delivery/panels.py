"""What delivery shows on the desk, on home, on the pages of a cycle and a project, and on the golden thread."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.cycles.lineage import came_to
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.parts import cycle_part, project_part
from budgeting.delivery import actions, queries
from budgeting.delivery.domain.beginning import waiting
from budgeting.delivery.models import ASK_AFTER, ASK_FOR, Delivery, Verdict
from budgeting.delivery.states import State
from budgeting.delivery.wording import events, money_in_words, pictured, tag_kind
from civic.accounts.actors import holds, offices_of
from civic.accounts.models import Role
from civic.common.bilingual import localized
from civic.common.money import amount_text
from civic.portal.panels import Context, panel
from civic.portal.threads import Knot, thread_part

SHOWN = 8
OF_A_YEAR = 4


@panel("delivery.milestones", place="desk", order=50, template="delivery/panels/milestones.html")
def milestones(request: HttpRequest, at: datetime) -> Context | None:
    """Of the officer's departments the milestones, soonest first, and the findings to be answered; and results whose
    deliveries have not begun."""
    mine = offices_of(request.user)
    due = list(queries.open_milestones(mine)[:SHOWN]) if mine else []
    findings = list(queries.findings_waiting(mine)[:SHOWN]) if mine else []
    cycles: list[Cycle] = []
    if holds(request.user, Role.Kind.BUDGET):
        cycles = list(Cycle.objects.filter(pk__in=waiting()).select_related("process"))
    if not (due or findings or cycles):
        return None
    carries_out = holds(request.user, Role.Kind.OFFICER)
    return {"due": due, "findings": findings, "cycles": cycles, "carries_out": carries_out}


@panel("delivery.home", place="home", order=60, template="delivery/panels/home.html")
def execution(request: HttpRequest, at: datetime) -> Context | None:
    """How much of the money of the newest year under way is spent, and how many of its projects are complete."""
    carried_out = Delivery.objects.values("project__envelope__cycle")
    found = Cycle.objects.visible_to(AnonymousUser()).filter(pk__in=carried_out).select_related("process")
    newest = list(found.order_by("-budget_year", "-pk")[:OF_A_YEAR])
    cycles = [one for one in newest if one.budget_year == newest[0].budget_year]
    if not cycles:
        return None
    totals = queries.totals_of((one.pk for one in cycles), queries.day(at))
    cycles.sort(key=lambda one: -totals[one.pk].planned)
    lines = [{"cycle": one, "totals": totals[one.pk]} for one in cycles]
    return {"lines": lines, "award": queries.open_award(at)}


@project_part("delivery.delivery", order=30, template="delivery/parts/project.html")
def on_project(project: Project, viewer: Any, at: datetime) -> Context | None:
    """Progress, milestones with their slips, and the money."""
    delivery = queries.of_project(project, viewer)
    if delivery is None:
        return None
    line = queries.Line(delivery, queries.day(at))
    visits = list(delivery.visits.all())
    waiting_for_answer = any(one.answered_at is None for one in visits)
    return {
        "visits": visits,
        "may_visit": actions.see_to_visits.allows(viewer),
        "may_answer": waiting_for_answer and actions.answer_visits.allows(viewer, delivery=delivery),
        "delivery": delivery,
        "line": line,
        "kind": tag_kind(line),
        "events": events(line),
        "pictured": pictured(line),
        **_said(delivery, at),
        "own_work": actions.is_own_work(viewer, delivery),
        "money": money_in_words(line),
        "spendings": list(delivery.spendings.all()),
        "may_keep": actions.keep.allows(viewer, delivery=delivery),
    }


def _said(delivery: Delivery, at: datetime) -> Context:
    """What citizens say of the outcome, once they were asked: one query."""
    if delivery.asked_at is None:
        ended = delivery.completed_on
        return {"ask_on": ended + ASK_AFTER} if ended is not None else {}
    said, until = queries.said_of(delivery), delivery.asked_at + ASK_FOR
    rows = [(label, said.by[value]) for value, label in Verdict.Answer.choices]
    return {"said": said, "said_rows": rows, "asked_until": until if at < until else None}


@cycle_part("delivery.delivery", order=40, template="delivery/parts/cycle.html")
def on_cycle(cycle: Cycle, viewer: Any, at: datetime) -> Context | None:
    """How much of the cycle's money is spent and how many projects are complete."""
    totals = queries.totals(cycle, queries.day(at))
    return {"cycle": cycle, "totals": totals} if totals.count else None


def _moment(day: Any) -> datetime:
    """A calendar day as a moment of the thread: its beginning in the city's time."""
    return timezone.make_aware(datetime.combine(day, time()))


@thread_part("delivery")
def knots(number: str, viewer: Any) -> Iterator[Knot]:
    """The money planned, each milestone reached, slipped or due, and what was spent in the end."""
    for delivery in queries.deliveries(viewer).filter(project__in=came_to(number)):
        url = f"{delivery.project.get_absolute_url()}#delivery"
        line = queries.Line(delivery, timezone.localdate())
        title = _("Funded: %(amount)s") % {
            "amount": amount_text(delivery.planned, delivery.project.envelope.cycle.money)
        }
        yield Knot(
            "money",
            delivery.created_at,
            title,
            money_in_words(line),
            url,
            facts={"planned": delivery.planned, "spent": line.spent},
        )
        for milestone in line.milestones:
            done = milestone.done_on is not None
            for slip in milestone.slips.all():
                moved = _("Later than planned: %(milestone)s") % {"milestone": localized(milestone, "title")}
                yield Knot("milestones", slip.at, moved, localized(slip, "reason"), url)
            if done or delivery.state not in (State.COMPLETED, State.CANCELLED):
                yield Knot(
                    "milestones",
                    _moment(milestone.done_on or milestone.due_on),
                    localized(milestone, "title"),
                    milestone.note,
                    url,
                    done=done,
                )
        yield from _end(delivery, line, url)


def _end(delivery: Delivery, line: queries.Line, url: str) -> Iterator[Knot]:
    if delivery.state == State.COMPLETED and delivery.completed_on:
        yield Knot("evaluation", _moment(delivery.completed_on), _("Completed"), money_in_words(line), url)
    elif delivery.state == State.CANCELLED:
        yield Knot("evaluation", None, _("Cancelled"), localized(delivery, "reason"), url)
