"""How the platform says no: a code for programs, a sentence for people, and the way forward.

A refusal is a class with a code and a sentence; its parameters are given where it is raised. Doors (web page, API,
staff desk) show the same sentence and the same code.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.common.registry import Registry

registry: Registry[type["Refusal"]] = Registry("refusal")


@dataclass(frozen=True)
class Remedy:
    """The page where people mend themselves what stood in their way: the name of its address, and what leads there is called.

    The page takes ``next``, where they come back to.
    """

    view: str
    label: str | Promise


class Refusal(Exception):
    """A no with its reason. Subclasses give ``code`` and ``sentence``; ``way_forward`` says what the person can do.

    ``status`` is the HTTP status of the API and of a page that has nothing else to show (403 may not, 409 not now,
    422 what was sent cannot be taken). ``remedy`` is the page that helps, where there is one. A door may say where it leads
    back and on which ``page`` it is said; else it leads to the page before, on the site's own.
    """

    code: ClassVar[str] = ""
    sentence: ClassVar[str | Promise] = ""
    forward: ClassVar[str | Promise] = ""
    status: ClassVar[int] = 409
    remedy: ClassVar[Remedy | None] = None
    back: str = ""
    page: str = "refusal.html"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.code and "code" in cls.__dict__:
            registry.add(cls.code, cls)

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)

    @property
    def way_forward(self) -> str:
        """What the person can do now, or an empty string."""
        return str(self.forward) % self.params if self.params else str(self.forward)


class SignInFirst(Refusal):
    code = "accounts.sign_in_first"
    sentence = _("Please sign in first.")
    forward = _("After signing in you come back to this page and can go on.")
    status = 401
    remedy = Remedy("account_login", _("Sign in"))


class NotAllowed(Refusal):
    code = "accounts.not_allowed"
    sentence = _("Your role does not include this.")
    forward = _("If it should, ask the administrator of your department.")
    status = 403


class StaleState(Refusal):
    code = "common.stale_state"
    sentence = _("This has changed in the meantime, so the step is no longer possible.")
    forward = _("Look at the present state and decide again.")
