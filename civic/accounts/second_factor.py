"""Who must have a second factor, and does not."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from civic.accounts.actors import Actor
from civic.accounts.models import User


def lacks_second_factor(actor: Actor) -> bool:
    """Has this person no second factor? Demo mode asks for none. Read once per request (kept on the user object)."""
    if settings.DEMO_MODE or not isinstance(actor, User):
        return False
    known: bool | None = getattr(actor, "_civic_lacks_factor", None)
    if known is None:
        known = not is_mfa_enabled(actor)
        actor._civic_lacks_factor = known  # type: ignore[attr-defined]  # one read per request
    return known
