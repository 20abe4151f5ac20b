"""The code on a receipt: the first 80 bits of the commitment in Crockford's base 32, in four groups of four."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
BITS, LETTERS, GROUP = 80, 16, 4


def code_of(commitment: bytes) -> str:
    """ "K7QM-2X9T-…": what the voter keeps."""
    number = int.from_bytes(commitment[: BITS // 8], "big")
    letters = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(LETTERS)))
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def prefix_of(typed: str) -> bytes | None:
    """The first ten bytes of the commitment that a typed code means; None for what is no code.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    letters = [letter for letter in typed.upper() if letter not in " -\u2010\u2011\u2013"]
    if len(letters) != LETTERS or any(letter not in _VALUE for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | _VALUE[letter]
    return number.to_bytes(BITS // 8, "big")
