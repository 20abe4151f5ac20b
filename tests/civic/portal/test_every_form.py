"""Every form of the demo city, sent with what no form expects, as each of its people: an answer in words, never an error of ours.

`make prove` runs it. Each send is undone, so that all of them meet the same city.
"""

import os
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from civic.accounts.models import User
from civic.portal.demo_people import DOMAIN, LOGINS
from tests.civic.portal.walking import shape, walked

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ABSURD = (
    "",
    "가나다 <b>x</b> ' \" ; -- %s %(a)s {{ x }} \u202e" * 40,
    "99999999999999999999999",
    "-1",
    "\U0001f600\x00b",
    "2026-02-30",
    "1e309",
    "NaN",
)


class Undo(Exception):
    """Takes a send back."""


def forms(page: str, here: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address and the fields of each form that is sent by POST, with what stands in them."""
    for head, body in FORM.findall(page):
        given = dict(ATTRIBUTE.findall(head))
        if given.get("method", "").lower() != "post":
            continue
        fields = [dict(ATTRIBUTE.findall(each)) for each in FIELD.findall(body)]
        named = {each["name"]: unescape(each.get("value", "")) for each in fields if "name" in each}
        named.pop("csrfmiddlewaretoken", None)
        yield unescape(given.get("action") or here), named


def broken(client: Client) -> Iterator[str]:
    """What ended in an error of ours, or in an exception that no page catches."""
    sent = set()
    for here, page in walked(client, "/", "/me/", "/account/profile/", "/proposals/new/"):
        for action, fields in forms(page, here):
            kind = (shape(action), tuple(sorted(fields)))
            if kind in sent:
                continue
            sent.add(kind)
            for data in (fields, *(dict.fromkeys(fields, absurd) for absurd in ABSURD)):
                try:
                    with transaction.atomic():
                        answer = client.post(action, data, headers={"referer": f"http://testserver{here}"})
                        if answer.status_code >= 500:
                            yield f"{here} -> {action}: {answer.status_code} for {data}"
                        raise Undo
                except Undo:
                    pass


@pytest.mark.prove
@pytest.mark.django_db
def test_no_form_ends_in_an_error_of_ours(settings: Any) -> None:
    settings.DEMO_MODE = True
    call_command("demo", city=os.environ.get("CIVIC_PROVE_CITY", "seoul"), stdout=StringIO())
    found = list(broken(Client(raise_request_exception=False)))
    for key in LOGINS:
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(email=f"{key}@{DOMAIN}"))
        found += [f"{key}: {each}" for each in broken(client)]
    assert not found, "\n".join(found)
