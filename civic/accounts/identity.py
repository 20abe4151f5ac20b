"""Who a natural person is, without ever storing it: an HMAC under a pepper that is kept outside the database."""

import hmac
from hashlib import sha256

from django.conf import settings

from civic.common.ids import clean_code


def identity_hash(identifier: str) -> bytes:
    """32 bytes that are the same for the same person (a connecting-information value, a register number of the desk).

    HMAC-SHA256 with the pepper of the settings: who has only the database cannot try all identifiers.
    """
    return hmac.new(
        settings.IDENTITY_PEPPER.encode(), b"identity:" + identifier.strip().encode(), sha256
    ).digest()


def code_hash(code: str) -> bytes:
    """32 bytes to find a verification code by, from what a person typed."""
    return hmac.new(settings.IDENTITY_PEPPER.encode(), b"code:" + clean_code(code).encode(), sha256).digest()
