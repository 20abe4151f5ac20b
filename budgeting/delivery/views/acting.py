"""One form, one verb: what every act at the desk of a delivery shares."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from budgeting.cycles.views.desk import form_page, say_no
from budgeting.delivery.models import Delivery
from civic.common.refusals import Refusal


def act_by_form(
    request: HttpRequest,
    delivery: Delivery,
    form: Any,
    heading: str,
    act: Callable[..., object],
    kind: str = "primary",
    quote: object = None,
    submit: str = "",
    follows: str = "",
) -> HttpResponse:
    """Shown, refused beside the form, or done and back to the project.

    ``quote`` is what the form answers; ``submit`` stands on the button, ``follows`` says what comes of pressing it.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("Saved. Those who follow the project are told."))
            return redirect("cycles:project", pk=delivery.project_id)
    return form_page(
        request,
        "delivery/desk/form.html",
        form,
        delivery=delivery,
        heading=heading,
        kind=kind,
        quote=quote,
        submit=submit or _("Save"),
        follows=follows,
    )
