"""A draft becomes a public proposal with a number, a window for supports, and a place to talk about it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.areas.models import Area, Topic
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow, open_thread
from civic.common.periods import days_after
from proposals import actions
from proposals.domain import numbering
from proposals.domain.drafting import cleaned, confirm_personal_data, start_draft
from proposals.domain.telling import tell
from proposals.models import Call, Proposal, Step
from proposals.queries import standing_call
from proposals.refusals import CallClosed
from proposals.states import table


@transaction.atomic
def submit(actor: Actor, draft: Proposal, *, at: datetime) -> Proposal:
    """Submit a complete draft. Gives the public proposal; raises what `actions.submit` refuses, or StaleState."""
    actions.submit.require(actor, proposal=draft, at=at)
    return publish(actor, draft, at=at)


@transaction.atomic
def write_and_submit(
    actor: Actor,
    *,
    call: Call | None,
    at: datetime,
    personal_data_ok: bool = False,
    key: UUID | None = None,
    **parts: Any,
) -> Proposal:
    """Draft and submission in one step, for doors that have no pages in between (the API). All or nothing.

    A second sending with the same ``key`` gives the proposal of the first.
    """
    draft = start_draft(actor, call=call, at=at, key=key, **parts)
    if draft.state != Proposal.State.DRAFT:
        return draft
    if personal_data_ok:
        confirm_personal_data(actor, draft)
    return submit(actor, draft, at=at)


@transaction.atomic
def propose_from_opinion(
    actor: Actor,
    *,
    title: str,
    body: str,
    area: Area | None,
    topic: Topic | None,
    author: User | None,
    at: datetime,
    title_en: str = "",
    body_en: str = "",
    kind: str = Proposal.Kind.SOLUTION,
    place: str = "",
    source: str = "workshop",
    call: Call | None = None,
) -> Proposal:
    """An opinion from a workshop becomes a proposal, open for supports at once.

    ``actor`` is the staff member who does it, or the speaker (then ``author`` is the same person); ``author`` may be
    None for somebody who spoke without an account. Without ``call`` the standing call takes it. Raises what
    `actions.propose_from_opinion` refuses.
    """
    call = call or standing_call(at)
    actions.propose_from_opinion.require(actor, author=author, call=call, at=at)
    if call is None:  # the action has said so already
        raise CallClosed
    parts = cleaned({
        "title": title, "title_en": title_en, "body": body, "body_en": body_en, "kind": kind, "topic": topic,
        "area": area, "place": place,
    })  # fmt: skip
    draft = Proposal.objects.create(call=call, author=author, source=source, created_at=at, **parts)
    return publish(actor, draft, at=at)


def publish(actor: Actor, draft: Proposal, *, at: datetime) -> Proposal:
    """Give a number, open the window of the ladder's first step and the thread, tell the writer.

    For verbs that have asked their action, in their transaction.
    """
    step = first_step(draft.call)
    draft.set_aside.all().delete()
    [number] = numbering.take(at)
    proposal = table.move(
        draft,
        "submit",
        number=number,
        submitted_at=at,
        threshold=step.count if step else None,
        support_until=days_after(at, step.window_days) if step else None,
        thread=open_thread(draft, f"/proposals/{number}/"),
    )
    for writer in filter(None, [proposal.author, *(one.user for one in proposal.co_proposers.standing())]):
        if proposal.thread is not None:
            follow(writer, proposal.thread)
    record(actor, "proposals.submitted", proposal, number=number, source=proposal.source)
    tell("submitted", proposal)
    return proposal


def first_step(call: Call) -> Step | None:
    """The lowest rung of the call's ladder."""
    return call.ladder.steps.order_by("count").first()
