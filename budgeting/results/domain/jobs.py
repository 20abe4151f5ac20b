"""Counting as a job: asked for at the desk, done by a worker, watched at the desk."""

from dataclasses import asdict, dataclass

from django.core.cache import cache

from budgeting.cycles.models import Cycle
from budgeting.results import actions
from budgeting.results.domain.counting import count_votes
from budgeting.results.refusals import NoWorker
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.common.waking import wake

KEPT = 3600


@dataclass(frozen=True)
class Progress:
    """How far a count is. ``refusal`` is the sentence why it ended without a result."""

    done: int = 0
    total: int = 0
    refusal: str = ""
    running: bool = True


def _key(cycle: int) -> str:
    return f"results.job.{cycle}"


def progress_of(cycle: Cycle) -> Progress | None:
    """The job of a cycle; None where none was started within the hour."""
    stored = cache.get(_key(cycle.pk))
    return Progress(**stored) if stored else None


def start(actor: Actor, cycle: Cycle) -> None:
    """Ask a worker to count. Raises Refusal at once where counting would be refused, or nobody can be asked (NoWorker)."""
    actions.count_votes.require(actor, cycle=cycle, at=now())
    _tell(cycle.pk, Progress(total=cycle.voting.box.values("slot").distinct().count()))
    if not wake("budgeting.results.tasks.count_in_background", cycle.pk, actor.pk):
        cache.delete(_key(cycle.pk))
        raise NoWorker


def run(cycle_id: int, officer: int) -> None:
    """What the worker does."""
    cycle, actor = Cycle.objects.get(pk=cycle_id), User.objects.get(pk=officer)
    try:
        result = count_votes(actor, cycle, lambda done, total: _tell(cycle_id, Progress(done, total)))
    except Refusal as no:
        _tell(cycle_id, Progress(refusal=str(no), running=False))
        return
    _tell(cycle_id, Progress(result.ballots, result.ballots, running=False))


def _tell(cycle: int, progress: Progress) -> None:
    cache.set(_key(cycle), asdict(progress), KEPT)
