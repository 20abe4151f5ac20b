"""Every thing a person may do here, with its rule."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Role, User
from civic.common.actions import action
from civic.common.dates import date_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.moderation.models import Appeal, Decision, Report
from civic.moderation.queries import blocked_until
from civic.moderation.refusals import (
    AlreadyAppealed,
    AlreadyReported,
    Blocked,
    NotTheAuthor,
    OwnText,
    SameModerator,
)


def not_blocked(actor: Actor, *, at: datetime) -> Iterator[Refusal]:
    """Part of the rules of whatever people write: nobody writes whom a decision keeps from it."""
    until = blocked_until(person(actor), at)
    if until is not None:
        yield Blocked(until=date_text(until))


@action("moderation.report", label=_("Report a text"))
def report(actor: Actor, *, subject: str) -> Iterator[Refusal]:
    """Whoever is signed in may report a text, once."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if Report.objects.filter(subject=subject, reporter=person(actor), decided_at__isnull=True).exists():
        yield AlreadyReported()


@action("moderation.see_queue", label=_("See the moderation queue"))
def see_queue(actor: Actor) -> Iterator[Refusal]:
    """Moderators."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.MODERATOR):
        yield NotAllowed()


@action("moderation.decide", label=_("Decide on a reported text"))
def decide(
    actor: Actor, *, author: User | None, appealed: Decision | None, together: Collection[int] = ()
) -> Iterator[Refusal]:
    """A moderator, never the author nor who stands for it ``together`` with them; on an appeal, never the moderator whose
    decision it is (trust: T38)."""
    yield from see_queue.rule(actor)
    if (author is not None and author == person(actor)) or actor.pk in together:
        yield OwnText()
    if appealed is not None and appealed.moderator_id == getattr(person(actor), "pk", None):
        yield SameModerator()


@action("moderation.appeal", label=_("Ask for a second look"))
def appeal(
    actor: Actor, *, author: User | None, decision: Decision, together: Collection[int] = ()
) -> Iterator[Refusal]:
    """The author of a text that was hidden, or for which they were warned or blocked, or who stands for it ``together`` with
    them; once for each decision."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if actor.pk is None or (author != person(actor) and actor.pk not in together):
        yield NotTheAuthor()
    if Appeal.objects.filter(decision=decision).exists():
        yield AlreadyAppealed()
