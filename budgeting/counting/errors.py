"""What the counting library refuses, in words that name the fault."""


class CountingError(ValueError):
    """Something given to the counting library cannot be counted."""


class ProfileError(CountingError):
    """The projects or ballots contradict themselves (a cost below zero, a ballot for a project that is not there)."""


class OptionError(CountingError):
    """A rule is unknown, or an option is unknown, out of range, or does not belong to the rule."""
