"""The desk of the budget officer (cycles, envelopes, calendar, projects) and of the department's officer (reviews)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.cycles import actions, queries
from budgeting.cycles.domain import making, scheduling
from budgeting.cycles.envelope_form import EnvelopeForm, NewEnvelopeForm
from budgeting.cycles.forms import LOCAL, PhaseForm
from budgeting.cycles.models import Cycle
from budgeting.cycles.views.public import cycle_or_404
from budgeting.cycles.wizard import RulesStep
from budgeting.cycles.wording import rules_in_words
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal
from civic.processes.calendar import calendar

SECTION = {"section": "desk"}
FORM = ["GET", "HEAD", "POST"]


def require_budget_officer(request: HttpRequest) -> None:
    """Pages of the budget officer's desk: a refusal for everybody else."""
    if not holds(request.user, Role.Kind.BUDGET):
        raise NotAllowed


def say_no(form: Any, refusal: Refusal) -> None:
    """A refusal of what was sent, beside the form that sent it."""
    form.add_error(None, f"{refusal} {refusal.way_forward}".strip())


def form_page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """A page with a form; 422 with what was typed when it was sent and could not be taken."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, {**SECTION, "form": form, **context}, status=status)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every cycle, published or not."""
    require_budget_officer(request)
    cycles = queries.with_calendar(Cycle.objects.visible_to(request.user))
    page = keyset(cycles, order=("-budget_year", "-id"), cursor=request.GET.get("after"), size=20)
    at = now()
    lines = [{"cycle": one, "calendar": calendar(one.process.phases.all(), at)} for one in page]
    return render(request, "cycles/desk/list.html", {**SECTION, "page": page, "lines": lines})


@login_required
@require_safe
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """One cycle on the desk: what is missing, its calendar, its money, its rules."""
    require_budget_officer(request)
    cycle = cycle_or_404(request, slug)
    at = now()
    context = {
        "cycle": cycle,
        "calendar": calendar(cycle.process.phases.all(), at),
        "envelopes": queries.envelopes_of(cycle),
        "rules": rules_in_words(cycle.rules) if hasattr(cycle, "rules") else [],
        "no_publish": actions.publish.refusal(request.user, cycle=cycle),
        "no_rules": actions.change_rules.refusal(request.user, cycle=cycle, at=at),
        "no_money": actions.change_envelope.refusal(request.user, cycle=cycle, at=at),
        "no_new": actions.change_envelope.refusal(request.user, cycle=cycle, at=at, is_new=True),
    }
    return render(request, "cycles/desk/manage.html", {**SECTION, **context})


@login_required
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a cycle visible to everybody."""
    making.publish_cycle(request.user, cycle_or_404(request, slug))
    messages.success(request, _("The cycle is published."))
    return redirect("cycles:manage", slug=slug)


@login_required
@require_http_methods(FORM)
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the rules before the first phase opens."""
    cycle = cycle_or_404(request, slug)
    actions.change_rules.require(request.user, cycle=cycle, at=now())
    form = RulesStep(request.POST or None, initial=RulesStep.first(vars(cycle.rules)))
    form.say_unstated(cycle.rules.undecided)
    if request.method == "POST" and form.is_valid():
        making.change_rules(request.user, cycle, at=now(), **form.chosen())
        messages.success(request, _("Saved."))
        return redirect("cycles:manage", slug=slug)
    return form_page(request, "cycles/desk/form.html", form, cycle=cycle, heading=_("Change the rules"))


@login_required
@require_http_methods(FORM)
def envelope(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """Add an envelope, or change one."""
    cycle = cycle_or_404(request, slug)
    actions.change_envelope.require(request.user, cycle=cycle, at=now(), is_new=not key)
    standing = get_object_or_404(cycle.envelopes, key=key) if key else None
    form_class = EnvelopeForm if standing else NewEnvelopeForm
    frozen = standing is not None and queries.rules_frozen(cycle, now())
    form = form_class(request.POST or None, cycle=cycle, envelope=standing, frozen=frozen)
    if request.method == "POST" and form.is_valid():
        fields = form.settled()
        chosen = fields.pop("key", key)
        if not standing and cycle.envelopes.filter(key=chosen).exists():
            form.add_error("key", _("This cycle has an envelope with this key already."))
        else:
            making.save_envelope(request.user, cycle, key=chosen, at=now(), **fields)
            messages.success(request, _("Saved."))
            return redirect("cycles:manage", slug=slug)
    heading = _("Change an envelope") if standing else _("Add an envelope")
    return form_page(request, "cycles/desk/form.html", form, cycle=cycle, heading=heading)


@login_required
@require_http_methods(FORM)
def phase(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Move the dates of a phase, with a reason."""
    require_budget_officer(request)
    cycle = cycle_or_404(request, slug)
    found = get_object_or_404(cycle.process.phases.select_related("process"), kind=kind)
    local = {
        name: timezone.localtime(getattr(found, name)).strftime(LOCAL) for name in ("opens_at", "closes_at")
    }
    form = PhaseForm(request.POST or None, initial=local)
    if request.method == "POST" and form.is_valid():
        try:
            scheduling.change_phase(request.user, cycle, found, at=now(), **_unmoved(form, local, found))
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The dates have changed. Those who follow the cycle are told."))
            for remark in calendar(found.process.phases.all(), now()).remarks:
                messages.warning(request, remark)
            return redirect("cycles:manage", slug=slug)
    heading = _("Change the dates: %(phase)s") % {"phase": found}
    return form_page(request, "cycles/desk/form.html", form, cycle=cycle, heading=heading)


def _unmoved(form: PhaseForm, local: dict[str, str], found: Any) -> dict[str, Any]:
    """A field left as it was means the moment that stands, to the second (the form shows minutes)."""
    data = dict(form.cleaned_data)
    for name, shown in local.items():
        if form.data.get(name) == shown:
            data[name] = getattr(found, name)
    return data
