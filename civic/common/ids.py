"""Short codes that people read aloud and type: no 0, O, 1, I, L or U (Crockford's reasons)."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_code(length: int = 6) -> str:
    """A random code; 6 characters have 30 ** 6 = 729 million values."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def clean_code(typed: str) -> str:
    """What a person typed, as the alphabet writes it: upper case, without spaces and hyphens."""
    return typed.upper().replace(" ", "").replace("-", "")
