"""One-time codes for voting in person: who holds one is, for ten minutes, the person it was made for.

A resident gets one on their own page and shows it; a clerk gets one for somebody who has shown a document. The code is
kept hashed in the cache, under the name of its vote, and is gone once used.
"""

import hmac
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from budgeting.voting.models import VotingGroup
from civic.accounts.models import User
from civic.common.ids import clean_code, short_code

LIFE = timedelta(minutes=10)
LENGTH = 8


def give(group: VotingGroup, resident: UUID) -> str:
    """A new code for the resident in this vote, as it is shown: "7KQM-2X9T"."""
    code = short_code(LENGTH)
    cache.set(_name(group, code), str(resident), LIFE.total_seconds())
    return f"{code[:4]}-{code[4:]}"


def holder(group: VotingGroup, typed: str) -> User | None:
    """Whose code this is, without using it up."""
    found = cache.get(_name(group, typed))
    return User.objects.filter(uuid=UUID(found), is_active=True).first() if found else None


def use(group: VotingGroup, typed: str) -> User | None:
    """Whose code this is, and use it up: of two who use it at once, one gets the person and the other None."""
    person = holder(group, typed)
    return person if person is not None and cache.delete(_name(group, typed)) else None


def _name(group: VotingGroup, typed: str) -> str:
    text = f"voting.ticket|{group.pk}|{clean_code(typed)}"
    return f"voting.ticket.{hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()}"
