"""Drafts: from a title to a text that can be submitted. They live on the server and lose nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions, gist
from proposals.models import Call, Encounter, Proposal
from proposals.refusals import CallClosed, ChangedMeanwhile

PARTS = ("title", "title_en", "body", "body_en", "kind", "topic", "area", "place", "rough_cost")


def cleaned(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a text that a draft has, texts in one normal form (NFC) and without blanks around them.

    With a title come its keys, by which similar ones are found: every door that writes a title passes here.
    """
    unknown = set(parts) - set(PARTS)
    if unknown:
        raise TypeError(f"a proposal has no {', '.join(sorted(unknown))}")
    clean = {name: nfc(value).strip() if isinstance(value, str) else value for name, value in parts.items()}
    return clean | {"title_keys": gist.keys(clean["title"])} if "title" in clean else clean


@transaction.atomic
def start_draft(actor: Actor, *, call: Call | None, at: datetime, choice: str = "", **parts: Any) -> Proposal:
    """A new draft in ``call`` with what is known already. Raises what `actions.write` refuses."""
    actions.write.require(actor, call=call, at=at)
    if call is None:  # the action has said so already
        raise CallClosed
    draft = Proposal.objects.create(
        call=call, author=person(actor), created_at=at, choice_after_similar=choice, **cleaned(parts)
    )
    record(actor, "proposals.draft_started", draft)
    return draft


@transaction.atomic
def save_draft(actor: Actor, draft: Proposal, *, version: int | None = None, **parts: Any) -> Proposal:
    """Write parts of a draft. With ``version`` (the one the writer saw) a change made elsewhere meanwhile is refused.

    Raises what `actions.edit_draft` refuses, and ChangedMeanwhile.
    """
    fresh = Proposal.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    actions.edit_draft.require(actor, proposal=fresh)
    if version is not None and version != fresh.version:
        raise ChangedMeanwhile
    changes = {**cleaned(parts), "version": fresh.version + 1, "personal_data_ok": False}
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(draft, name, value)
    fresh.save(update_fields=list(changes))
    return fresh


@transaction.atomic
def confirm_personal_data(actor: Actor, draft: Proposal) -> None:
    """The writer was shown what looks like personal data and says that it may be public."""
    actions.edit_draft.require(actor, proposal=draft)
    Proposal.objects.filter(pk=draft.pk, state=Proposal.State.DRAFT).update(personal_data_ok=True)
    draft.personal_data_ok = True


@transaction.atomic
def discard_draft(actor: Actor, draft: Proposal) -> None:
    """Throw a draft away; nothing of it was ever public."""
    fresh = Proposal.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    actions.edit_draft.require(actor, proposal=fresh)
    record(actor, "proposals.draft_discarded", fresh)
    fresh.delete()


def note_choice(
    actor: Actor, *, title: str, shown: Sequence[Proposal], choice: str, chosen: Proposal | None, at: datetime
) -> Encounter:
    """Remember what a person chose when similar proposals were shown for a title."""
    return Encounter.objects.create(
        title=nfc(title)[:200],
        person=person(actor),
        shown=[one.number for one in shown],
        choice=choice,
        chosen=chosen,
        at=at,
    )
