"""The code on the poster in the hall. It is worked out, not stored: who has not seen the poster cannot guess it."""

from django.utils.crypto import constant_time_compare, salted_hmac

from civic.common.ids import ALPHABET, clean_code
from workshops.models import Workshop

LENGTH = 6


def poster_code(workshop: Workshop) -> str:
    """Six characters that belong to this workshop."""
    drawn = int(salted_hmac("workshops.poster", str(workshop.pk), algorithm="sha256").hexdigest(), 16)
    letters = []
    for _place in range(LENGTH):
        drawn, which = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[which])
    return "".join(letters)


def at_poster(code: str, typed: str) -> Workshop | None:
    """The workshop before whose poster somebody stands, private or not: who is registered for a private one checks in
    without an account, too."""
    found = Workshop.objects.with_names().exclude(state=Workshop.State.PLANNED).filter(code=code).first()
    return found if found is not None and is_poster_code(found, typed) else None


def is_poster_code(workshop: Workshop, typed: str) -> bool:
    return constant_time_compare(clean_code(typed), poster_code(workshop))
