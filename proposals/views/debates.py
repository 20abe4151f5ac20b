"""Taking part in a public debate: one position a person, changed with one tap until it closes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from civic.common.clock import now
from proposals import actions
from proposals.domain import debating
from proposals.models import Voice
from proposals.queries import to_act
from proposals.views.common import one


@require_POST
def take_part(request: HttpRequest, number: str) -> HttpResponse:
    """Take a position or change it."""
    proposal = one(request, number, to_act)
    debate = getattr(proposal, "debate", None)
    if debate is None:
        raise Http404
    actions.take_part.require(request.user, debate=debate, at=now())
    stance = request.POST.get("stance", "")
    if stance not in Voice.Stance.values:
        return HttpResponseBadRequest()
    debating.take_part(request.user, debate, stance=stance, at=now())
    messages.success(request, _("Your position is counted. You can change it until the debate closes."))
    return HttpResponseRedirect(f"{proposal.get_absolute_url()}#debate")
