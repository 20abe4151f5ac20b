"""What is kept in the cache only to spare work: without Redis nothing is kept, and everything is reckoned anew.

Limits and codes are not of this kind. They ask Django's ``cache`` itself, which raises: who cannot be counted is not let
in (docs/decisions/0268).
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

from civic.common.resting import of_redis

T = TypeVar("T")
log = logging.getLogger(__name__)


class Kept:
    """The cache, as far as nobody need notice that it is away."""

    def get(self, key: str, default: Any = None) -> Any:
        return _try(lambda: cache.get(key, default), default)

    def set(self, key: str, value: Any, timeout: float | None = None) -> None:
        _try(lambda: cache.set(key, value, timeout), None)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        found: dict[str, Any] = _try(lambda: cache.get_many(keys), {})
        return found

    def set_many(self, values: dict[str, Any], timeout: float | None = None) -> None:
        _try(lambda: cache.set_many(values, timeout), None)

    def get_or_set(self, key: str, make: Callable[[], T], timeout: float | None = None) -> T:
        found: T | None = self.get(key)
        if found is None:
            found = make()
            self.set(key, found, timeout)
        return found


def _try(ask: Callable[[], Any], otherwise: Any) -> Any:
    if of_redis.lasts:
        return otherwise
    try:
        return ask()
    except RedisError as fault:
        of_redis.begin()
        log.warning("the cache does not answer: %s", type(fault).__name__)
        return otherwise


kept = Kept()
