"""Who holds a proposal while it acts, with whom, and in which order. The one place that locks a proposal.

Every proposal has a named lock (an advisory lock of PostgreSQL, see civic/common/locks.py) that comes before its row:

- *share*: who supports it, or takes a support back. They do not wait for each other.
- *alone*: whoever changes the state, becomes a writer, merges, or says something in the city's name. They stand in a
  queue with those who share: they wait for the supports that are under way, and whoever comes later waits for them.
- *beside*: its row only, one at a time; supporters go on. For drafts, which nobody supports, and for the counter.

A row's lock has no queue: without the named one a change of the state waited for a crowd of supporters to be through.
The state is always read by a statement that begins when the lock is there. Of two proposals the one with the smaller id
is held first. Whoever holds one beside or shares it never asks for it alone. See docs/decisions/0210.
"""

from django.db.models import Q

from civic.common import locks
from proposals.models import Proposal, ProposalQuerySet


def _name(pk: int) -> str:
    return f"proposals.held:{pk}"


def share(proposal: Proposal) -> Proposal:
    """Hold it together with all who support it now; gives it as it is and stays until the end of the transaction."""
    locks.share(_name(proposal.pk))
    return Proposal.objects.get(pk=proposal.pk)


def alone(pk: int, *related: str) -> Proposal:
    """Hold it alone; gives it as it is, with ``related`` rows."""
    return _with(_alone(pk), related).get()


def alone_where(pk: int, concerned: Q) -> Proposal | None:
    """Hold it alone; None where ``concerned`` is not true of it by then: somebody was faster."""
    return _alone(pk).filter(concerned).first()


def both_alone(one: int, other: int, *related: str) -> tuple[Proposal, Proposal]:
    """Hold two alone; gives them in the order in which they were named."""
    held = {pk: alone(pk, *related) for pk in sorted({one, other})}
    return held[one], held[other]


def beside(pk: int, *related: str) -> Proposal:
    """Hold its row; who supports it does not notice."""
    return _with(rows_beside(), related).get(pk=pk)


def rows_beside(*, skip: bool = False) -> ProposalQuerySet:
    """As `beside`, for many rows, which the caller names; ``skip`` leaves out those that somebody holds now."""
    return Proposal.objects.select_for_update(of=("self",), no_key=True, skip_locked=skip)


def take(proposal: Proposal, shared: bool) -> Proposal:
    """What a move of the state takes: supports go on through those that are ``shared``."""
    return beside(proposal.pk) if shared else alone(proposal.pk)


def _alone(pk: int) -> ProposalQuerySet:
    locks.exclude(_name(pk))
    return Proposal.objects.select_for_update(of=("self",)).filter(pk=pk)


def _with(rows: ProposalQuerySet, related: tuple[str, ...]) -> ProposalQuerySet:
    """Django takes no name for every name."""
    return rows.select_related(*related) if related else rows
