"""Acts that all go alike, as a table: find the row, ask whether the act is open, read what was sent, act, answer.

An app lists its steps (`Step`) and its addresses take one view for each (`paths`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.views import APIView

from civic.accounts.actors import Actor
from civic.api.checking import checked
from civic.api.scopes import Scope
from civic.common.actions import Action
from civic.common.clock import now
from civic.common.refusals import Refusal

Given = dict[str, Any]


Opens = Callable[[Actor, Any, datetime], Refusal | None]


def asking(rule: Action, name: str, *, timed: bool = False, **filled: str) -> Opens:
    """The first refusal of an action for the row, which it calls ``name``. ``filled`` stands for what is read later."""

    def opens(actor: Actor, row: Any, at: datetime) -> Refusal | None:
        return rule.refusal(actor, **{name: row}, **({"at": at} if timed else {}), **filled)

    return opens


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the table.

    ``find`` gives the row that the address names, or raises. ``opens`` gives what refuses the act whatever was sent: who may
    not do it hears that, not which field is wrong. ``takes`` is what may be sent (None: nothing), ``reads`` completes it,
    ``act`` does it with ``(actor, row, **sent)`` and, if ``timed``, the moment as ``at``; ``answer`` makes the body, in the
    shape of ``output``, out of what ``act`` gave (None: that is what ``act`` gave). ``beside`` is the view that answers the
    other methods of the address.
    """

    path: str
    name: str
    operation: str
    summary: str
    find: Callable[..., Any]
    act: Callable[..., Any]
    output: type[BaseSerializer[Any]]
    answer: Callable[[Request, Any, Any], Any] | None = None
    takes: type[Serializer[Any]] | None = None
    opens: Opens | None = None
    reads: Callable[[Request, Any, Given], Given] | None = None
    timed: bool = True
    method: Literal["post", "put"] = "post"
    status: int = 200
    scope: Scope = Scope.OFFICE
    beside: type[APIView] = APIView

    def run(self, request: Request, key: Given) -> Response:
        """The step for one request; raises refusals, Http404 and ValidationError."""
        row, at = self.find(request, **key), now()
        refusal = self.opens(request.user, row, at) if self.opens else None
        if refusal is not None:
            raise refusal
        given = checked(self.takes, request.data) if self.takes else {}
        if self.reads:
            given = self.reads(request, row, given)
        done = self.act(request.user, row, **({"at": at} if self.timed else {}), **given)
        body = self.answer(request, row, done) if self.answer else self.output(done).data
        return Response(body, status=self.status)

    def view(self) -> type[APIView]:
        """The one view, for this line."""

        def handle(_view: APIView, request: Request, **key: Any) -> Response:
            return self.run(request, key)

        told = extend_schema(
            operation_id=self.operation,
            request=self.takes,
            responses={self.status: self.output},
            summary=self.summary,
        )
        return type(self.operation, (self.beside,), {self.method: told(handle), "scope": self.scope})


def paths(steps: Iterable[Step], before: str = "") -> list[URLPattern]:
    """The addresses of a table's steps; ``before`` is what they have in common."""
    return [path(before + step.path, step.view().as_view(), name=step.name) for step in steps]
