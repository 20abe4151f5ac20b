"""The steps that staff take with a proposal, each on a page with one form: what happens is written in the table below."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from civic.accounts.models import User
from civic.common.actions import Action
from civic.common.clock import now
from civic.common.refusals import Refusal, StaleState
from proposals import actions, forms, shown
from proposals.domain import debating, following_up, implementing, merging, splitting, transferring
from proposals.models import Answer, Debate, Proposal, Question
from proposals.queries import similar_to, to_act
from proposals.views.common import one, show, signed_in

View = Callable[..., HttpResponse]
FILLED = "-"  # stands for a reason while a page asks whether the step is open at all


NOT_NOW = 409


@dataclass(frozen=True)
class Step:
    """One step: its words, its form, whether it is open to a person, and the domain's verb. ``done`` is said after it."""

    title: str | Promise
    intro: str | Promise
    submit: str | Promise
    form: type[django_forms.Form]
    closed: Callable[[User, Proposal], Refusal | None]
    act: Callable[[User, Proposal, dict[str, Any]], object]
    done: str | Promise
    kind: str = "primary"
    initial: Callable[[Proposal], dict[str, Any]] = field(default=lambda _proposal: {})


def _asks(rule: Action, name: str = "proposal", **filled: Any) -> Callable[[User, Proposal], Refusal | None]:
    """Whether the step is open: the action's first refusal, the proposal given under ``name``."""
    return lambda user, proposal: rule.refusal(user, **{name: proposal}, **filled)


def _does(verb: Callable[..., object]) -> Callable[[User, Proposal, dict[str, Any]], object]:
    """What the step does: the domain's verb, with what the form holds."""
    return lambda user, proposal, data: verb(user, proposal, at=now(), **data)


def _debate(proposal: Proposal) -> Debate:
    found: Debate | None = getattr(proposal, "debate", None)
    if found is None:
        raise StaleState
    return found


def _final(proposal: Proposal) -> Answer | None:
    """The final answer among those that the page has read already."""
    return next((answer for answer in proposal.answers.all() if not answer.interim), None)


def _question(proposal: Proposal) -> Question | None:
    return getattr(_final(proposal), "question", None)


def _not_to_conclude(user: User, proposal: Proposal) -> Refusal | None:
    found = getattr(proposal, "debate", None)
    if found is None:
        return StaleState()
    return actions.conclude_debate.refusal(user, debate=found, conclusions=FILLED, at=now())


def _debate_dates(_proposal: Proposal) -> dict[str, Any]:
    """Three weeks from tomorrow morning, until 18:00 of the last day."""
    tomorrow = timezone.localtime(now()) + timedelta(days=1)
    opens = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
    return {"opens_at": opens, "closes_at": (opens + timedelta(days=21)).replace(hour=18)}


STEPS: dict[str, Step] = {
    "merge": Step(
        _("Merge with another proposal"),
        _(
            "This address will lead to the other proposal. Its text stays readable, each supporter "
            "counts once there, and both proposers are told. It can be undone."
        ),
        _("Merge"),
        forms.MergeForm,
        _asks(actions.open_merge_form),
        _does(merging.merge),
        _("The proposals are merged. Both proposers are told."),
    ),
    "unmerge": Step(
        _("Undo the merge"),
        _("The proposal stands by itself again. Supports that came to the other one by the merge leave it."),
        _("Undo the merge"),
        forms.ReasonForm,
        _asks(actions.undo_merge, "source", reason=FILLED),
        _does(merging.undo_merge),
        _("The merge is undone."),
    ),
    "split": Step(
        _("Split a part off"),
        _(
            "The part becomes a proposal of its own with a new number. Everybody who supports this one "
            "supports both, and both keep their dates. It is undone by merging the part back."
        ),
        _("Split off"),
        forms.SplitForm,
        _asks(actions.open_merge_form),
        _does(splitting.split),
        _("The part is a proposal of its own now. The proposer and the supporters are told."),
    ),
    "transfer": Step(
        _("Transfer to another body"),
        _(
            "For matters that a borough or a body outside the city decides on. The page stays, with the"
            " date, the reason and what becomes of it there."
        ),
        _("Transfer"),
        forms.TransferForm,
        _asks(actions.open_transfer_form),
        _does(transferring.transfer),
        _("The proposal is transferred. Everybody who follows it is told."),
        initial=lambda _proposal: {"on": timezone.localdate()},
    ),
    "transfer_news": Step(
        _("Report how it stands there"),
        _("What you write is public, and the followers are told."),
        _("Publish"),
        forms.TransferNewsForm,
        _asks(actions.follow_transfer, note=FILLED),
        _does(transferring.report),
        _("The report is public."),
    ),
    "take_back": Step(
        _("Take the proposal back"),
        _("The city decides after all. The proposal goes on where it stood before the transfer."),
        _("Take back"),
        forms.ReasonForm,
        _asks(actions.follow_transfer, note=FILLED),
        _does(transferring.take_back),
        _("The proposal is with the city again."),
    ),
    "open_debate": Step(
        _("Open a public debate"),
        _(
            "Between the two dates everybody who is signed in can take a position and comment. At the "
            "end you publish the conclusions."
        ),
        _("Open the debate"),
        forms.DebateForm,
        _asks(actions.decide_on_debate),
        _does(debating.open_debate),
        _("The public debate is announced. Everybody who follows the proposal is told."),
        initial=_debate_dates,
    ),
    "decline_debate": Step(
        _("Hold no public debate"),
        _("The reason is public, and the followers are told."),
        _("Publish the decision"),
        forms.ReasonForm,
        _asks(actions.decline_debate, reason=FILLED),
        _does(debating.decline_debate),
        _("The decision is public."),
    ),
    "conclude_debate": Step(
        _("Publish the conclusions"),
        _("The debate has closed. Its conclusions are public at once, and everybody who follows it is told."),
        _("Publish the conclusions"),
        forms.ConcludeForm,
        _not_to_conclude,
        lambda user, proposal, data: debating.conclude_debate(user, _debate(proposal), at=now(), **data),
        _("The conclusions are public."),
    ),
    "head_answer": Step(
        _("Publish the mayor's answer"),
        _(
            "It is public at once, and everybody who follows the proposal is told. There is one answer "
            "of the mayor to a proposal."
        ),
        _("Publish the mayor's answer"),
        forms.HeadAnswerForm,
        _asks(actions.answer_as_head, text=FILLED),
        _does(debating.answer_as_head),
        _("The mayor's answer is public."),
    ),
    "begin": Step(
        _("Report that the work begins"),
        _("The proposal is marked “in implementation”, and the followers are told."),
        _("The work begins"),
        django_forms.Form,
        _asks(actions.implement),
        lambda user, proposal, _data: implementing.begin(user, proposal, at=now()),
        _("The proposal is in implementation."),
    ),
    "complete": Step(
        _("Report that the work is done"),
        _("The proposal is marked “implemented” with the evidence that you give. This cannot be undone."),
        _("The work is done"),
        forms.EvidenceForm,
        _asks(actions.complete, evidence=FILLED),
        _does(implementing.complete),
        _("The proposal is implemented."),
    ),
}

STEPS |= {
    "move_date": Step(
        _("Move a promised date"),
        _("The old date and the reason stay readable, and everybody who follows the proposal is told."),
        _("Publish the new date"),
        forms.MoveDateForm,
        lambda user, proposal: actions.move_date.refusal(
            user,
            proposal=proposal,
            answer=_final(proposal),
            new_on=None,
            reason=FILLED,
            today=timezone.localdate(now()),
        ),
        _does(following_up.move_date),
        _("The new date is public."),
    ),
    "reply": Step(
        _("Reply to the proposer's question"),
        _("The reply is public at once, below the answer, and the followers are told."),
        _("Publish the reply"),
        forms.ReplyForm,
        lambda user, proposal: actions.reply.refusal(
            user, proposal=proposal, question=_question(proposal), text=FILLED
        ),
        _does(following_up.reply),
        _("The reply is public."),
    ),
}


def step(name: str) -> View:
    """The page of one step: GET shows the form where the step is open to the person, POST takes it.

    Who comes by an old notice to a step that is past sees the proposal as it is now, and why.
    """
    what = STEPS[name]

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: str) -> HttpResponse:
        user = signed_in(request)
        proposal = one(request, number, to_act)
        refusal = what.closed(user, proposal)
        if refusal is not None and refusal.status == NOT_NOW and request.method != "POST":
            messages.info(request, f"{refusal} {refusal.way_forward}".strip())
            return redirect(proposal.get_absolute_url())
        if refusal is not None:
            raise refusal
        form = what.form(request.POST if request.method == "POST" else None, initial=what.initial(proposal))
        if request.method == "POST" and form.is_valid():
            what.act(user, proposal, form.cleaned_data)
            messages.success(request, str(what.done))
            return redirect(proposal.get_absolute_url())
        return _page(request, name, what, proposal, form)

    view.__name__ = name
    return view


def _page(
    request: HttpRequest, name: str, what: Step, proposal: Proposal, form: django_forms.Form
) -> HttpResponse:
    at = now()
    alike = similar_to(proposal.title, request.user, limit=6) if name == "merge" else []
    context = {
        "step": what, "form": form, "proposal": proposal, "section": "desk", "at": at,
        "alike": [one for one in alike if one.pk != proposal.pk],
        "state_label": shown.state_label(proposal, at), "state_kind": shown.state_kind(proposal, at),
    }  # fmt: skip
    return show(request, "step", context, status=422 if form.errors else 200)


def offered(user: User, proposal: Proposal) -> list[dict[str, Any]]:
    """The steps that are open to this person on this proposal now: their titles and pages."""
    return [
        {"label": what.title, "href": reverse(f"proposals:{name}", args=[proposal.number])}
        for name, what in STEPS.items()
        if what.closed(user, proposal) is None
    ]
