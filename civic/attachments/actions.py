"""Every thing a person may do here, with its rule. Who may add files to what is the rule of that thing's app."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, person
from civic.attachments.holders import Held
from civic.attachments.models import Attachment, Folder
from civic.attachments.queries import added_within_a_day, count_in
from civic.attachments.refusals import DescriptionMissing, FolderFull, NotKept, TooManyToday
from civic.common.actions import action
from civic.common.refusals import Refusal, SignInFirst
from civic.moderation.actions import not_blocked

MOST_IN_A_DAY = 60


@action("attachments.open_page", label=_("Open the page of photos and documents"))
def open_page(actor: Actor, *, held: Held, at: datetime) -> Iterator[Refusal]:
    """Whoever may add files to the thing, and is not kept from writing by a decision."""
    if not actor.is_authenticated:
        yield SignInFirst()
    yield from not_blocked(actor, at=at)
    yield from held.how.may_add(actor, held.row, at)


@action("attachments.add", label=_("Add a photo or document"))
def add(actor: Actor, *, held: Held, folder: Folder, kind: str, at: datetime) -> Iterator[Refusal]:
    """As long as there is room, and not too many a day."""
    yield from open_page.rule(actor, held=held, at=at)
    if count_in(folder, kind) >= held.how.most:
        yield FolderFull(limit=held.how.most)
    if added_within_a_day(person(actor), at) >= MOST_IN_A_DAY:
        yield TooManyToday(count=MOST_IN_A_DAY)


@action("attachments.publish", label=_("Show a photo or document that was added"))
def publish(
    actor: Actor, *, held: Held, attachment: Attachment, words: str, at: datetime
) -> Iterator[Refusal]:
    """Who added it, with a description (photos) or a title (documents)."""
    yield from open_page.rule(actor, held=held, at=at)
    one = person(actor)
    mine = one is not None and attachment.by_id == one.pk
    if not mine or attachment.state != Attachment.State.PENDING:
        yield NotKept()
    if not words.strip():
        yield DescriptionMissing()


@action("attachments.change", label=_("Change the description of a photo or document"))
def change(actor: Actor, *, held: Held, words: str, at: datetime) -> Iterator[Refusal]:
    """Whoever may add files to the thing."""
    yield from open_page.rule(actor, held=held, at=at)
    if not words.strip():
        yield DescriptionMissing()


@action("attachments.remove", label=_("Remove a photo or document"))
def remove(actor: Actor, *, held: Held, attachment: Attachment, at: datetime) -> Iterator[Refusal]:
    """Who added it, at any time (it may show them); else whoever may add files to the thing."""
    if not actor.is_authenticated:
        yield SignInFirst()
    one = person(actor)
    if one is None or attachment.by_id != one.pk:
        yield from held.how.may_add(actor, held.row, at)
