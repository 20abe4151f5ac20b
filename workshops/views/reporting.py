"""What a workshop leaves behind: the white book, the case library, feedback, the certificate of attendance."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.models import User
from civic.common import pdf
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.ids import clean_code
from civic.common.korean import masked
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from workshops import queries, words
from workshops.after import actions, whitebook
from workshops.after.cases import Wish, cases
from workshops.after.forms import CaseForm, FeedbackForm, NumberForm
from workshops.domain import feedback as answers
from workshops.models import Registration, Workshop
from workshops.views.public import SECTION, opinion_line, workshop_or_404


def _reported(request: HttpRequest, code: str) -> Workshop:
    workshop = workshop_or_404(request, code)
    if not workshop.has_record or workshop.is_imported:
        raise Http404
    return workshop


@require_safe
@for_visitors
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The white book as a page."""
    workshop = _reported(request, code)
    book = whitebook.white_book(workshop, request.user)
    context = {"workshop": workshop, "book": book, "outcome": book.outcome, "times": words.times(workshop)}
    return render(request, "workshops/after/white_book.html", {**SECTION, **context})


@require_safe
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The white book as a tagged PDF."""
    workshop = _reported(request, code)
    made = whitebook.as_pdf(whitebook.white_book(workshop, request.user), now())
    return _download(made, f"white-book-{workshop.code}.pdf")


def _download(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@for_visitors
def case_library(request: HttpRequest) -> HttpResponse:
    """What was said and is done."""
    form = CaseForm(request.GET or None)
    wish = form.wish() if form.is_bound else Wish()
    found = cases(request.user, wish)
    page = keyset(found, order=("-answered_at", "-id"), cursor=request.GET.get("after"), size=20)
    context = {"form": form, "wish": wish, "page": page, "opinions": [opinion_line(one) for one in page]}
    return render(request, "workshops/after/cases.html", {**SECTION, **context})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Two questions for those who came."""
    workshop, at = workshop_or_404(request, code), now()
    actions.give_feedback.require(request.user, workshop=workshop, at=at)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers.give_feedback(cast(User, request.user), workshop, at=at, **form.cleaned_data)
        messages.success(request, _("Thank you. Your two answers are kept without your name."))
        return redirect(workshop)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "workshops/after/feedback.html",
        {**SECTION, "workshop": workshop, "form": form},
        status=status,
    )


@login_required
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """A certificate of attendance as PDF; its number can be checked by whoever holds it."""
    workshop, at = workshop_or_404(request, code), now()
    actions.certificate.require(request.user, workshop=workshop, at=at)
    seat = queries.registration_of(workshop, request.user)
    if seat is None:
        raise Http404
    made = pdf.document(
        [
            pdf.facts(
                [
                    (_("Name"), seat.name),
                    (_("Workshop"), localized(workshop, "title")),
                    (_("When"), words.times(workshop)),
                    (_("Number"), number_of(seat)),
                    (_("Check the number at"), settings.SITE_URL + reverse("workshops:check-certificate")),
                ]
            ),
            pdf.paragraph(
                _("The person named above was checked in at this listening workshop. The number can be checked on the "
                  "page “Check a certificate”.")
            ),
        ],
        title=_("Certificate of attendance"),
        language=(get_language() or "ko")[:2],
        at=at,
        issuer=str(workshop.department),
    )  # fmt: skip
    return _download(made, f"certificate-{workshop.code}.pdf")


def number_of(seat: Registration) -> str:
    """The number on a certificate: workshop and registration."""
    return f"{seat.workshop.code}-{seat.code}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a certificate's number is true, with the name masked: whoever asks holds the paper and can compare."""
    form = NumberForm(request.POST or None)
    context: dict[str, Any] = {**SECTION, "form": form}
    if request.method != "POST":
        return render(request, "workshops/after/check.html", context)
    if form.is_valid():
        seat = _by_number(form.cleaned_data["number"])
        if seat is not None:
            return render(
                request, "workshops/after/check.html", {**context, "seat": seat, "name": masked(seat.name)}
            )
        form.add_error("number", _("No certificate has this number."))
    return render(request, "workshops/after/check.html", context, status=422)


def _by_number(typed: str) -> Registration | None:
    workshop, _dash, code = typed.partition("-")
    return queries.attended(clean_code(workshop), clean_code(code))
