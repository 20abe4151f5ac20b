"""A stolen session must not be enough to vote: whoever casts has signed in, or confirmed it, within fifteen minutes."""

import time
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse


def is_fresh(request: HttpRequest) -> bool:
    """Signed in or confirmed recently (ACCOUNT_REAUTHENTICATION_TIMEOUT). Demo mode and settings may leave this out."""
    if settings.DEMO_MODE or not settings.BALLOT_REAUTHENTICATION:
        return True
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def confirm(request: HttpRequest, back: str) -> HttpResponseRedirect:
    """Lead to the confirmation and back.

    The request itself is never put by for later (allauth would keep it in the session, with the choices in it): the
    choices are in the browser's cookie. People without password or second factor sign in anew, by code or passkey.
    """
    if get_reauthentication_flows(request.user):
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")
    logout(request)
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")
