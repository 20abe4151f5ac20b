"""What the pages of proposals share."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from civic.accounts.models import User
from civic.common.refusals import SignInFirst
from proposals.models import Proposal, ProposalQuerySet
from proposals.queries import in_full
from proposals.views import keeping

SECTION = {"section": "proposals"}


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this part of the site."""
    shared = SECTION | {"city_complaints_url": settings.CITY_COMPLAINTS_URL}
    return render(request, f"proposals/{template}.html", shared | context, status=status)


def signed_in(request: HttpRequest) -> User:
    """The person; raises SignInFirst, which leads to the sign-in page and back."""
    if not isinstance(request.user, User):
        raise SignInFirst
    return request.user


def one(request: HttpRequest, number: str, seen: Callable[[Any], ProposalQuerySet] = in_full) -> Proposal:
    """The submitted proposal that the viewer may see; hidden and absent ones are the same 404.

    ``seen`` is what is read of it: all that its page shows, or less.
    """
    found = seen(request.user).filter(number=number).first()
    if found is None:
        raise Http404(_("There is no such proposal."))
    return found


def own_draft(request: HttpRequest, uuid: Any) -> Proposal:
    """A draft of the person's own (alone or with others), or one that this browser's cookie keeps; anybody else's does
    not exist for them.

    What the cookie keeps becomes the person's as soon as they come signed in.
    """
    keeper = keeping.keeper_of(request)
    if not keeper:
        signed_in(request)
    keeping.claim(request)
    found = (
        Proposal.objects.drafts_of(request.user, keeper)
        .filter(uuid=uuid)
        .select_related("call__process", "call__ladder", "call__terms", "topic", "area", "author")
        .first()
    )
    if found is None:
        raise Http404(_("There is no such draft."))
    return found
