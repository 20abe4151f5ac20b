"""Setting a cycle up, a step a page: basics, beginning, envelopes, rules, dates, check."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles import actions, wizard
from budgeting.cycles.ballot_wording import envelope_rows
from budgeting.cycles.domain.drafting import finish_draft, keep_step
from budgeting.cycles.models import Cycle, CycleDraft, Envelope, RuleSet
from budgeting.cycles.views.desk import FORM, SECTION
from budgeting.cycles.wording import rules_in_words
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.processes.calendar import calendar
from civic.processes.models import Phase

ORDER = [*wizard.STEPS, "check"]


def _draft(request: HttpRequest, pk: int) -> CycleDraft:
    """A draft of one's own."""
    actions.make.require(request.user, opens_at=None, at=now())
    return get_object_or_404(CycleDraft, pk=pk, owner=request.user)


def _context(step: str, draft: CycleDraft | None) -> dict[str, Any]:
    place = ORDER.index(step)
    return {
        **SECTION,
        "draft": draft,
        "step": step,
        "heading": wizard.STEPS[step][0] if step != "check" else _("Check your answers"),
        "step_labels": [*(label for label, _form in wizard.STEPS.values()), _("Check your answers")],
        "place": place + 1,
        "before": ORDER[place - 1] if place and draft else None,
    }


@login_required
@require_http_methods(FORM)
def begin(request: HttpRequest) -> HttpResponse:
    """The first step; drafts that wait are named."""
    actions.make.require(request.user, opens_at=None, at=now())
    drafts = CycleDraft.objects.filter(owner=request.user.pk)[:5]
    return _step(request, None, "basics", drafts=drafts)


@login_required
@require_http_methods(FORM)
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of a draft; what was typed stands there again."""
    return _step(request, _draft(request, pk), step)


def _step(request: HttpRequest, draft: CycleDraft | None, step: str, **extra: Any) -> HttpResponse:
    status = 200
    form = wizard.shown(draft or CycleDraft(), step)
    if request.method == "POST" and isinstance(request.user, User):
        draft = keep_step(request.user, draft, step, wizard.plain(request.POST), at=now())
        form = wizard.form_of(draft, step)
        if form.is_valid():
            following = ORDER[ORDER.index(step) + 1]
            if following == "check":
                return redirect("cycles:draft-check", pk=draft.pk)
            return redirect("cycles:draft", pk=draft.pk, step=following)
        status = 422
    context = {**_context(step, draft), "form": form, "has_errors": status == 422, **extra}
    return render(request, "cycles/desk/wizard.html", context, status=status)


@login_required
@require_http_methods(FORM)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers in words, as citizens will read them; then the cycle is made, unpublished."""
    draft, at = _draft(request, pk), now()
    missing = wizard.missing(draft)
    if missing:
        messages.warning(request, _("This step is still to be completed."))
        return redirect("cycles:draft", pk=pk, step=missing[0])
    if request.method == "POST" and isinstance(request.user, User):
        try:
            cycle = finish_draft(request.user, draft, at=at)
        except Refusal as refusal:
            messages.error(request, f"{refusal} {refusal.way_forward}")
            return redirect("cycles:draft", pk=pk, step="dates")
        messages.success(request, _("The cycle is made. Nobody but the staff sees it until you publish it."))
        return redirect("cycles:manage", slug=cycle.slug)
    basics, preset, opens_at = wizard.plan(draft)
    cycle = Cycle(currency=preset.currency, money_unit=preset.money_unit)  # as yet without a row
    envelopes = [Envelope(cycle=cycle, **one.fields()) for one in preset.envelopes]
    phases = [
        Phase(kind=kind, opens_at=opens, closes_at=closes)
        for kind, (opens, closes) in preset.calendar(opens_at).items()
    ]
    context = {
        "basics": basics,
        "envelopes": envelope_rows(envelopes),
        "cycle": cycle,
        "rules": rules_in_words(RuleSet(**preset.rules)),
        "calendar": calendar(phases, at),
    }
    return render(request, "cycles/desk/wizard_check.html", {**_context("check", draft), **context})
