"""The public ledger: a page in plain words, and addresses for programs. No sign-in, any cache may keep the answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from budgeting.cycles.models import Cycle
from budgeting.voting import programs, proofs, queries
from budgeting.voting.domain.ledgering import VoidReason
from budgeting.voting.ledger import lines
from budgeting.voting.models import LedgerEntry, TakenOff, TreeHead, VotingGroup
from budgeting.voting.promising import MERGE_DELAY
from budgeting.voting.views.fetching import vote
from civic.common.http import for_other_sites
from civic.common.paging import keyset

JSONL = "application/jsonl; charset=utf-8"
SECONDS = 30
View = Callable[..., HttpResponseBase]


def cacheable(view: View) -> View:
    """Any cache may keep the answer for half a minute: it is the same for everybody, and the ledger grows once a minute."""

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS)
        for_other_sites(response)
        return response

    return require_safe(cached)


def _ledger(slug: str) -> tuple[Cycle, VotingGroup]:
    """A published vote that has a ledger, whoever asks; else 404."""
    cycle = vote(AnonymousUser(), slug)
    group = queries.group_of(cycle)
    if group is None or group.log_key is None:
        raise Http404
    return cycle, group


def _head(group: VotingGroup) -> TreeHead:
    head = proofs.newest_head(group)
    if head is None:
        raise Http404
    return head


def _with_reason(entry: LedgerEntry) -> tuple[LedgerEntry, str]:
    """A line that is no ballot, and why it is there where it says so: a void, a project taken off."""
    grounds = {**dict(VoidReason.choices), **dict(TakenOff.Ground.choices)}
    return entry, str(grounds.get(entry.body.get("reason") or entry.body.get("ground") or "", ""))


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the ledger is, what stands in it, and how anybody checks it."""
    cycle, group = _ledger(slug)
    head = proofs.newest_head(group)
    acts = keyset(proofs.acts(group), order=["-pk"], cursor=request.GET.get("after"))
    context = {
        "section": "vote",
        "cycle": cycle,
        "group": group,
        "phase": queries.voting_phase(cycle),
        "head": head,
        "root": bytes(head.root).hex() if head else "",
        "acts": acts,
        "lines": [_with_reason(one) for one in acts.items],
        "checks": queries.receipt_checks(group),
        "key": bytes(group.log_key or b"").hex(),
        "delay": int(MERGE_DELAY.total_seconds() // 60),
        "trustees": list(cycle.trustees.order_by("place")),
        "programs": programs.all_of_them(),
    }
    return render(request, "voting/ledger.html", context)


@cacheable
def sth(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest signed tree head."""
    _cycle, group = _ledger(slug)
    return JsonResponse(proofs.head_data(_head(group)))


@cacheable
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a ballot stands in the ledger, with its audit path to the newest head: ?commit=HEX."""
    _cycle, group = _ledger(slug)
    try:
        commitment = bytes.fromhex(request.GET.get("commit", ""))
    except ValueError:
        commitment = b""
    if len(commitment) != 32:
        return _bad("commit: 64 hexadecimal digits")
    entry = proofs.ballot_entry(group, commitment)
    found = proofs.proof_of(entry, _head(group)) if entry else None
    if found is None:
        raise Http404
    return JsonResponse(found.data())


@cacheable
def consistency(request: HttpRequest, slug: str) -> HttpResponse:
    """That the ledger of ``from`` entries is the beginning of the one of ``to``: ?from=N&to=M."""
    _cycle, group = _ledger(slug)
    first, second = _number(request, "from"), _number(request, "to")
    if first is None or second is None:
        return _bad("from, to: numbers of entries")
    try:
        path = proofs.consistency(group, first, second)
    except IndexError:
        return _bad("from, to: 0 < from <= to <= size of the newest head")
    return JsonResponse({"from": first, "to": second, "path": [one.hex() for one in path]})


@cacheable
def log(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The ledger itself up to the newest head, a line an entry; ?from=N begins later."""
    _cycle, group = _ledger(slug)
    rows = proofs.log_lines(group, _number(request, "from") or 0, _head(group).size)
    return StreamingHttpResponse(rows, content_type=JSONL)


@cacheable
def heads(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every signed head, oldest first."""
    _cycle, group = _ledger(slug)
    return StreamingHttpResponse(proofs.head_lines(group), content_type=JSONL)


@cacheable
def key(request: HttpRequest, slug: str) -> HttpResponse:
    """The public key that checks heads and receipts, as OpenSSL reads it."""
    _cycle, group = _ledger(slug)
    return HttpResponse(lines.pem(bytes(group.log_key or b"")), content_type="application/x-pem-file")


@cacheable
def program(request: HttpRequest, name: str) -> FileResponse:
    """A program to check with, as a file."""
    found = programs.named(name)
    if found is None:
        raise Http404
    return FileResponse(
        found.path.open("rb"), as_attachment=True, filename=name, content_type="text/x-python"
    )


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _bad(what: str) -> JsonResponse:
    return JsonResponse({"error": what}, status=400)
