"""Proposing together: the author's page with the link, and the invited person's page with the text."""

from django.contrib import messages
from django.db.models import CharField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civic.common.clock import now
from proposals import actions, shown
from proposals.domain import together as domain
from proposals.models import Invitation, Proposal
from proposals.views.common import show, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, uuid: str) -> HttpResponse:
    """Who proposes it; the author makes the link and ends it, a co-proposer may leave."""
    user = signed_in(request)
    proposal = Proposal.objects.written_by(user).filter(uuid=uuid).select_related("author").first()
    if proposal is None:
        raise Http404(_("There is no such proposal."))
    if request.method == "POST":
        return _act(request, proposal)
    at = now()
    open_ones = proposal.invitations.filter(revoked_at__isnull=True, expires_at__gt=at)
    invitation = open_ones.first() if actions.is_author(user, proposal) else None
    return show(request, "together", {
        "proposal": proposal,
        "back": _page(proposal),
        "people": proposal.co_proposers.standing().select_related("user").annotate(key=Cast("pk", CharField()))
        .order_by("joined_at", "pk"),
        "is_author": actions.is_author(user, proposal),
        "invitation": invitation,
        "link": reverse("proposals:join", args=[domain.token_of(invitation)]) if invitation else "",
        "no": actions.invite.refusal(user, proposal=proposal, at=at),
    })  # fmt: skip


def _page(proposal: Proposal) -> str:
    """Where the proposal is read: its public page, or the parts of the draft."""
    if proposal.state == Proposal.State.DRAFT:
        return reverse("proposals:draft", args=[proposal.uuid])
    return proposal.get_absolute_url()


def _act(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    at = now()
    step, _colon, which = request.POST.get("step", "").partition(":")
    match step:
        case "take_off" if which.isdecimal() and len(which) < 19:
            domain.take_off(request.user, proposal, int(which), at=at)
            messages.success(
                request, _("They are no longer a co-proposer and have been told. The link has ended.")
            )
        case "invite":
            domain.invite(request.user, proposal, at=at)
            messages.success(request, _("The link is ready. Send it to those who propose with you."))
        case "revoke":
            domain.revoke(request.user, proposal, at=at)
            messages.success(request, _("The link no longer works. Who has joined stays."))
        case "leave":
            domain.leave(request.user, proposal, at=at)
            messages.success(request, _("You are no longer a co-proposer. Your name is taken off the page."))
            return redirect("portal:me")
    return redirect("proposals:together", uuid=proposal.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: the text as it stands, what joining means, and the two buttons."""
    invitation = domain.invitation_of(token)
    if invitation is None:
        raise Http404(_("There is no such invitation."))
    proposal, at = invitation.proposal, now()
    no = actions.join.refusal(request.user, invitation=invitation, at=at)
    if no is not None and (request.method == "POST" or no.status == 401):
        raise no
    if request.method == "POST" and request.POST.get("choice") == "accept":
        domain.join(request.user, invitation, at=at)
        messages.success(request, _("You propose it together now. Your shortened name stands beside it."))
        return redirect(_page(proposal))
    if request.method == "POST":
        messages.info(request, _("You have declined. Nothing about you was stored."))
        return redirect("proposals:index")
    return show(request, "join", {
        "invitation": invitation,
        "proposal": proposal,
        "group": shown.group(proposal),
        "supports_it": no is None and actions.supports(request.user, proposal),
        "no": no,
        "readable": _readable(invitation, no is None, request),
    })  # fmt: skip


def _readable(invitation: Invitation, may_join: bool, request: HttpRequest) -> bool:
    """A draft is read by whoever may join, and by its writers; what is public may be read by everybody."""
    proposal = invitation.proposal
    if proposal.state == Proposal.State.DRAFT:
        return may_join or actions.is_writer(request.user, proposal)
    return proposal.state in Proposal.PUBLIC_STATES
