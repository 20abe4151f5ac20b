"""The database has the last word in a race; here its no becomes the same refusal that the rule would have given."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from civic.common.refusals import Refusal


def violated(error: IntegrityError) -> str:
    """The name of the constraint (or of the trigger's CONSTRAINT) that refused, or an empty string."""
    diag = getattr(error.__cause__, "diag", None)
    return str(getattr(diag, "constraint_name", None) or "")


@contextmanager
def refusing(known: Mapping[str, type[Refusal]]) -> Iterator[None]:
    """Run a write in a savepoint; a violation of a constraint named in ``known`` raises its refusal instead."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = known.get(violated(error))
        if refusal is None:
            raise
        raise refusal() from error
