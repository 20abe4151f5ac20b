"""Calling a worker for what it would find by itself a little later."""

import logging
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from civic.common.resting import of_redis

log = logging.getLogger(__name__)


def wake(name: str, *args: Any, countdown: float = 0) -> bool:
    """Send a task of Celery, once; False where the broker is away: whoever calls has a sweep that finds what waits.

    By its ``name`` ("app.tasks.function"), because a task calls the domain and the domain calls for tasks.
    ``countdown`` in seconds. For after the commit: before it the worker would not see what it is called for.
    """
    if of_redis.lasts:
        return False
    try:
        current_app.send_task(name, args, countdown=countdown, retry=False, ignore_result=True)
    except (OperationalError, RedisError, TimeoutError) as fault:
        of_redis.begin()
        log.warning("%s waits for its sweep: %s", name, fault)
        return False
    return True
