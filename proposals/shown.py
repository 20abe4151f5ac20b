"""Proposals in words: what lists, pages and panels say about one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from civic.common.bilingual import localized
from civic.common.dates import date_text, days_left
from civic.common.templatetags.civic import lang_attr
from proposals import higher
from proposals.models import Answer, Proposal, Step, Terms
from proposals.moments import Moment

State = Proposal.State
STATE_KINDS = {
    State.OPEN: "info", State.REVIEW: "primary", State.ANSWERED: "success", State.IMPLEMENTING: "success",
    State.IMPLEMENTED: "success", State.HIDDEN: "danger", State.DEBATE: "warning", State.DEBATED: "info",
    State.HEAD_ANSWERED: "success",
}  # fmt: skip
DISPOSITION_KINDS = {
    Answer.Disposition.ADOPTED: "success", Answer.Disposition.PARTLY: "success", Answer.Disposition.IN_FORCE: "info",
    Answer.Disposition.LONG_TERM: "warning", Answer.Disposition.NOT_POSSIBLE: "neutral",
}  # fmt: skip
CONSEQUENCES: dict[tuple[str, str], str | Promise] = {
    (Step.Consequence.ANSWER, Step.Counts.SUPPORTS): gettext_lazy(
        "At %(count)s supports the department in charge answers within %(days)s days."
    ),
    (Step.Consequence.DEBATE, Step.Counts.SUPPORTS): gettext_lazy(
        "At %(count)s supports a public debate is decided on within %(days)s days."
    ),
    (Step.Consequence.HEAD, Step.Counts.SUPPORTS): gettext_lazy(
        "At %(count)s supports the mayor answers within %(days)s days."
    ),
    (Step.Consequence.HEAD, Step.Counts.PARTICIPANTS): gettext_lazy(
        "When %(count)s people take part in the public debate the mayor answers within %(days)s days."
    ),
}


def state_label(proposal: Proposal, at: datetime) -> str:
    """The state as a reader needs it: an overdue answer is said, not hidden behind "under review"."""
    if proposal.is_overdue(at) and proposal.answer_due_at is not None:
        if not (days := -days_left(proposal.answer_due_at, at)):
            return _("answer overdue since today")
        words = ngettext("answer overdue by %(days)s day", "answer overdue by %(days)s days", days)
        return words % {"days": days}
    place = chosen_place(proposal)
    if place is not None:
        return _("chosen in a call, place %(place)s") % {"place": place}
    # A list asks for dozens; get_state_display lays out all states for each.
    return str(State(proposal.state).label)


def chosen_place(proposal: Proposal) -> int | None:
    """The place that it took in its call, where that says more of it than how many supports it had.

    Takes one of `queries.in_list` or `in_full`, which bring ``placed``.
    """
    placed: int | None = getattr(proposal, "placed", None)
    return placed if proposal.state in (State.OPEN, State.NOT_SUPPORTED) else None


def state_kind(proposal: Proposal, at: datetime) -> str:
    if chosen_place(proposal) is not None:
        return "success"
    return "danger" if proposal.is_overdue(at) else STATE_KINDS.get(State(proposal.state), "neutral")


def group(proposal: Proposal) -> str:
    """The group that proposes and what it is: "한빛마을 주민모임 (club or circle)"; blank for a person's own proposal."""
    if not proposal.group_name:
        return ""
    kind = proposal.get_group_kind_display()
    return f"{proposal.group_name} ({kind})" if kind else proposal.group_name


def position(proposal: Proposal) -> str:
    """The position as people read it: "37.5663, 126.9779"; blank without one."""
    return "" if proposal.latitude is None else f"{proposal.latitude}, {proposal.longitude}"


def decision_kind(answer: Answer) -> str:
    """The colour of a decision's tag; an interim answer has none."""
    return DISPOSITION_KINDS[Answer.Disposition(answer.disposition)] if answer.disposition else "neutral"


def cards(proposals: Iterable[Proposal], at: datetime) -> list[dict[str, Any]]:
    return [card(one, at) for one in proposals]


def card(proposal: Proposal, at: datetime) -> dict[str, Any]:
    """What the component "item" shows of a proposal of `queries.in_list`."""
    gathers = proposal.state == State.OPEN and proposal.threshold is not None
    waits = proposal.state == State.REVIEW
    meta = [_("Topic: %(topic)s") % {"topic": proposal.topic}] if proposal.topic else []
    if not gathers:
        meta.append(_("%(count)s supports") % {"count": f"{proposal.support_count:,}"})
    if proposal.submitted_at:
        meta.append(_("received %(date)s") % {"date": date_text(proposal.submitted_at)})
    if waits and proposal.department:
        meta.append(_("Department in charge: %(department)s") % {"department": proposal.department})
    if proposal.is_overdue(at) and proposal.interim_answered_at is None:
        meta.append(_("There is no interim answer."))
    return {
        "proposal": proposal,
        "title": localized(proposal, "title"),
        "lang_attr": lang_attr(proposal, "title"),
        "href": proposal.get_absolute_url(),
        "state": state_label(proposal, at),
        "state_kind": state_kind(proposal, at),
        "summary": shortened(localized(proposal, "summary")),
        "area": str(proposal.area) if proposal.area else "",
        "value": proposal.support_count if gathers else None,
        "goal": proposal.threshold if gathers else None,
        "due": proposal.support_until if gathers else proposal.answer_due_at if waits else None,
        "meta": meta,
    }


def shortened(text: str, length: int = 120) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"


def goal(proposal: Proposal) -> int | None:
    """The count that supports lead to next; the first step's where no higher one waits."""
    return proposal.next_threshold or proposal.threshold


def consequence(proposal: Proposal) -> str:
    """What the next count leads to: "At 50 supports the department in charge answers within 30 days."."""
    wanted = goal(proposal)
    step = next(
        (one for one in _steps(proposal) if one.count == wanted and one.counts == Step.Counts.SUPPORTS), None
    )
    return said(step) if step is not None else ""


def said(step: Step) -> str:
    """One step of a ladder in a sentence."""
    words = CONSEQUENCES.get((step.consequence, step.counts))
    return str(words) % {"count": f"{step.count:,}", "days": step.answer_days} if words else ""


def _steps(proposal: Proposal) -> list[Step]:
    return list(proposal.call.ladder.steps.all())


def ladder(proposal: Proposal) -> list[dict[str, Any]]:
    """Every step of the ladder with whether it is reached, for a ladder of more than one."""
    steps = _steps(proposal)
    if len(steps) < 2:
        return []
    reached = {rung.consequence for rung in proposal.rungs.all()}
    return [
        {
            "text": said(step),
            "done": step.consequence in reached or (step == steps[0] and proposal.is_reached),
        }
        for step in steps
    ]


def timeline(proposal: Proposal, at: datetime) -> list[Moment]:
    """The life of a proposal so far, and what comes next by when. Takes one of `queries.in_full`."""
    moments = [Moment(_("Received"), proposal.submitted_at, proposal.number or "")]
    if proposal.threshold_reached_at:
        text = _("%(count)s supports were needed.") % {"count": f"{proposal.threshold or 0:,}"}
        moments.append(Moment(_("Enough supports"), proposal.threshold_reached_at, text))
    moments += [
        Moment(_("Given to %(department)s") % {"department": routing.department}, routing.at, routing.reason)
        for routing in proposal.routings.all()
    ]
    moments += [_answer_moment(answer) for answer in proposal.answers.all()]
    moments += higher.moments(proposal)
    moments += _award_moment(proposal)
    moments.sort(key=lambda moment: moment.at or at)
    return moments + _what_comes_next(proposal, at)


def _award_moment(proposal: Proposal) -> list[Moment]:
    placed: int | None = getattr(proposal, "placed", None)
    if placed is None:
        return []
    terms: Terms = proposal.call.terms
    title = _("Chosen in the call: place %(place)s") % {"place": placed}
    return [
        Moment(
            title, terms.result_at, localized(proposal.call.process, "title"), href=terms.get_absolute_url()
        )
    ]


def _answer_moment(answer: Answer) -> Moment:
    if answer.interim:
        return Moment(_("Interim answer"), answer.at, str(answer.department), href=f"#answer-{answer.pk}")
    title = _("Answered: %(decision)s") % {"decision": answer.get_disposition_display()}
    return Moment(title, answer.at, str(answer.department), href=f"#answer-{answer.pk}")


def _what_comes_next(proposal: Proposal, at: datetime) -> list[Moment]:
    match proposal.state:
        case State.OPEN:
            return [
                Moment(
                    _("Supports are gathered"),
                    proposal.support_until,
                    consequence(proposal),
                    "now",
                    pgettext("before a date", "until"),
                )
            ]
        case State.REVIEW if proposal.is_overdue(at):
            return [
                Moment(
                    _("The answer is overdue"),
                    proposal.answer_due_at,
                    _overdue_text(proposal),
                    "bad",
                    pgettext("before a date", "was due"),
                )
            ]
        case State.REVIEW:
            return [
                Moment(
                    _("The department answers"),
                    proposal.answer_due_at,
                    _department(proposal),
                    "now",
                    pgettext("before a date", "by"),
                )
            ]
        case State.WITHDRAWN:
            return [Moment(_("Withdrawn by the proposer"), None, withdrawal(proposal), "bad")]
        case State.NOT_SUPPORTED if chosen_place(proposal) is not None:
            return []
        case State.NOT_SUPPORTED:
            return [Moment(_("Closed without enough supports"), proposal.support_until, state="bad")]
        case State.IMPLEMENTED | State.TRANSFERRED if higher.has_told_the_end(proposal):
            return higher.ahead(proposal, at)
        case State.IMPLEMENTING | State.IMPLEMENTED | State.TRANSFERRED | State.MERGED | State.HIDDEN:
            stage = str(proposal.get_state_display()).capitalize()
            return [Moment(stage, state="now"), *higher.ahead(proposal, at)]
    return higher.ahead(proposal, at)


def withdrawal(proposal: Proposal) -> str:
    """Why it was withdrawn: the word, and the writer's sentence."""
    word = (
        str(proposal.get_withdrawal_code_display()) if proposal.withdrawal_code not in ("", "other") else ""
    )
    return ": ".join(part for part in (word, proposal.withdrawal_reason) if part)


def _overdue_text(proposal: Proposal) -> str:
    interim = (
        _("An interim answer was given.")
        if proposal.interim_answered_at
        else _("There is no interim answer.")
    )
    return f"{_department(proposal)}{' · ' if proposal.department else ' '}{interim}"


def _department(proposal: Proposal) -> str:
    return str(proposal.department) if proposal.department else _("No department has it yet.")


def next_steps(proposal: Proposal) -> list[dict[str, Any]]:
    """What happens after a submission, with dates, for the confirmation page."""
    steps: list[dict[str, Any]] = [{"text": _("Your proposal is public now and others can support it.")}]
    if proposal.support_until and proposal.threshold:
        steps.append(
            {
                "until": proposal.support_until,
                "text": _("supports are gathered.") + " " + consequence(proposal),
            }
        )
    steps.append({"text": _("We tell you at every step: in your inbox and by e-mail.")})
    return steps


def supports_line(proposal: Proposal) -> str:
    """ "37 of 50 supports", or how many there were where none are gathered any more."""
    wanted = goal(proposal) if proposal.state == State.OPEN else None
    if wanted:
        return _("%(count)s of %(goal)s supports") % {
            "count": f"{proposal.support_count:,}",
            "goal": f"{wanted:,}",
        }
    return _("%(count)s supports") % {"count": f"{proposal.support_count:,}"}


def picture_alt(proposal: Proposal, at: datetime) -> str:
    """What the picture for messengers shows, in words."""
    return ", ".join((localized(proposal, "title"), state_label(proposal, at), supports_line(proposal)))
