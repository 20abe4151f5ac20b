"""Turns the durable commit of a ballot off, in the process of a web server that is a control."""

from collections.abc import Callable
from typing import Any

from budgeting.voting.domain import casting


def middleware(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Patches once, when the server starts."""
    plain = casting.look

    def forgetful(*given: Any) -> Any:
        found = plain(*given)
        with casting.connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        return found

    casting.look = forgetful
    return get_response
