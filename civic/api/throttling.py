"""How often a program may ask. Without Redis nobody counts, and all are answered (docs/decisions/0268)."""

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from civic.common.kept import kept


class Visitors(AnonRateThrottle):
    cache = kept  # type: ignore[assignment]  # of a cache only get and set are asked


class People(UserRateThrottle):
    cache = kept  # type: ignore[assignment]  # of a cache only get and set are asked
