"""Asked before every view of the API: is the token for this? (What its owner may do is asked by each act's own action.)"""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from civic.accounts.models import ApiToken
from civic.api.refusals import ScopeMissing
from civic.api.scopes import needed


class InScope(BasePermission):
    """Only tokens are limited; who is signed in on the pages has all that they may do. Raises ScopeMissing."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if isinstance(token, ApiToken) and request.method != "OPTIONS":
            scope = needed(view, str(request.method))
            if scope not in token.scopes:
                raise ScopeMissing(scope=scope.label)
        return True
