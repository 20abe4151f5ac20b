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


def is_poster_code(workshop: Workshop, typed: str) -> bool:
    return constant_time_compare(clean_code(typed), poster_code(workshop))
