"""What proposals show on home, my page and the staff desk; their knots on the golden thread; what search finds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civic.accounts.actors import holds
from civic.accounts.models import User
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.portal.panels import Context, panel
from civic.portal.searching import Found, finder
from civic.portal.threads import Knot, thread_part
from proposals import actions, deskwork, entrances, listing, shown, waiting  # noqa: F401  both register panels
from proposals.models import Proposal
from proposals.queries import in_full, in_list
from proposals.views import keeping

State = Proposal.State
SHOWN = 3
MINE = 10  # of each list on my page; all of them are a page of their own


@panel("proposals.home", place="home", order=30, template="proposals/panels/home.html")
def home(request: HttpRequest, at: datetime) -> Context | None:
    """Proposals that a few more supports bring to an answer, and how the departments keep their dates."""
    near = list(
        in_list(request.user)
        .filter(state=State.OPEN, threshold__isnull=False, support_until__gt=at)
        .annotate(missing=F("threshold") - F("support_count"))
        .order_by("missing", "id")[:SHOWN]
    )
    counts = Proposal.objects.filter(state=State.REVIEW).aggregate(
        waiting=Count("pk"), overdue=Count("pk", filter=Q(answer_due_at__lte=at))
    )
    if not near and not counts["waiting"]:
        return None
    return {"cards": shown.cards(near, at), **counts}


@panel("proposals.mine", place="me", order=30, template="proposals/panels/me.html")
def mine(request: HttpRequest, at: datetime) -> Context | None:
    """My drafts and proposals, and what I support."""
    user = request.user
    if not isinstance(user, User):
        return None
    keeping.claim(request)
    drafts = list(Proposal.objects.drafts_of(user).order_by("-created_at")[:50])
    written = list(
        Proposal.objects.written_by(user)
        .filter(submitted_at__isnull=False)
        .select_related("topic", "area", "department")
        .order_by("-submitted_at")[: MINE + 1]
    )
    supported = list(
        in_list(user)
        .filter(supports__user=user)
        .annotate(since=Max("supports__pk"))
        .order_by("-since")[: MINE + 1]
    )
    if not drafts and not written and not supported:
        return None
    return {
        "drafts": drafts,
        "written": [(one, shown.state_label(one, at), shown.state_kind(one, at)) for one in written[:MINE]],
        "supported": [
            (one, shown.state_label(one, at), shown.state_kind(one, at)) for one in supported[:MINE]
        ],
        "more_written": len(written) > MINE,
        "more_supported": len(supported) > MINE,
    }


@panel("proposals.due", place="desk", order=10, template="proposals/panels/desk.html")
def due(request: HttpRequest, at: datetime) -> Context | None:
    """An officer's answers by due date, and what has no department yet."""
    if not holds(request.user, "officer"):
        return None
    to_answer = list(deskwork.due_for(request.user).order_by("answer_due_at", "id")[:10])
    unrouted = list(deskwork.unrouted(request.user)[:10])
    if not to_answer and not unrouted:
        return None
    return {"cards": shown.cards(to_answer, at), "unrouted": shown.cards(unrouted, at)}


@panel("proposals.assist", place="desk", order=60, template="proposals/panels/assist.html")
def assist(request: HttpRequest, at: datetime) -> Context | None:
    """The way to write down what a citizen says, for those who sit at a counter."""
    return {} if actions.see_assisted.allows(request.user) else None


@thread_part("proposals")
def knots(number: str, viewer: Any) -> Iterator[Knot]:
    """Submission, threshold and answers of the proposal with this number; a merged one goes on with the other's."""
    proposal = in_full(viewer).filter(number=number).first()
    if proposal is None or proposal.submitted_at is None:
        return
    url = proposal.get_absolute_url()
    if proposal.state == State.MERGED:
        url = f"{url}?stay=1"  # its own text; the plain address leads on
    yield Knot("proposal", proposal.submitted_at, localized(proposal, "title"), number, url)
    for part in proposal.parts.filter(state__in=Proposal.PUBLIC_STATES).order_by("pk"):
        title = _("A part of it is a proposal of its own: %(title)s") % {"title": localized(part, "title")}
        yield Knot("proposal", part.created_at, title, part.number or "", f"/thread/{part.number}/")
    yield from _goes_on(proposal, viewer)


def _goes_on(proposal: Proposal, viewer: Any) -> Iterator[Knot]:
    """Supports and answers; of a merged proposal, those of the one that it was merged into."""
    into = proposal.merged_into
    if proposal.state == State.MERGED and into is not None and into.state in Proposal.PUBLIC_STATES:
        title = _("Merged into another proposal: %(title)s") % {"title": localized(into, "title")}
        done = proposal.merges.filter(undone_at__isnull=True).first()
        yield Knot(
            "proposal", done.at if done else None, title, done.reason if done else "", into.get_absolute_url()
        )
        target = in_full(viewer).filter(pk=into.pk).first()
        if target is not None:
            yield from _goes_on(target, viewer)
        return
    url = proposal.get_absolute_url()
    yield _supports(proposal, url)
    for answer in proposal.answers.all():
        title = _("Interim answer") if answer.interim else str(answer.get_disposition_display())
        text = f"{answer.department}: {shown.shortened(localized(answer, 'text'))}"
        yield Knot("answer", answer.at, title, text, f"{url}#answer-{answer.pk}")
    if proposal.state == State.REVIEW:
        yield Knot(
            "answer",
            proposal.answer_due_at,
            _("The department answers"),
            str(proposal.department or ""),
            url,
            False,
        )


def _supports(proposal: Proposal, url: str) -> Knot:
    facts = {"supports": proposal.support_count, "threshold": proposal.threshold}
    words = _("%(count)s supports") % {"count": f"{proposal.support_count:,}"}
    if proposal.is_reached:
        return Knot("supports", proposal.threshold_reached_at, words, _("Enough supports"), url, facts=facts)
    done = proposal.state != State.OPEN
    return Knot("supports", proposal.support_until, words, shown.consequence(proposal), url, done, facts)


@finder("proposals", label=gettext_lazy("Proposals"), more="/proposals/")
def find(query: str, viewer: Any) -> list[Found]:
    """The newest proposals that hold every word."""
    if not listing.words(query):
        return []
    found = listing.page(listing.Wish(q=query, size=10), viewer, now())
    return [
        Found(reverse("proposals:detail", args=[one.number]), localized(one, "title"),
              shown.shortened(localized(one, "summary")))
        for one in found
    ]  # fmt: skip
