"""What can be wrong with votes."""


class VotesError(ValueError):
    """Votes that cannot be grouped; the message says where and what."""
