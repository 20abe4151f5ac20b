"""Entering a proposal for somebody, and handing it over to them by the code on their paper."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow
from civic.common.ids import clean_code, short_code
from civic.common.refusals import NotAllowed, SignInFirst
from proposals import actions
from proposals.domain import holding
from proposals.domain.counting import take_in
from proposals.domain.drafting import cleaned
from proposals.domain.submitting import publish
from proposals.models import Assistance, Call, Proposal, Support
from proposals.refusals import CallClosed, CodeUnknown

LENGTH = 12  # 30 ** 12 codes: nobody finds one by trying
LASTS = timedelta(days=365)


def _hash(code: str, secret: str | bytes | None = None) -> str:
    return salted_hmac(
        "proposals.assistance", clean_code(code), secret=secret, algorithm="sha256"
    ).hexdigest()


def _hashes(code: str) -> list[str]:
    """Under today's key and under those before it: a paper is good for a year, longer than many a key."""
    return [_hash(code), *(_hash(code, secret) for secret in settings.SECRET_KEY_FALLBACKS)]


@transaction.atomic
def enter(
    actor: Actor,
    *,
    call: Call | None,
    channel: str,
    consent: str,
    consented_on: date | None,
    at: datetime,
    personal_data_ok: bool = False,
    **parts: Any,
) -> tuple[Proposal, str]:
    """A public proposal without an account behind it, and the code that is written on the person's paper.

    Raises what `actions.assist` refuses, and what no text may hold (`actions.may_be_public`).
    """
    actions.assist.require(actor, call=call, consented_on=consented_on, today=timezone.localdate(at), at=at)
    typist = person(actor)
    if call is None or typist is None or consented_on is None:  # the action has said so already
        raise CallClosed if call is None else NotAllowed
    draft = Proposal.objects.create(
        call=call, author=None, source="assisted", created_at=at, personal_data_ok=personal_data_ok, **cleaned(parts)
    )  # fmt: skip
    for refusal in actions.may_be_public(draft):
        raise refusal
    proposal = publish(actor, draft, at=at)
    code = short_code(LENGTH)
    Assistance.objects.create(
        proposal=proposal, by=typist, channel=channel, consent=consent, consented_on=consented_on, entered_at=at,
        code_hash=_hash(code), code_until=at + LASTS,
    )  # fmt: skip
    record(
        actor,
        "proposals.assisted",
        proposal,
        channel=channel,
        consent=consent,
        consented_on=str(consented_on),
    )
    return proposal, code


@transaction.atomic
def new_code(actor: Actor, assistance: Assistance, *, at: datetime) -> str:
    """Another code for who has lost the paper; the old one ends. Raises what `actions.see_assisted` refuses, CodeUnknown."""
    actions.see_assisted.require(actor)
    fresh = Assistance.objects.select_for_update().get(pk=assistance.pk)
    if fresh.claimed_at is not None:
        raise CodeUnknown
    code = short_code(LENGTH)
    fresh.code_hash, fresh.code_until = _hash(code), at + LASTS
    fresh.save(update_fields=["code_hash", "code_until"])
    record(actor, "proposals.code_renewed", fresh.proposal)
    return code


@transaction.atomic
def claim(actor: Actor, code: str, *, at: datetime) -> Proposal:
    """The proposal becomes the person's own. A support of theirs is taken back: nobody supports their own.

    Raises what `actions.claim` refuses. The lock lets one of two people with one code come first.
    """
    found = Assistance.objects.select_for_update().filter(code_hash__in=_hashes(code)).first()
    actions.claim.require(actor, assistance=found, at=at)
    owner = person(actor)
    if found is None or owner is None:  # the action has said so already
        raise CodeUnknown if found is None else SignInFirst
    proposal = holding.alone(found.proposal_id, "thread")  # as in together.join
    gone, _rows = Support.objects.filter(proposal=proposal, user=owner).delete()
    Proposal.objects.filter(pk=proposal.pk).update(author=owner)
    take_in(proposal, -gone)
    Assistance.objects.filter(pk=found.pk).update(claimed_at=at)
    if proposal.thread is not None:
        follow(owner, proposal.thread)
    record(actor, "proposals.claimed", proposal)
    proposal.refresh_from_db(fields=["author", "support_count"])
    return proposal
