"""What staff enter for citizens, and the code by which it becomes theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.common.refusals import NotAllowed
from proposals.domain import assisting, supporting
from proposals.models import Assistance, Proposal
from proposals.refusals import (
    CallClosed,
    CodeUnknown,
    ConsentMissing,
    Incomplete,
    PersonalData,
    ResidentNumber,
)
from tests import factories

pytestmark = pytest.mark.django_db


def enter(actor, **other):
    at = timezone.now()
    given = {
        "call": factories.a_call(), "channel": "counter", "consent": "spoken", "consented_on": timezone.localdate(at),
        "title": "쉼터에 의자를 놓아 주세요", "body": "앉을 곳이 없습니다.", "topic": factories.a_topic(), "at": at,
    }  # fmt: skip
    return assisting.enter(actor, **given | other)


def test_what_is_entered_is_public_and_nobodys(park):
    proposal, code = enter(park)
    assert (proposal.state, proposal.author, proposal.source) == ("open", None, "assisted")
    assert (len(code), proposal.assistance.by, code in str(Assistance.objects.values())) == (12, park, False)
    assert not proposal.supports.exists()


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"consented_on": None}, ConsentMissing),
        ({"consented_on": timezone.localdate() + timedelta(days=2)}, ConsentMissing),
        ({"call": None}, CallClosed),
        ({"topic": None}, Incomplete),
        ({"body": "900101-1234567"}, ResidentNumber),
        ({"body": "연락 주세요 010-0000-1234"}, PersonalData),
    ],
)
def test_what_is_not_entered_leaves_nothing(park, other, refusal):
    with pytest.raises(refusal):
        enter(park, **other)
    assert not Proposal.objects.exists()


def test_only_staff_enter_for_others(kim, jang):
    for person in (kim, jang):
        with pytest.raises(NotAllowed):
            enter(person)


def test_the_code_makes_it_the_persons_own_once(park, kim, lee):
    proposal, code = enter(park)
    supporting.support(kim, proposal, at=timezone.now())
    typed = f"{code[:4]}-{code[4:8]} {code[8:].lower()}"
    assert assisting.claim(kim, typed, at=timezone.now()) == proposal
    proposal.refresh_from_db()
    assert (proposal.author, proposal.support_count, proposal.supports.count()) == (kim, 0, 0)
    with pytest.raises(CodeUnknown):
        assisting.claim(lee, code, at=timezone.now())
    with pytest.raises(CodeUnknown):
        assisting.new_code(park, proposal.assistance, at=timezone.now())


def test_a_code_ends_by_time_and_by_a_new_one(park, kim):
    proposal, code = enter(park)
    with pytest.raises(CodeUnknown):
        assisting.claim(kim, code, at=proposal.assistance.code_until)
    fresh = assisting.new_code(park, proposal.assistance, at=timezone.now())
    with pytest.raises(CodeUnknown):
        assisting.claim(kim, code, at=timezone.now())
    assert assisting.claim(kim, fresh, at=timezone.now()).author == kim


def test_who_typed_it_does_not_take_it(park):
    _proposal, code = enter(park)
    with pytest.raises(NotAllowed):
        assisting.claim(park, code, at=timezone.now())


def test_a_paper_stays_good_when_the_platforms_key_is_changed(park, kim, settings):
    proposal, code = enter(park)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" + "7" * 40
    with pytest.raises(CodeUnknown):
        assisting.claim(kim, code, at=timezone.now())
    settings.SECRET_KEY_FALLBACKS = [old]
    assert assisting.claim(kim, code, at=timezone.now()) == proposal
