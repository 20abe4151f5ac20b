"""Drafts: from a title to a text that can be submitted. They live on the server and lose nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.korean import nfc
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from proposals import actions, gist
from proposals.domain import holding
from proposals.models import Call, Encounter, Proposal, SetAside
from proposals.parts import KEPT, KEPT_FOR_VISITORS, PARTS
from proposals.refusals import CallClosed, ChangedMeanwhile, KeyUsed

COLUMNS = (
    "title", "title_en", "body", "body_en", "kind", "topic", "area", "place", "rough_cost", "group_kind", "group_name",
    "latitude", "longitude",
)  # fmt: skip

LONGEST = 10_000  # characters of a text that is set aside
MOST_ASIDE = 20  # texts set aside for one draft; the oldest goes


def cleaned(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a text that a draft has, texts in one normal form (NFC) and without blanks around them.

    With a title come its keys, by which similar ones are found: every door that writes a title passes here.
    """
    unknown = set(parts) - set(COLUMNS)
    if unknown:
        raise TypeError(f"a proposal has no {', '.join(sorted(unknown))}")
    clean = {name: nfc(value).strip() if isinstance(value, str) else value for name, value in parts.items()}
    return clean | {"title_keys": gist.keys(clean["title"])} if "title" in clean else clean


@transaction.atomic
def start_draft(
    actor: Actor,
    *,
    call: Call | None,
    at: datetime,
    choice: str = "",
    keeper: str = "",
    origin: str = "",
    key: UUID | None = None,
    **parts: Any,
) -> Proposal:
    """A new draft in ``call`` with what is known already. Raises what `actions.begin_draft` refuses.

    ``keeper`` is the fingerprint of the cookie of somebody who has not signed in, ``origin`` that of their address.
    A second sending with the same ``key`` gives the draft of the first; raises KeyUsed when that was another text.
    """
    if key is not None:
        locks.exclude(f"proposals.key:{key}")
        if (earlier := written_with(key, actor, parts)) is not None:
            return earlier
    actions.begin_draft.require(actor, call=call, keeper=keeper, origin=origin, at=at)
    if call is None:  # the action has said so already
        raise CallClosed
    draft = Proposal.objects.create(
        call=call, author=person(actor), keeper="" if person(actor) else keeper, created_at=at, saved_at=at,
        choice_after_similar=choice, idempotency_key=key, origin="" if person(actor) else origin, **cleaned(parts),
    )  # fmt: skip
    record(actor, "proposals.draft_started", draft)
    return draft


def written_with(key: UUID, actor: Actor, parts: Mapping[str, Any]) -> Proposal | None:
    """What this key has written already, if it was this person's and began with the same title."""
    earlier = Proposal.objects.filter(idempotency_key=key).select_related("call__process").first()
    if earlier is None:
        return None
    user = person(actor)
    if user is None or earlier.author_id != user.pk or earlier.title != cleaned(parts).get("title", ""):
        raise KeyUsed
    return earlier


@transaction.atomic
def save_draft(
    actor: Actor,
    draft: Proposal,
    *,
    at: datetime,
    version: int | None = None,
    window: str = "",
    keeper: str = "",
    **parts: Any,
) -> Proposal:
    """Write parts of a draft. With ``version`` (the one this ``window`` saw) a change that another window made to the
    same part meanwhile is refused; what one window sends twice, or after an answer that was lost, is not.

    Raises what `actions.edit_draft` refuses, and ChangedMeanwhile. See docs/decisions/0041.
    """
    fresh = holding.beside(draft.pk)
    actions.edit_draft.require(actor, proposal=fresh, keeper=keeper)
    touched = [name for name, part in PARTS.items() if set(part.fields) & set(parts)]
    if version is not None and any(_is_newer(fresh, name, version, window) for name in touched):
        raise ChangedMeanwhile
    values = cleaned(parts)
    if all(getattr(fresh, name) == value for name, value in values.items()):
        Proposal.objects.filter(pk=fresh.pk).update(saved_at=at)
        draft.saved_at = fresh.saved_at = at
        return fresh
    number = fresh.version + 1
    marks = fresh.saved_parts | {name: {"version": number, "window": window} for name in touched}
    changes = values | {"version": number, "personal_data_ok": False, "saved_at": at, "saved_parts": marks}
    if values.get("title", fresh.title) != fresh.title:
        changes["choice_after_similar"] = ""  # another title has other similar ones
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(draft, name, value)
    fresh.save(update_fields=list(changes))
    return fresh


def _is_newer(draft: Proposal, part: str, version: int, window: str) -> bool:
    """Has another window changed this part since ``version`` was seen?"""
    mark = draft.saved_parts.get(part)
    return mark is not None and mark["version"] > version and (not window or mark["window"] != window)


@transaction.atomic
def set_aside(
    actor: Actor,
    draft: Proposal,
    *,
    part: str,
    window: str,
    values: Mapping[str, str],
    at: datetime,
    keeper: str = "",
) -> None:
    """Keep what a window wrote and could not save; once a window and part, the newest stands."""
    actions.edit_draft.require(actor, proposal=draft, keeper=keeper)
    kept = {name: nfc(value)[:LONGEST] for name, value in values.items() if name in PARTS[part].fields}
    SetAside.objects.update_or_create(
        draft=draft, part=part, window=window[:32], defaults={"values": kept, "at": at}
    )
    newest = (
        SetAside.objects.filter(draft=draft).order_by("-at", "-pk").values_list("pk", flat=True)[:MOST_ASIDE]
    )
    SetAside.objects.filter(draft=draft).exclude(pk__in=list(newest)).delete()


@transaction.atomic
def choose_to_write(actor: Actor, draft: Proposal, *, keeper: str = "") -> None:
    """The writer has seen what is similar to the draft and goes on with it."""
    actions.edit_draft.require(actor, proposal=draft, keeper=keeper)
    Proposal.objects.filter(pk=draft.pk).update(choice_after_similar=Encounter.Choice.WRITE)
    draft.choice_after_similar = Encounter.Choice.WRITE


@transaction.atomic
def confirm_personal_data(actor: Actor, draft: Proposal, *, keeper: str = "") -> None:
    """The writer was shown what looks like personal data and says that it may be public."""
    actions.edit_draft.require(actor, proposal=draft, keeper=keeper)
    Proposal.objects.filter(pk=draft.pk, state=Proposal.State.DRAFT).update(personal_data_ok=True)
    draft.personal_data_ok = True


@transaction.atomic
def discard_draft(actor: Actor, draft: Proposal, *, keeper: str = "") -> None:
    """Throw a draft away; nothing of it was ever public. Who wrote it too is told: it was their text as well."""
    fresh = holding.beside(draft.pk)
    actions.discard_draft.require(actor, proposal=fresh, keeper=keeper)
    record(actor, "proposals.draft_discarded", fresh)
    for one in fresh.co_proposers.standing():
        notify(
            "proposals.draft_gone", fresh, path=reverse("portal:me"), once=str(one.user_id), to=one.user_id,
            title=fresh.title, title_en=fresh.title_en,
        )  # fmt: skip
    fresh.delete()


@transaction.atomic
def claim(actor: Actor, *, keeper: str) -> int:
    """Drafts that this browser's cookie keeps become those of the person who has signed in; gives how many."""
    owner = person(actor)
    if owner is None:
        raise SignInFirst
    kept = holding.rows_beside().filter(state=Proposal.State.DRAFT, keeper=keeper)
    drafts = list(kept) if keeper else []
    for draft in drafts:
        draft.author, draft.keeper, draft.origin = owner, "", ""
        draft.save(update_fields=["author", "keeper", "origin"])
        record(actor, "proposals.draft_claimed", draft)
    return len(drafts)


def purge(at: datetime) -> int:
    """Delete drafts that nobody has touched for as long as their pages say, and forget where visitors' drafts came from
    a day ago; gives how many were deleted."""
    Proposal.objects.exclude(origin="").filter(created_at__lte=at - actions.ORIGIN_KEPT).update(origin="")
    left = Q(keeper="", saved_at__lte=at - KEPT) | Q(~Q(keeper=""), saved_at__lte=at - KEPT_FOR_VISITORS)
    _all, rows = Proposal.objects.filter(left, state=Proposal.State.DRAFT).delete()
    return rows.get(Proposal._meta.label, 0)


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
