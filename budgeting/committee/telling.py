"""The letter that a decision brings to those whose project it is, as it will be read in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, override

from budgeting.committee import queries
from budgeting.committee.models import Decision, Item, Session
from budgeting.committee.queries.ballot import comes_to_nothing
from budgeting.committee.sessions.queries import charter_of
from budgeting.committee.wording import points
from budgeting.cycles.models import Project
from budgeting.cycles.notices.recipients import followers_of_project
from civic.accounts.models import User
from civic.common.periods import due_after
from civic.notifications.models import Event
from civic.notifications.rendering import Rendered, rendered

KIND = "committee.decided_on_yours"
OUTCOMES = {
    Item.Outcome.CARRIED: Decision.Outcome.ADMITTED,
    Item.Outcome.CONDITIONAL: Decision.Outcome.CONDITIONAL,
    Item.Outcome.LOST: Decision.Outcome.REJECTED,
}
"""What an item's outcome means for its project."""


@dataclass(frozen=True)
class Letter:
    """What is sent, and to whom: those whose project it is, by their names, and how many others follow it."""

    korean: Rendered
    english: Rendered
    names: list[str]
    followers: int

    @property
    def proposers(self) -> int:
        return len(self.names)


def said(project: Project, decision: Mapping[str, Any], score: Decimal, until: datetime) -> dict[str, str]:
    """The values of the letter: outcome, reason with the condition, score, and until when an objection may be made.

    ``decision``: outcome, reason, reason_en, condition, condition_en.
    """
    found = {
        "title": project.title,
        "title_en": project.title_en,
        "score": points(score),
        "until": until.isoformat(),
    }
    for language, end in (("ko", ""), ("en", "_en")):
        with override(language):
            reason = str(decision.get(f"reason{end}") or decision["reason"])
            condition = str(decision.get(f"condition{end}") or decision["condition"])
            more = gettext("Condition: %(text)s") % {"text": condition} if condition else ""
            found[f"decision{end}"] = str(Decision.Outcome(decision["outcome"]).label)
            found[f"reason{end}"] = f"{reason} {more}".strip()
    return found


def letters_of(session: Session, items: Iterable[Item], at: datetime) -> dict[int, Letter]:
    """Item id → the letter of a decided item as it would go out now.

    None for an item without a project, which nobody proposed, and where there is nothing to publish any more.
    """
    rows = [one for one in items if one.project is not None and not comes_to_nothing(one, at)]
    projects = [one.project for one in rows if one.project is not None]
    voted_at = {one.project_id or 0: one.settled_at for one in rows}
    standings = queries.standings(session.committee, projects, at, voted_at)
    until = due_after(at, charter_of(session.committee).objection_days)
    found = {}
    for item, project in zip(rows, projects, strict=True):
        own = queries.people_of(project)
        others = followers_of_project(project.pk).exclude(pk__in=own)
        korean, english = _in_both(item, project, standings[project.pk], until)
        reached = User.objects.filter(pk__in=own, is_active=True).order_by("pk")
        names = list(reached.values_list("display_name", flat=True))
        found[item.pk] = Letter(korean, english, names, others.count())
    return found


def _in_both(
    item: Item, project: Project, standing: queries.Standing, until: datetime
) -> tuple[Rendered, Rendered]:
    """By the words and the way of the notice itself, so that what is previewed is what is sent."""
    mean = standing.summary.mean if standing.summary else Decimal(0)
    score = standing.closing.score if standing.closing else mean
    words = {name: getattr(item, name) for name in ("reason", "reason_en", "condition", "condition_en")}
    decision = {**words, "outcome": OUTCOMES[Item.Outcome(item.outcome)]}
    event = Event(kind=KIND, params=said(project, decision, score, until))
    with override("ko"):
        korean = rendered(event)
    with override("en"):
        return korean, rendered(event)
