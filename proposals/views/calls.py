"""Calls of limited time as everybody reads them, and the way into one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from proposals import actions, called, juries, listing, shown
from proposals.domain import drafting
from proposals.forms import TitleForm
from proposals.models import Terms
from proposals.queries import terms_for
from proposals.refusals import CallClosed
from proposals.views import keeping
from proposals.views.common import show

ORDERS = ("newest", "supported", "discussed", "random")


def one(request: HttpRequest, slug: str) -> Terms:
    """The call; one that is not public is no call for visitors."""
    found = terms_for(request.user).filter(call__process__slug=slug).first()
    if found is None:
        raise Http404(_("There is no such call."))
    return found


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """All calls, the newest first."""
    at = now()
    found = terms_for(request.user).filter(published_at__isnull=False)
    page = keyset(found, order=["-id"], cursor=request.GET.get("after"))
    return show(request, "calls", {"page": page, "cards": [called.card(each, at) for each in page]})


@require_safe
@for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: what it is about, until when, by which criteria, what came in and what came out."""
    return page(request, one(request, slug), TitleForm())


def page(request: HttpRequest, terms: Terms, form: TitleForm, status: int = 200) -> HttpResponse:
    at = now()
    slug = terms.call.process.slug
    order = request.GET.get("order", "newest")
    order = order if order in ORDERS else "newest"
    wish = listing.Wish(order=order, call=slug, after=request.GET.get("after"), seed=terms.pk)
    found = listing.page(wish, request.user, at)
    words, due = called.next_step(terms, at)
    context = {
        "terms": terms,
        "process": terms.call.process,
        "stage": called.stage(terms, at),
        "stage_label": called.stage_label(terms, at),
        "stage_kind": called.stage_kind(terms, at),
        "next_words": words,
        "next_due": due,
        "events": called.events(terms, at),
        "rules": called.rules(terms),
        "criteria": called.lines(localized(terms, "criteria")),
        "jury": juries.about(terms.jury),
        "awards": list(terms.awards.select_related("proposal")) if terms.result_at else [],
        "changes": list(terms.changes.all()[:20]),
        "form": form,
        "no": actions.file_under.refusal(request.user, call=terms.call)
        if request.user.is_authenticated
        else None,
        "page": found,
        "cards": shown.cards(found, at),
        "orders": [
            {"label": listing.ORDERS[name].label, "name": name, "current": name == order} for name in ORDERS
        ],
        "may_keep": actions.keep_calls.allows(request.user),
        "breadcrumbs": [
            {"label": _("Proposals"), "href": "/proposals/"},
            {"label": _("Calls"), "href": "/proposals/calls/"},
        ],
    }
    return show(request, "call", context, status=status)


@require_POST
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a proposal in this call with its title; what is similar comes next, as for every proposal."""
    terms, at = one(request, slug), now()
    if not terms.is_open(at):
        raise CallClosed
    form = TitleForm(request.POST)
    if not form.is_valid():
        return page(request, terms, form, status=422)
    secret = ""
    if not request.user.is_authenticated:
        secret = keeping.secret_of(request) or keeping.new_secret()
    else:
        actions.file_under.require(request.user, call=terms.call)
    draft = drafting.start_draft(
        request.user,
        call=terms.call,
        at=at,
        title=form.cleaned_data["title"],
        keeper=keeping.fingerprint(secret),
    )
    response = redirect("proposals:draft_similar", uuid=draft.uuid)
    return keeping.keep(response, secret) if secret else response
