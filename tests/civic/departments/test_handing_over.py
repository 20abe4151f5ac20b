"""One thing that cannot be handed over keeps no other back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.accounts.models import User
from civic.departments.domain import ending, handing_over
from civic.departments.duties import Handover
from civic.departments.tasks import hand_over
from proposals.domain import succeeding
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db


def at() -> datetime:
    return timezone.now()


def test_one_that_fails_is_tried_again(
    admin: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    safety, parks = factories.a_department(), factories.a_department("parks", name="공원과")
    stuck, _other = (factories.a_proposal(state="review") for _n in range(2))
    ending.end(admin, safety, successor=parks, because="조직 개편", at=at())
    duty = next(one for one in handing_over.registry if "proposals.Proposal.department" in one.fields)

    def fail_on_one(row: Any, handover: Handover) -> None:
        if row == stuck:
            raise IntegrityError
        succeeding.hand_over(row, handover)

    with monkeypatch.context() as patched:
        patched.setattr(handing_over, "registry", [replace(duty, hand_over=fail_on_one)])
        assert handing_over.hand_over() == 1
    assert "proposals.Proposal stays with safety" in caplog.text
    waiting = Proposal.objects.filter(department=safety)
    assert waiting.get() == stuck
    with transaction.atomic():
        hand_over()
    assert not waiting.exists()
