"""The kiosk: a supervised device on which one person after the other votes. Works without JavaScript, keeps nothing.

The device holds a cookie that says which session it is; while somebody votes, a second one, encrypted, says who. Choices
travel in the form from page to page. The second cookie goes with the ballot, or after an hour; nobody is signed in.
"""

import base64
import hmac
import json
import time
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, class_words, queries, tickets
from budgeting.voting.ballots import Paper, taken_off
from budgeting.voting.domain.casting import Receipt, cast_ballot
from budgeting.voting.domain.kiosks import LIFE, claim_kiosk, running_kiosk, waiting_kiosk
from budgeting.voting.forms import form_key
from budgeting.voting.forms_paper import TicketForm
from budgeting.voting.models import KioskSession
from budgeting.voting.refusals import (
    IdempotencyConflict,
    InvalidBallot,
    KioskEnded,
    KioskTaken,
    TicketUnknown,
)
from budgeting.voting.views import choosing, kiosk_forms, receipt_image
from budgeting.voting.views.fetching import paper_of
from budgeting.voting.views.kiosk_forms import Given
from budgeting.voting.views.quiet import quiet
from budgeting.voting.views.refusing import at_the_device
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.languages import forget, pressed, remember, speak
from civic.common.refusals import Refusal

DEVICE, VOTER = "kiosk", "kiosk-voter"
PATH = "/vote/kiosk/"
SALT = "voting.kiosk"
SITTING = timedelta(hours=1)  # nobody is hurried; the clerk sees who sits there
FORM = ["GET", "HEAD", "POST"]


@quiet
@at_the_device
@require_http_methods(FORM)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR image leads to: on the press of a button this device becomes the kiosk, signed out of everything."""
    if request.method != "POST":
        kiosk = waiting_kiosk(code)
        if kiosk is None:
            raise KioskTaken
        return render(request, "voting/kiosk/join.html", {"kiosk": kiosk})
    kiosk = claim_kiosk(code)
    logout(request)
    response = HttpResponseRedirect(reverse("voting:kiosk"))
    _set(response, request, DEVICE, signing.dumps(str(kiosk.pk), salt=SALT), int(LIFE.total_seconds()))
    return response


def _kiosk(request: HttpRequest) -> KioskSession:
    """The session of this device. Raises KioskEnded."""
    try:
        return running_kiosk(UUID(signing.loads(request.COOKIES.get(DEVICE, ""), salt=SALT)))
    except (signing.BadSignature, ValueError):
        raise KioskEnded from None


@quiet
@at_the_device
@require_http_methods(FORM)
def begin(request: HttpRequest) -> HttpResponse:
    """The start page: whoever comes next enters a one-time code."""
    kiosk = _kiosk(request)
    form = TicketForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            voter = _admit(kiosk.place.cycle, form.cleaned_data["code"])
        except Refusal as no:
            form.add_error("code", f"{no} {no.way_forward}")
        else:
            response: HttpResponse = HttpResponseRedirect(reverse("voting:kiosk_ballot"))
            _set(response, request, VOTER, _sealed(kiosk, voter), int(SITTING.total_seconds()))
            return response
    context = {
        "kiosk": kiosk,
        "form": form,
        "phase": queries.voting_phase(kiosk.place.cycle),
        "least_age": queries.asked_age(kiosk.place.cycle),
        "on_paper": queries.offers_paper(kiosk.place.cycle),
    }
    response = render(request, "voting/kiosk/begin.html", context, status=422 if form.errors else 200)
    response.delete_cookie(VOTER, path=PATH, samesite="Lax")
    return response


def _admit(cycle: Cycle, code: str) -> User:
    """The person whose code it is, if they may vote. Using the code comes last: a refusal leaves it good."""
    voter = tickets.holder(cycle.voting, code)
    if voter is None:
        raise TicketUnknown
    actions.cast_ballot.require(voter, cycle=cycle, at=now(), channel="kiosk")
    if tickets.use(cycle.voting, code) is None:
        raise TicketUnknown
    return voter


@quiet
@at_the_device
@require_http_methods(FORM)
def ballot(request: HttpRequest) -> HttpResponse:
    """Choose, check, cast: one address, so that "back" in the browser leads nowhere else."""
    kiosk = _kiosk(request)
    voter = _voter(request, kiosk)
    if voter is None:
        return HttpResponseRedirect(reverse("voting:kiosk"))
    cycle = kiosk.place.cycle
    if (
        pressed(request) != "cast"
    ):  # casting asks itself: of a form that was received before it gives the receipt again
        actions.cast_ballot.require(voter, cycle=cycle, at=now(), channel="kiosk")
    mine = paper_of(cycle, cycle.voting, voter)
    language, given = speak(request), kiosk_forms.given(request, mine)
    return remember(_answered(request, kiosk, voter, mine, given), language)


def _answered(
    request: HttpRequest, kiosk: KioskSession, voter: User, mine: Paper, given: Given
) -> HttpResponse:
    act = pressed(request)
    fault = kiosk_forms.fault(mine, given) if act in ("review", "cast") else ""
    if act == "cast" and not fault:
        return _cast(request, kiosk, voter, mine, given)
    if act == "review" and not fault:
        return _review(request, kiosk, voter, mine, given)
    return _choose(request, kiosk, mine, given, fault)


def _steps() -> list[str]:
    return [_("Choose"), _("Check and cast")]


def _choose(request: HttpRequest, kiosk: KioskSession, mine: Paper, given: Given, fault: str) -> HttpResponse:
    """The form, with what is wrong said above it and at its envelope. ``fault``: what the whole ballot is refused for."""
    parts = kiosk_forms.parts(mine, given)
    at_parts = kiosk_forms.faults(mine, parts, given) if fault else []
    context = {
        "kiosk": kiosk,
        "parts": parts,
        "step_labels": _steps(),
        "taken_off": taken_off(kiosk.place.cycle, mine),
        "fault_lines": at_parts or ([("", fault)] if fault else []),
        "has_errors": bool(fault),
    }
    return render(request, "voting/kiosk/ballot.html", context, status=422 if fault else 200)


def _review(
    request: HttpRequest, kiosk: KioskSession, voter: User, mine: Paper, given: Given
) -> HttpResponse:
    context = {
        "kiosk": kiosk,
        "parts": kiosk_forms.parts(mine, given),
        "step_labels": _steps(),
        "key": uuid4(),
        "my_class": class_words.mine(kiosk.place.cycle.voting, voter),
    }
    return render(request, "voting/kiosk/review.html", context)


def _cast(request: HttpRequest, kiosk: KioskSession, voter: User, mine: Paper, given: Given) -> HttpResponse:
    key = form_key(request)
    if key is None:
        return _review(request, kiosk, voter, mine, given)
    try:
        receipt = cast_ballot(voter, kiosk.place.cycle, given.choices, key, given.points, channel="kiosk")
    except (InvalidBallot, IdempotencyConflict) as no:
        return _choose(request, kiosk, mine, given, str(no))
    return _done(request, kiosk, receipt)


def _done(request: HttpRequest, kiosk: KioskSession, receipt: Receipt) -> HttpResponse:
    """The receipt, on the page that answers: it stands at no address, and what the device held of the voter goes with it."""
    context: dict[str, Any] = {
        "kiosk": kiosk,
        "code": receipt.code,
        "image": receipt_image.of(receipt.code),
        "steps": choosing.after_casting(kiosk.place.cycle),
    }
    return _emptied(render(request, "voting/kiosk/receipt.html", context))


@quiet
@at_the_device
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Somebody goes without voting: the next one begins anew."""
    _kiosk(request)
    return _emptied(HttpResponseRedirect(reverse("voting:kiosk")))


def _emptied(response: HttpResponse) -> HttpResponse:
    """The device forgets who voted, and in which language: the next one begins in the device's own."""
    response.delete_cookie(VOTER, path=PATH, samesite="Lax")
    return forget(response)


def _set(response: HttpResponse, request: HttpRequest, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _sealed(kiosk: KioskSession, voter: User) -> str:
    plain = json.dumps([int(time.time()), str(voter.uuid)]).encode()
    return base64.urlsafe_b64encode(bytes(_box(kiosk).encrypt(plain))).decode()


def _voter(request: HttpRequest, kiosk: KioskSession) -> User | None:
    """Who votes on this device now; None when nobody does, or no longer."""
    try:
        text = base64.urlsafe_b64decode(request.COOKIES.get(VOTER, "").encode())
        made, uuid = json.loads(_box(kiosk).decrypt(text))
    except (CryptoError, ValueError, TypeError):
        return None
    if time.time() - made > SITTING.total_seconds():
        return None
    return User.objects.filter(uuid=uuid, is_active=True).first()


def _box(kiosk: KioskSession) -> SecretBox:
    """A key for this session and this purpose, from the platform's secret."""
    return SecretBox(hmac.new(settings.SECRET_KEY.encode(), f"{SALT}|{kiosk.pk}".encode(), sha256).digest())
