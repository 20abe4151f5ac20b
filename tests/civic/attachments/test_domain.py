"""Adding, preparing, removing, sweeping: what is written, what is refused, what is gone."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.accounts.leaving import registry as leavers
from civic.accounts.models import User
from civic.attachments import actions, refusals, storing
from civic.attachments.domain import adding, changing, rendering
from civic.attachments.domain.sweeping import PENDING_FOR, sweep
from civic.attachments.holders import Held, holder, registry, seen, split
from civic.attachments.models import Attachment, Folder
from civic.audit.models import Entry
from civic.common.refusals import StaleState
from civic.common.registry import AlreadyRegistered
from proposals.models import Proposal
from tests import factories
from tests.civic.attachments import making
from tests.civic.attachments.conftest import add_document, add_photo

pytestmark = pytest.mark.django_db
State = Attachment.State


def parts(attachment: Attachment) -> set[str]:
    return {part for part in (storing.ORIGINAL, *storing.RENDITIONS) if storing.there(attachment, part)}


def keep(person: User, held: Held, data: bytes = making.PDF, kind: str = "document") -> Attachment:
    return adding.keep(person, held, adding.Chosen(BytesIO(data), "x", kind), at=timezone.now())


def test_a_photo_is_shown_when_it_is_prepared_and_its_original_is_gone(kim: User, held: Held) -> None:
    chosen = adding.Chosen(BytesIO(making.photo()), "IMG.jpg", "photo")
    added = adding.add(kim, held, chosen, words="  어두운   골목 ", at=timezone.now())
    assert (added.state, added.alt, parts(added)) == (State.PREPARING, "어두운 골목", {"original"})
    rendering.prepare(added.pk)
    added.refresh_from_db()
    assert (added.state, added.width, added.height) == (State.SHOWN, 640, 480)
    assert parts(added) == set(storing.RENDITIONS)
    proposal = Proposal.objects.get(pk=held.row.pk)
    assert proposal.folder_id == added.folder_id
    entry = Entry.objects.get(verb="attachments.add")
    assert entry.data == {"attachment": str(added.uuid), "kind": "photo", "words": "어두운 골목"}


def test_preparing_twice_does_nothing_the_second_time(kim: User, held: Held) -> None:
    photo = add_photo(kim, held)
    rendering.prepare(photo.pk)
    assert parts(photo) == set(storing.RENDITIONS)
    assert Attachment.objects.get().tries == 1


def test_a_damaged_photo_says_so_and_leaves_no_bytes(kim: User, held: Held) -> None:
    data = making.photo("PNG")
    chosen = adding.Chosen(BytesIO(data[: len(data) // 2]), "x.png", "photo")
    added = adding.add(kim, held, chosen, words="골목", at=timezone.now())
    rendering.prepare(added.pk)
    assert Attachment.objects.get().state == State.BROKEN
    assert parts(added) == set()


def test_a_photo_that_took_three_workers_down_is_given_up(kim: User, held: Held) -> None:
    chosen = adding.Chosen(BytesIO(making.photo()), "x.jpg", "photo")
    added = adding.add(kim, held, chosen, words="골목", at=timezone.now())
    Attachment.objects.update(tries=rendering.MOST_TRIES)
    rendering.prepare(added.pk)
    assert Attachment.objects.get().state == State.BROKEN


def test_only_who_may_add_to_the_thing_adds(held: Held, lee: User, park: User) -> None:
    for person in (lee, park):
        with pytest.raises(Exception) as no:  # noqa: PT011  the code is compared below
            keep(person, held)
        assert getattr(no.value, "code", "") == "proposals.not_the_author"
    assert not Attachment.objects.exists()
    assert not Folder.objects.exists()


def test_nothing_is_added_after_the_answer(kim: User) -> None:
    answered = factories.a_proposal(author=kim, state="answered")
    held = seen(f"proposals.proposal:{answered.pk}", kim)
    assert held is not None
    with pytest.raises(refusals.NoFilesHere):
        keep(kim, held)


def test_there_is_room_for_ten_of_a_kind(kim: User, held: Held) -> None:
    for _ in range(10):
        keep(kim, held)
    with pytest.raises(refusals.FolderFull):
        keep(kim, held)
    assert keep(kim, held, making.photo(), "photo")


def test_so_many_a_day_and_the_next_day_again(kim: User, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_IN_A_DAY", 2)
    keep(kim, held)
    keep(kim, held)
    with pytest.raises(refusals.TooManyToday):
        keep(kim, held)
    Attachment.objects.update(created_at=timezone.now() - timedelta(hours=25))
    keep(kim, held)


def test_a_kept_file_is_published_by_its_own_person_with_words_only(kim: User, held: Held, lee: User) -> None:
    kept = keep(kim, held)
    Attachment.objects.filter(pk=kept.pk).update(by=lee)
    kept.refresh_from_db()
    with pytest.raises(refusals.NotKept):
        adding.publish(kim, held, kept, words="표", at=timezone.now())
    kept.by = kim
    kept.save()
    with pytest.raises(refusals.DescriptionMissing):
        adding.publish(kim, held, kept, words="  ", at=timezone.now())
    adding.publish(kim, held, kept, words="표", at=timezone.now())
    with pytest.raises(refusals.NotKept):
        adding.publish(kim, held, kept, words="표", at=timezone.now())


def test_the_database_shows_no_photo_without_a_description(kim: User, held: Held) -> None:
    photo, document = add_photo(kim, held), add_document(kim, held)
    for row, column in ((photo, "alt"), (document, "title")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=row.pk).update(**{column: ""})


def test_describing_anew_is_on_the_record(kim: User, held: Held) -> None:
    changing.describe(kim, held, add_photo(kim, held), words="밝은 골목", at=timezone.now())
    assert Attachment.objects.get().alt == "밝은 골목"
    assert Entry.objects.get(verb="attachments.change").data["before"] == "어두운 골목"


def test_what_is_removed_cannot_be_seen_at_once_and_its_bytes_go_with_the_sweep(
    kim: User, held: Held
) -> None:
    photo = add_photo(kim, held)
    changing.remove(kim, held, photo, at=timezone.now())
    assert not Attachment.objects.visible_to(kim).exists()
    with pytest.raises(StaleState):
        changing.remove(kim, held, photo, at=timezone.now())
    sweep(timezone.now())
    assert not Attachment.objects.exists()
    assert parts(photo) == set()


def test_removed_while_it_was_prepared_leaves_nothing(
    kim: User, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = adding.Chosen(BytesIO(making.photo()), "x.jpg", "photo")
    added = adding.add(kim, held, chosen, words="골목", at=timezone.now())
    made = rendering.pictures.renditions

    def removed_meanwhile(*given: object) -> object:
        changing.remove(kim, held, added, at=timezone.now())
        return made(*given)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(rendering.pictures, "renditions", removed_meanwhile)
    rendering.prepare(added.pk)
    assert Attachment.objects.get().state == State.REMOVED
    assert parts(added) == set()


def test_the_sweep_takes_what_was_never_described_after_a_day(kim: User, held: Held) -> None:
    kept = keep(kim, held)
    sweep(timezone.now())
    assert parts(kept) == {"original"}
    sweep(timezone.now() + PENDING_FOR + timedelta(minutes=1))
    assert not Attachment.objects.exists()
    assert parts(kept) == set()


def test_the_sweep_prepares_what_a_worker_forgot(kim: User, held: Held) -> None:
    chosen = adding.Chosen(BytesIO(making.photo()), "x.jpg", "photo")
    adding.add(kim, held, chosen, words="골목", at=timezone.now())
    sweep(timezone.now())
    assert Attachment.objects.get().state == State.PREPARING
    sweep(timezone.now() + timedelta(minutes=3))
    assert Attachment.objects.get().state == State.SHOWN


def test_the_files_of_a_deleted_thing_go_with_the_sweep(kim: User, held: Held) -> None:
    photo = add_photo(kim, held)
    other = seen(f"proposals.proposal:{factories.a_proposal(author=kim).pk}", kim)
    assert other is not None
    stays = add_photo(kim, other)
    Proposal.objects.filter(pk=held.row.pk).delete()
    sweep(timezone.now())
    assert list(Attachment.objects.all()) == [stays]
    assert parts(photo) == set()
    assert parts(stays) == set(storing.RENDITIONS)
    assert Folder.objects.count() == 1


def test_who_leaves_takes_what_was_never_shown_and_their_name(kim: User, held: Held) -> None:
    photo, kept = add_photo(kim, held), keep(kim, held)
    leavers["attachments"](kim)
    photo.refresh_from_db()
    kept.refresh_from_db()
    assert (photo.state, photo.by_id) == (State.SHOWN, None)
    assert kept.state == State.REMOVED


def test_bytes_lie_under_names_that_nobody_can_guess(kim: User, held: Held) -> None:
    document = add_document(kim, held)
    assert document.uuid.version == 4
    assert default_storage.exists(f"attachments/{document.uuid.hex[:2]}/{document.uuid.hex}/original")


def test_a_holder_is_registered_once_and_subjects_are_read_strictly() -> None:
    with pytest.raises(AlreadyRegistered):
        holder("proposals.proposal", registry["proposals.proposal"])
    for wrong in (
        "proposals.proposal:",
        "proposals.proposal:x",
        "accounts.user:1",
        "proposals.proposal:²",
        "1" * 30,
    ):
        assert split(wrong) is None
