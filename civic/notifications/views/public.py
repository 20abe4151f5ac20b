"""Unsubscribing without signing in: the page behind the link in each mail, and the mail program's own click."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from civic.notifications.domain.reading import choose_mail
from civic.notifications.kinds import FAMILIES
from civic.notifications.unsubscribing import read_token


@csrf_exempt  # RFC 8058: the mail program posts without having seen a page; the signed link is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends this family of mails. A broken link says so with 404."""
    wish = read_token(token)
    if wish is None:
        return render(request, "notifications/unsubscribe_broken.html", status=404)
    if request.method == "POST":
        choose_mail(wish.user, {wish.family: False})
    with override(wish.user.language):
        context = {"family": FAMILIES[wish.family], "done": request.method == "POST"}
        return render(request, "notifications/unsubscribe.html", context)
