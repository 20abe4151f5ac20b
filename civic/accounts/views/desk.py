"""Staff pages: verification codes and roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civic.accounts import actions
from civic.accounts.domain.granting import end_role, grant_role
from civic.accounts.domain.verifying import VALID_FOR, issue_code
from civic.accounts.forms import GrantForm, IssueForm
from civic.accounts.models import Role, User
from civic.common.clock import now
from civic.common.paging import keyset


@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Issue a code; it is shown once, on the page that answers the form."""
    actions.issue_code.require(request.user)
    form = IssueForm(request.POST if request.method == "POST" else None)
    issued = ""
    if request.method == "POST" and form.is_valid():
        issued = issue_code(request.user, at=now(), **form.cleaned_data)
        form = IssueForm()
    context = {"form": form, "issued": issued, "valid_until": now() + VALID_FOR, "section": "desk"}
    return render(request, "accounts/codes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Roles in force, and the form to grant one."""
    actions.change_roles.require(request.user)
    form = GrantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = get_object_or_404(User, email__iexact=form.cleaned_data["email"])
        grant_role(
            request.user,
            person,
            form.cleaned_data["kind"],
            at=now(),
            department=form.cleaned_data["department"],
        )
        messages.success(request, _("The role has been granted."))
        return redirect("accounts:roles")
    page = keyset(
        Role.objects.in_force().select_related("user", "department", "granted_by"),
        order=("-id",),
        cursor=request.GET.get("after"),
        size=50,
    )
    return render(
        request,
        "accounts/roles.html",
        {"form": form, "page": page, "section": "desk"},
        status=422 if form.errors else 200,
    )


@require_POST
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    role = get_object_or_404(Role.objects.in_force().select_related("user"), pk=pk)
    end_role(request.user, role, at=now())
    messages.success(request, _("The role has ended."))
    return redirect("accounts:roles")
