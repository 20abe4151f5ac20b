"""Notes among staff on a proposal. A colleague who is mentioned is told; a note never leaves the house."""

import re
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.accounts.models import Role, User
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.domain.telling import tell
from proposals.models import Note, Proposal

MENTION = re.compile(r"@([^\s@]{1,40})")


@transaction.atomic
def write_note(actor: Actor, proposal: Proposal, *, text: str, at: datetime) -> Note:
    """Write a note; ``@name`` mentions a colleague of that name. Raises what `actions.write_note` refuses."""
    actions.write_note.require(actor, text=text)
    author = person(actor)
    if author is None:
        raise SignInFirst
    note = Note.objects.create(proposal=proposal, author=author, text=nfc(text).strip()[:2000], at=at)
    colleagues = mentioned(note.text, at)
    note.mentioned.set(colleagues)
    record(actor, "proposals.noted", proposal)
    for colleague in colleagues:
        tell(
            "mentioned", proposal, once=f"{note.pk}:{colleague.pk}", to=colleague.pk, by=author.display_name,
            path=f"{proposal.get_absolute_url()}notes/#note-{note.pk}",
        )  # fmt: skip
    return note


def mentioned(text: str, at: datetime) -> list[User]:
    """The people on the staff whose names stand behind an @, also with a particle after the name (@이서온이)."""
    words = MENTION.findall(text)
    if not words:
        return []
    staff = User.objects.filter(is_active=True, pk__in=Role.objects.in_force(at).values("user"))
    return [
        one
        for one in staff.order_by("pk")
        if any(word.startswith(one.display_name.replace(" ", "")) for word in words)
    ]
