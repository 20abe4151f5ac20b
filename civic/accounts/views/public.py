"""Pages of one's own account that are not allauth's."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from civic.accounts import actions
from civic.accounts.domain.leaving import leave as leave_for_good
from civic.accounts.domain.profiles import save_profile
from civic.accounts.domain.verifying import verify_residency
from civic.accounts.forms import CodeForm, LeaveForm, ProfileForm
from civic.accounts.models import Residency, User
from civic.accounts.own_data import own_file, sorts_of
from civic.common.clock import now
from civic.common.http import safe_next
from civic.common.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name shown to others and language."""
    user = cast(User, request.user)
    present = {"display_name": user.display_name, "language": user.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=present)
    if request.method == "POST" and form.is_valid():
        save_profile(user, **form.cleaned_data)
        messages.success(request, _("Your profile has been saved."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {"form": form, "social": settings.SOCIAL_PROVIDERS, "section": "me"},
        status=422 if form.errors else 200,
    )


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@never_cache
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """What is stored about oneself: what the file holds is said first, then it is made and downloaded at once."""
    user = cast(User, request.user)
    actions.download_data.require(user)
    if request.method == "POST":
        response = JsonResponse(
            own_file(user, at=now()), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        response["Content-Disposition"] = f'attachment; filename="civic-{now():%Y-%m-%d}.json"'
        return response
    context = {"sorts": [sort.label for sort in sorts_of(user)], "section": "me"}
    return render(request, "accounts/data.html", context)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Delete one's own account: what goes and what stays is said first, then it is done at once."""
    user = cast(User, request.user)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        leave_for_good(user, at=now())
        logout(request)
        messages.success(
            request, _("Your account has been deleted. What you published stays without your name.")
        )
        return redirect("portal:home")
    context = {"form": form, "no": actions.leave.refusal(user), "section": "me"}
    return render(request, "accounts/leave.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def residency(request: HttpRequest) -> HttpResponse:
    """What is verified, and the form for a code."""
    user = cast(User, request.user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verify_residency(user, code=form.cleaned_data["code"], at=now())
        except Refusal as refusal:
            form.add_error("code", f"{refusal} {refusal.way_forward}")
        else:
            messages.success(request, _("Your tie to the city has been verified. You can vote now."))
            return redirect(safe_next(request, default="/account/residency/"))
    present = Residency.objects.select_related("area", "area__parent").filter(user=user).first()
    context = {"form": form, "residency": present, "next": request.GET.get("next", ""), "section": "me"}
    return render(request, "accounts/residency.html", context, status=422 if form.errors else 200)
