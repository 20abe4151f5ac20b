"""The key of an upload: the same file sent twice is there once, also when both sendings are under way together."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.api.domain.tokens import make_token
from civic.attachments import storing
from civic.attachments.domain import adding
from civic.attachments.holders import Held, seen
from civic.attachments.models import Attachment
from civic.attachments.refusals import KeyUsed
from civic.common import locks
from tests import factories
from tests.civic.attachments import making
from tests.races.meeting import meet


def send(person: User, held: Held, key: UUID, content: bytes = making.PDF) -> Attachment:
    chosen = adding.Chosen(BytesIO(content), "표.pdf", "document")
    return adding.add(person, held, chosen, words="측정표", at=timezone.now(), key=key)


@pytest.mark.django_db
def test_a_second_sending_gives_the_first_file(kim: User, held: Held) -> None:
    key = uuid4()
    first, second = send(kim, held, key), send(kim, held, key)
    assert (first.pk, second.state, Attachment.objects.count()) == (second.pk, "shown", 1)


@pytest.mark.django_db
def test_a_sending_that_broke_off_between_keeping_and_showing_is_completed(kim: User, held: Held) -> None:
    key = uuid4()
    chosen = adding.Chosen(BytesIO(making.PDF), "표.pdf", "document")
    kept = adding.keep(kim, held, chosen, at=timezone.now(), key=key)
    assert kept.state == "pending"
    assert (send(kim, held, key).pk, Attachment.objects.get().state) == (kept.pk, "shown")


@pytest.mark.django_db
def test_a_key_is_for_one_file_of_one_person_and_one_thing(kim: User, lee: User, held: Held) -> None:
    key = uuid4()
    send(kim, held, key)
    with pytest.raises(KeyUsed):
        send(kim, held, key, making.PDF + b"\n")
    other = seen(f"proposals.proposal:{factories.a_proposal(author=kim).pk}", kim)
    hers = seen(f"proposals.proposal:{factories.a_proposal(author=lee).pk}", lee)
    assert other is not None
    assert hers is not None
    for person, thing in ((kim, other), (lee, hers)):
        with pytest.raises(KeyUsed):
            send(person, thing, key)
    assert Attachment.objects.count() == 1


def codes_of_two_sendings(monkeypatch: pytest.MonkeyPatch, kim: User, held: Held) -> tuple[str, str]:
    """The first has looked for an earlier file and writes its bytes when the second comes."""
    key = uuid4()
    return meet(
        monkeypatch, storing, "keep", lambda: send(kim, held, key), lambda: send(kim, held, key)
    )  # fmt: skip


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_are_one_file(monkeypatch: pytest.MonkeyPatch, kim: User, held: Held) -> None:
    assert codes_of_two_sendings(monkeypatch, kim, held) == ("", "")
    assert Attachment.objects.get().state == "shown"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_second_fails(
    monkeypatch: pytest.MonkeyPatch, kim: User, held: Held
) -> None:
    """The constraint still has the last word: no second file, but an error in place of an answer."""
    from django.db import IntegrityError

    monkeypatch.setattr(locks, "exclude", lambda _name: None)
    monkeypatch.setattr(adding, "_sent_with", lambda *_given: None)
    with pytest.raises(IntegrityError):
        codes_of_two_sendings(monkeypatch, kim, held)


@pytest.mark.django_db
def test_a_program_sends_a_file_with_a_key(client: Client, kim: User, held: Held) -> None:
    headers = {
        "Authorization": f"Token {make_token(kim, name='x', days=1, scopes=['take_part']).secret}",
        "Idempotency-Key": str(uuid4()),
    }
    path = f"/api/v1/proposals/{held.row.number}/files/"
    answers = []
    for _time in range(2):
        sent = {"kind": "document", "file": BytesIO(making.PDF), "words": "측정표", "words_en": "Readings"}
        answers.append(client.post(path, sent, headers=headers))
    assert [one.status_code for one in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    found = Attachment.objects.get()
    assert (found.title, found.title_en) == ("측정표", "Readings")
    headers["Idempotency-Key"] = "seven"
    sent = {"kind": "document", "file": BytesIO(making.PDF), "words": "측정표"}
    assert client.post(path, sent, headers=headers).status_code == 422
