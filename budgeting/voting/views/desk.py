"""The budget officer's two acts of a vote. Their page is the results desk, one app above."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.views.fetching import vote
from civic.common.http import safe_next


@require_POST
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the keys and fix the roll."""
    prepare_voting(request.user, vote(request.user, slug))
    return HttpResponseRedirect(safe_next(request, f"/results/desk/{slug}/"))


@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the box after the phase."""
    close_voting(request.user, vote(request.user, slug))
    return HttpResponseRedirect(safe_next(request, f"/results/desk/{slug}/"))
