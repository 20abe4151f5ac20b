"""The page of one's personal tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from civic.accounts.actors import person
from civic.accounts.models import ApiToken
from civic.api import actions
from civic.api.domain.tokens import NewToken, make_token, revoke_token
from civic.api.forms import TokenForm
from civic.api.scopes import Scope
from civic.common.refusals import SignInFirst


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens and the form for another.

    The answer to the POST shows the new token: there is no redirect, because nothing may keep the token for later.
    """
    if not request.user.is_authenticated:
        raise SignInFirst
    form = TokenForm(request.POST if request.method == "POST" else None)
    made: NewToken | None = None
    if request.method == "POST" and form.is_valid():
        made = make_token(request.user, **form.cleaned_data)
        form = TokenForm()
    rows = ApiToken.objects.filter(user=person(request.user)).order_by("-id")[:50]
    context = {
        "form": form,
        "made": made,
        "no": actions.make_token.refusal(request.user),
        "tokens": [(one, [Scope(scope).label for scope in one.scopes]) for one in rows],
        "section": "me",
    }
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's tokens at once."""
    if not request.user.is_authenticated:
        raise SignInFirst
    revoke_token(request.user, get_object_or_404(ApiToken, pk=pk, user=person(request.user)))
    messages.success(request, _("The token is revoked. Programs that used it are refused from now on."))
    return redirect("api:tokens")
