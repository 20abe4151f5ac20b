"""Saying that a text breaks a rule, and asking for a second look at what was hidden."""

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record, reference
from civic.moderation import actions
from civic.moderation.models import Appeal, Decision, Report
from civic.moderation.refusals import AlreadyAppealed, AlreadyReported, NotTheAuthor
from civic.moderation.subjects import registry
from civic.notifications.domain.notifying import notify


def report(actor: Actor, row: Model, *, rule: str, text: str = "") -> Report:
    """Report ``row`` for breaking ``rule``. Raises the refusals of ``moderation.report``.

    After a decision the same person may report the same text anew (it may have been edited): the old row is reused.
    """
    subject = reference(row)
    try:
        with transaction.atomic():
            actions.report.require(actor, subject=subject)
            made, _created = Report.objects.update_or_create(
                subject=subject,
                reporter=person(actor),
                defaults={"rule": rule, "text": text.strip(), "decided_at": None},
            )
            record(actor, "moderation.reported", row, rule=rule)
    except IntegrityError as error:
        raise AlreadyReported from error
    return made


def appeal(actor: Actor, row: Model, decision: Decision, *, text: str) -> Appeal:
    """Ask for a second look at the decision that hid ``row``. Raises the refusals of ``moderation.appeal``."""
    how = registry[row._meta.label_lower]
    author = how.author(row)
    try:
        with transaction.atomic():
            actions.appeal.require(actor, author=author, decision=decision, together=how.together(row))
            appellant = person(actor)
            if appellant is None:
                raise NotTheAuthor
            made = Appeal.objects.create(decision=decision, author=appellant, text=text.strip())
            record(actor, "moderation.appealed", row, decision=decision.pk)
            notify(
                "moderation.to_look_again", decision, path=reverse("moderation:decide", args=[decision.subject]),
                but=decision.moderator_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyAppealed from error
    return made
