"""A draft's writer is reminded once; visitors' drafts are limited by device, address and age."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from civic.notifications.kinds import registry
from civic.notifications.models import Event
from proposals import actions
from proposals.domain import drafting, reminding
from proposals.models import Proposal
from proposals.refusals import TooManyFromHere
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def a_draft(author, lies, **fields):
    return factories.a_proposal(author=author, state="draft", saved_at=NOW - lies, **fields)


def test_a_draft_is_reminded_of_once_after_two_days(kim, lee):
    old = a_draft(kim, timedelta(hours=48))
    a_draft(lee, timedelta(hours=47))
    factories.a_proposal(author=lee, saved_at=NOW - timedelta(days=9))  # submitted
    visitors = a_draft(kim, timedelta(days=5))
    Proposal.objects.filter(pk=visitors.pk).update(author=None, keeper="x")
    for _time in range(3):
        reminding.remind(NOW)
    drafting.save_draft(kim, old, title="고친 제목입니다", at=NOW)
    reminding.remind(NOW + timedelta(days=30))
    told = Event.objects.filter(kind="proposals.draft_waits").order_by("pk")
    assert [one.subject for one in told] == [f"proposals.proposal:{old.pk}", told[1].subject]
    assert [user.pk for one in told for user in registry[one.kind].recipients(one)] == [kim.pk, lee.pk]
    assert told[0].params["path"] == f"/proposals/drafts/{old.uuid}/"


def test_its_family_can_be_switched_off_by_itself():
    assert registry["proposals.draft_waits"].family == "drafts"
    assert [kind.name for kind in registry if kind.family == "drafts"] == ["proposals.draft_waits"]


def test_one_address_begins_so_many_drafts_a_day(monkeypatch):
    call = factories.a_call()
    monkeypatch.setattr("proposals.actions.writing.MOST_FROM_AN_ADDRESS", 2)

    def begin(n, at=NOW, origin="here"):
        return drafting.start_draft(
            AnonymousUser(), call=call, at=at, title=f"초안 {n}", keeper=f"device{n}", origin=origin
        )

    begin(1)
    begin(2)
    with pytest.raises(TooManyFromHere):
        begin(3)
    begin(4, origin="elsewhere")
    drafting.purge(NOW + timedelta(days=1))
    assert set(Proposal.objects.values_list("origin", flat=True)) == {""}
    begin(5, at=NOW + timedelta(days=1, seconds=1))


def test_an_address_is_kept_as_a_hash_for_a_day_only(client, settings):
    factories.a_call()
    client.post("/proposals/new/similar/", {"title": "골목에 의자를 놓아 주세요", "choice": "write"})
    kept = Proposal.objects.get().origin
    assert len(kept) == 64
    assert "127.0.0.1" not in kept
    assert timedelta(days=1) == actions.ORIGIN_KEPT
    settings.SECRET_KEY = "another"
    client.cookies.clear()
    client.post("/proposals/new/similar/", {"title": "골목에 의자를 더 놓아 주세요", "choice": "write"})
    assert Proposal.objects.values("origin").distinct().count() == 2
