"""The record, for rooms below it: accounts act too, and the record itself stands above accounts.

``civic.audit`` installs its recorder at start; rooms above accounts import ``civic.audit.domain.recording`` directly.
"""

from collections.abc import Callable
from typing import Any

Recorder = Callable[..., Any]
_recorders: list[Recorder] = []


def install(recorder: Recorder) -> None:
    """Called once, when the record's app starts."""
    _recorders[:] = [recorder]


def record(actor: Any, verb: str, subject: Any, **data: Any) -> None:
    """Write an entry through the installed recorder; raises LookupError where none is installed."""
    if not _recorders:
        raise LookupError("no recorder is installed: is civic.audit among the installed apps?")
    _recorders[0](actor, verb, subject, **data)
