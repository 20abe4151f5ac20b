"""Adding a file: first its bytes are kept, then it is published with its description. So nothing chosen is ever lost."""

from datetime import datetime
from hashlib import sha256
from typing import IO, NamedTuple
from uuid import UUID

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.attachments import actions, storing
from civic.attachments.domain.nudging import prepare_soon
from civic.attachments.holders import Held
from civic.attachments.judging import papers, pictures, size_of
from civic.attachments.models import Attachment, Folder
from civic.attachments.refusals import KeyUsed
from civic.attachments.states import table
from civic.audit.domain.recording import record, reference
from civic.common import locks
from civic.common.korean import nfc

Kind = Attachment.Kind


class Chosen(NamedTuple):
    """What somebody chose in a form: the bytes, and what the file was called."""

    content: IO[bytes]
    name: str
    kind: str


def keep(actor: Actor, held: Held, chosen: Chosen, *, at: datetime, key: UUID | None = None) -> Attachment:
    """Keep the bytes of a file that is taken; it is shown to nobody until it is published.

    The same file a second time with the same ``key`` is the first one; another raises KeyUsed.

    The folder's row is locked: two at once cannot pass the limit together. Raises the refusals of ``attachments.add`` and
    those of the judge of its kind.
    """
    actions.open_page.require(actor, held=held, at=at)  # before anybody reads a byte
    judge = pictures.judge if chosen.kind == Kind.PHOTO else papers.judge
    judged = judge(chosen.content)
    digest = _digest(chosen.content)
    with transaction.atomic():
        if key is not None:
            _alone(key)
            if (earlier := _sent_with(key, actor, held, digest)) is not None:
                return earlier
        folder = _folder(held)
        actions.add.require(actor, held=held, folder=folder, kind=chosen.kind, at=at)
        attachment = Attachment.objects.create(
            folder=folder,
            kind=chosen.kind,
            file_name=nfc(chosen.name)[-200:],
            size=size_of(chosen.content),
            sha256=digest,
            idempotency_key=key,
            by=person(actor),
            created_at=at,
            **judged._asdict(),
        )
        storing.keep(attachment, chosen.content)
    return attachment


def _alone(key: UUID) -> None:
    locks.exclude(f"attachments.key:{key}")


def _sent_with(key: UUID, actor: Actor, held: Held, digest: str) -> Attachment | None:
    """What this key has brought already, if it was this person's, for this thing, and these bytes."""
    earlier = Attachment.objects.filter(idempotency_key=key).select_related("folder").first()
    if earlier is None:
        return None
    owner = person(actor)
    same = (earlier.folder.subject, earlier.sha256) == (reference(held.row), digest)
    if owner is None or earlier.by_id != owner.pk or not same:
        raise KeyUsed
    return earlier


def _digest(content: IO[bytes]) -> str:
    content.seek(0)
    return sha256(content.read()).hexdigest()


def _folder(held: Held) -> Folder:
    """The thing's folder, made when it has none, locked."""
    folder, _created = Folder.objects.get_or_create(subject=reference(held.row))
    held.how.hang(held.row, folder)
    return Folder.objects.select_for_update().get(pk=folder.pk)


@transaction.atomic
def publish(
    actor: Actor, held: Held, attachment: Attachment, *, words: str, at: datetime, words_en: str = ""
) -> Attachment:
    """Show a file that was kept: a document at once, a photo when its renditions are made (seconds later).

    Raises the refusals of ``attachments.publish``.
    """
    actions.publish.require(actor, held=held, attachment=attachment, words=words, at=at)
    text, english = tidy(words), tidy(words_en)
    if attachment.kind == Kind.PHOTO:
        fresh = table.move(attachment, "prepare", alt=text, alt_en=english)
        prepare_soon(fresh)
    else:
        fresh = table.move(attachment, "publish", title=text, title_en=english)
    record(actor, "attachments.add", held.row, attachment=str(fresh.uuid), kind=fresh.kind, words=text)
    return fresh


def tidy(words: str) -> str:
    """Words in one line and one normal form (NFC)."""
    return nfc(" ".join(words.split()))


def add(
    actor: Actor,
    held: Held,
    chosen: Chosen,
    *,
    words: str,
    at: datetime,
    words_en: str = "",
    key: UUID | None = None,
) -> Attachment:
    """Both at once, for doors that have everything together. A second sending with the same ``key`` changes nothing."""
    kept = keep(actor, held, chosen, at=at, key=key)
    with transaction.atomic():
        if key is not None:  # the same sending may be under way a second time
            _alone(key)
            kept.refresh_from_db()
            if kept.state != Attachment.State.PENDING:
                return kept
        return publish(actor, held, kept, words=words, words_en=words_en, at=at)
