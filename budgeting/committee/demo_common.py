"""What the scenes of the demo city's committee share: who acts, and at what hour."""

from datetime import datetime

from civic.accounts.models import User
from civic.portal.demo import Stage


def actors(stage: Stage) -> dict[int, User]:
    return {person.pk: person for person in stage.people.values()}


def at_ten(stage: Stage, day: int) -> datetime:
    return stage.days(day).astimezone(stage.zone).replace(hour=10, minute=0, second=0, microsecond=0)
