"""A rule is written once: a generator of refusals, in the order in which a person would want to mend them.

    @action("proposals.support", label=_("Support a proposal"))
    def support(actor, *, proposal, at):
        if not actor.is_authenticated:
            yield SignInFirst()

No refusal means yes. The domain function calls ``support.require(...)``, a page asks ``support.refusal(...)`` and shows
the form or the sentence, the API turns the raised refusal into a problem document.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.functional import Promise

from civic.common.refusals import Refusal
from civic.common.registry import Registry

Rule = Callable[..., Iterator[Refusal]]


class Action:
    """A thing that a person may do, with its rule."""

    def __init__(self, code: str, label: str | Promise, rule: Rule) -> None:
        self.code = code
        self.label = label
        self.rule = rule
        self.__doc__ = rule.__doc__

    def __repr__(self) -> str:
        return f"<Action {self.code}>"

    def refusal(self, actor: Any, **given: Any) -> Refusal | None:
        """The first reason why not, or None; rules after the first reason are not asked."""
        return next(iter(self.rule(actor, **given)), None)

    def refusals(self, actor: Any, **given: Any) -> list[Refusal]:
        """Every reason why not, in order."""
        return list(self.rule(actor, **given))

    def allows(self, actor: Any, **given: Any) -> bool:
        return self.refusal(actor, **given) is None

    def require(self, actor: Any, **given: Any) -> None:
        """Raises the first refusal."""
        refusal = self.refusal(actor, **given)
        if refusal is not None:
            raise refusal


registry: Registry[Action] = Registry("action")


def action(code: str, *, label: str | Promise) -> Callable[[Rule], Action]:
    """Register a rule under ``code`` ("app.verb") with a label that people read."""

    def register(rule: Rule) -> Action:
        return registry.add(code, Action(code, label, rule))

    return register
