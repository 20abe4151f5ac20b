"""All that a person wrote or supports: my page shows the newest ten of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from proposals import shown
from proposals.models import Proposal, ProposalQuerySet, Support
from proposals.queries import in_list
from proposals.views.common import show, signed_in

WRITTEN, SUPPORTED = "written", "supported"


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One of the two lists by pages, the newest proposal first."""
    user = signed_in(request)
    what = SUPPORTED if request.GET.get("what") == SUPPORTED else WRITTEN
    page = keyset(_found(user, what), order=["-submitted_at", "-id"], cursor=request.GET.get("after"))
    at = now()
    context = {
        "page": page,
        "lines": [(one, shown.state_label(one, at), shown.state_kind(one, at)) for one in page],
        "tabs": [
            {"label": label, "href": f"?what={name}", "current": name == what}
            for name, label in ((WRITTEN, _("My proposals")), (SUPPORTED, _("Supported by me")))
        ],
        "section": "me",
    }
    return show(request, "mine", context)


def _found(user: Any, what: str) -> ProposalQuerySet:
    if what == SUPPORTED:
        return in_list(user).filter(pk__in=Support.objects.filter(user=user).values("proposal"))
    written = Proposal.objects.written_by(user).exclude(state=Proposal.State.DRAFT)
    return written.select_related("topic", "area", "department")
