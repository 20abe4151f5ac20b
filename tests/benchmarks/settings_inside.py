"""The platform with one more address (``inside.py``)."""

from tests.benchmarks.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.inside"
