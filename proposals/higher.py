"""The steps above the answer, and moves to other places, as events: who, when and why."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from civic.common.bilingual import localized
from proposals import promises
from proposals.models import Debate, Merge, Proposal, Rung, Step
from proposals.moments import Moment

State = Proposal.State


def moments(proposal: Proposal) -> Iterator[Moment]:
    """What has happened, in no order."""
    united: list[Merge] = getattr(proposal, "united", [])
    for merge in united:
        title = _("Taken in: %(title)s") % {"title": localized(merge.source, "title")}
        yield Moment(title, merge.at, merge.reason, href=f"{merge.source.get_absolute_url()}?stay=1")
    for sent in proposal.transfers.all():
        yield Moment(_("Transferred to %(body)s") % {"body": localized(sent, "name")}, sent.at, sent.reason)
        if sent.status != sent.Status.SENT:
            yield Moment(f"{localized(sent, 'name')}: {sent.get_status_display()}", sent.status_at, sent.note)
    for rung in proposal.rungs.all():
        yield Moment(_reached(rung), rung.reached_at, str(rung.get_consequence_display()))
        if rung.outcome and rung.settled_at:
            yield Moment(_("No public debate is held"), rung.settled_at, rung.outcome)
    yield from _debate(getattr(proposal, "debate", None))
    head = getattr(proposal, "head_answer", None)
    if head is not None:
        yield Moment(_("The mayor has answered"), head.at, href="#head-answer")
    evidence = getattr(proposal, "evidence", None)
    if evidence is not None:
        yield Moment(_("The work is done"), evidence.at, href="#evidence")


def has_told_the_end(proposal: Proposal) -> bool:
    """Whether `moments` says how it ended, with the day: the bare state besides would say it twice."""
    if proposal.state == State.IMPLEMENTED:
        return getattr(proposal, "evidence", None) is not None
    return proposal.state == State.TRANSFERRED and bool(proposal.transfers.all())


def _reached(rung: Rung) -> str:
    words = ngettext("%(count)s is reached", "%(count)s are reached", rung.count)
    return words % {"count": f"{rung.count:,}"}


def _debate(debate: Debate | None) -> Iterator[Moment]:
    if debate is None:
        return
    yield Moment(_("Public debate opened"), debate.opens_at, debate.reason, href="#debate")
    if debate.concluded_at is not None:
        yield Moment(
            _("Conclusions of the public debate"), debate.concluded_at, counts(debate), href="#debate"
        )


def counts(debate: Debate) -> str:
    """ "128 people took part: 61% in favour."."""
    return _("%(people)s people took part: %(percent)s%% in favour.") % {
        "people": f"{debate.participants:,}",
        "percent": debate.pro_percent,
    }


def ahead(proposal: Proposal, at: datetime) -> list[Moment]:
    """What comes next by when: what the answer has promised, and the steps above it."""
    return [*promises.ahead(proposal, at), *_steps_ahead(proposal, at)]


def _steps_ahead(proposal: Proposal, at: datetime) -> list[Moment]:
    debate: Debate | None = getattr(proposal, "debate", None)
    if proposal.state == State.DEBATE and debate is not None:
        label = (
            pgettext("before a date", "until") if at >= debate.opens_at else pgettext("before a date", "from")
        )
        when = debate.closes_at if at >= debate.opens_at else debate.opens_at
        if at >= debate.closes_at:
            return [
                Moment(_("The debate has closed. Its conclusions follow."), debate.closes_at, state="now")
            ]
        return [Moment(_("Public debate"), when, counts(debate), "now", label, "#debate")]
    return [_waiting(rung, at) for rung in proposal.rungs.all() if rung.settled_at is None and rung.due_at]


def _waiting(rung: Rung, at: datetime) -> Moment:
    words: dict[str, Any] = {
        Step.Consequence.DEBATE: _("A public debate is decided on"),
        Step.Consequence.HEAD: _("The mayor answers"),
        Step.Consequence.ANSWER: _("The department answers"),
    }
    late = rung.due_at is not None and rung.due_at <= at
    label = pgettext("before a date", "was due") if late else pgettext("before a date", "by")
    return Moment(words[rung.consequence], rung.due_at, "", "bad" if late else "now", label)
