"""What must be well for people to be served: each app registers its checks, ``/readyz`` asks them all.

A check returns where all is well and raises where it is not; a Refusal's sentence is shown to the operator.
"""

from collections.abc import Callable

from civic.common.registry import Registry

Check = Callable[[], None]
registry: Registry[Check] = Registry("health check")


def health_check(name: str) -> Callable[[Check], Check]:
    """Register a check under the name that ``/readyz`` shows."""

    def register(check: Check) -> Check:
        return registry.add(name, check)

    return register
