"""A person's own profile."""

from django.db import transaction

from civic.accounts import actions
from civic.accounts.models import User
from civic.common.korean import nfc
from civic.common.recording import record


def clean_name(name: str) -> str:
    """A name as it is stored: composed Hangul, single spaces."""
    return nfc(" ".join(name.split()))


@transaction.atomic
def save_profile(actor: User, *, display_name: str, language: str) -> User:
    """Write the name shown to others and the language; the record says which changed, never the words."""
    actions.edit_profile.require(actor)
    present = User.objects.select_for_update().get(pk=actor.pk)
    wanted = {"display_name": clean_name(display_name), "language": language}
    changed = [name for name, value in wanted.items() if getattr(present, name) != value]
    for name in changed:
        setattr(present, name, wanted[name])
        setattr(actor, name, wanted[name])
    if changed:
        present.save(update_fields=changed)
        record(present, "accounts.edit_profile", present, changed=changed)
    return present
