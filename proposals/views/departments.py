"""How the departments keep their dates: a public page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from civic.common.clock import now
from civic.common.visitors import for_visitors
from proposals import figures as counted
from proposals.views.common import show


@require_safe
@for_visitors
def figures(request: HttpRequest) -> HttpResponse:
    """One row for each department; departments are few, so the page needs no pages."""
    return show(request, "departments", {"rows": counted.by_department(now())})
