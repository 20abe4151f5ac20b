"""Sending a proposal to the body that decides on it, saying what became of it there, and taking it back."""

from datetime import date, datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions
from proposals.domain import giving_back, holding
from proposals.domain.counting import settle
from proposals.domain.routing import tell_if_it_waits
from proposals.domain.telling import both, tell
from proposals.models import Proposal, Transfer
from proposals.states import returning, table


@transaction.atomic
def transfer(
    actor: Actor,
    proposal: Proposal,
    *,
    on: date,
    reason: str,
    at: datetime,
    area: Area | None = None,
    body: str = "",
    body_en: str = "",
    link: str = "",
) -> Transfer:
    """Transfer to a borough (``area``) or to a named ``body``. Raises what `actions.transfer` refuses, or StaleState."""
    fresh = holding.alone(proposal.pk)
    sent = Transfer(
        proposal=fresh, area=area, body=nfc(body).strip()[:120], body_en=body_en.strip()[:120], on=on,
        reason=nfc(reason).strip()[:300], state_before=fresh.state, link=link, by=person(actor), at=at, status_at=at,
    )  # fmt: skip
    actions.transfer.require(actor, proposal=fresh, draft=sent, at=at)
    sent.save()
    moved = table.move(fresh, "transfer")
    proposal.state = moved.state
    record(actor, "proposals.transferred", moved, to=sent.name, on=on, reason=sent.reason)
    tell("transferred", moved, once=str(sent.pk), to=sent.name, to_en=sent.name_en, reason=sent.reason)
    return sent


@transaction.atomic
def report(
    actor: Actor, proposal: Proposal, *, status: str, note: str, at: datetime, link: str = ""
) -> Transfer:
    """Say how it stands at the other body. Raises what `actions.follow_transfer` refuses."""
    fresh = holding.alone(proposal.pk)
    actions.follow_transfer.require(actor, proposal=fresh, note=note)
    sent = fresh.transfers.order_by("-pk")[0]
    sent.status, sent.note, sent.status_at = Transfer.Status(status).value, nfc(note).strip()[:500], at
    sent.link = link or sent.link
    sent.save(update_fields=["status", "note", "status_at", "link"])
    record(actor, "proposals.transfer_reported", fresh, status=status, note=sent.note)
    words = both("status", Transfer.Status(status).label)
    tell(
        "transfer_news", fresh, once=f"{sent.pk}:{at.isoformat()}", to=sent.name, to_en=sent.name_en, **words
    )
    return sent


@transaction.atomic
def take_back(actor: Actor, proposal: Proposal, *, reason: str, at: datetime) -> Proposal:
    """The matter is the city's after all: back to the state it had. Raises what `actions.follow_transfer` refuses."""
    fresh = holding.alone(proposal.pk)
    actions.follow_transfer.require(actor, proposal=fresh, note=reason)
    sent = fresh.transfers.order_by("-pk")[0]
    back = table.move(fresh, returning(sent.state_before))
    tell_if_it_waits(back, at=at)
    moved = settle(giving_back.days_since(back, sent.at, at=at), at=at)
    proposal.state = moved.state
    record(actor, "proposals.taken_back", moved, from_=sent.name, reason=reason, at=at)
    tell(
        "taken_back",
        moved,
        once=str(sent.pk),
        to=sent.name,
        to_en=sent.name_en,
        reason=nfc(reason).strip()[:300],
    )
    return moved
