"""What a token may be used for: asked in one place, said in the description, and no more than its owner chose."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from civic.accounts.models import ApiToken, User
from civic.api.describing import described
from civic.api.domain.tokens import make_token
from civic.api.permissions import InScope
from civic.api.refusals import NoScope
from civic.api.scopes import Scope, needed
from proposals.models import Support
from tests import factories

TAKE_PART = {
    "civic.api.views.comments.Comments", "civic.api.steps.committee_challenge",
    "proposals.api.after.Files", "proposals.api.after.Questions", "proposals.api.after.Ratings",
    "proposals.api.drafts.Drafts", "proposals.api.drafts.OneDraft", "proposals.api.drafts.SubmitDraft",
    "proposals.api.together.CoProposal", "proposals.api.together.DraftInvitation", "proposals.api.together.Invited",
    "proposals.api.together.ProposalInvitation", "proposals.api.views.OwnSupport", "proposals.api.views.ProposalList",
    "workshops.api.views.OwnRegistration", "workshops.api.views.OwnWaiting", "workshops.api.views.TakePlace",
    "civic.api.steps.proposal_debate_stance",
}  # fmt: skip
"""The views by which a citizen writes something that is not a ballot. What is not here is an act of an office."""


def headers(person: User, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Token {make_token(person, name='x', days=1, scopes=scopes).secret}"}


def test_the_scopes_are_those_that_the_database_knows() -> None:
    assert tuple(Scope.values) == ApiToken.SCOPES


@pytest.mark.django_db
def test_a_token_that_only_reads_writes_nothing_and_says_what_it_would_need(
    client: Client, lee: User
) -> None:
    proposal = factories.a_proposal()
    path = f"/api/v1/proposals/{proposal.number}/"
    reading = headers(lee, "read")
    assert client.get(path, headers=reading).status_code == 200
    refused = client.post(f"{path}support/", headers=reading)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:civic:problem:api.scope_missing")
    assert str(Scope.TAKE_PART.label) in refused.json()["title"]
    assert not Support.objects.exists()
    assert client.post(f"{path}support/", headers=headers(lee, "take_part")).status_code == 201
    assert client.get(path, headers=headers(lee, "take_part")).status_code == 403


@pytest.mark.django_db
def test_an_officers_token_for_taking_part_does_nothing_official(client: Client, yoon: User) -> None:
    proposal = factories.a_proposal(state="review")
    path = f"/api/v1/proposals/{proposal.number}/route/"
    refused = client.post(path, headers=headers(yoon, "read", "take_part", "vote"))
    assert refused.json()["type"] == "urn:civic:problem:api.scope_missing"
    allowed = client.post(path, {}, content_type="application/json", headers=headers(yoon, "office"))
    assert allowed.status_code == 422  # what was sent is looked at


@pytest.mark.django_db
def test_whoever_is_signed_in_on_the_pages_is_not_limited(client: Client, lee: User) -> None:
    proposal = factories.a_proposal()
    client.force_login(lee)
    assert client.post(f"/api/v1/proposals/{proposal.number}/support/").status_code == 201


@pytest.mark.django_db
def test_whoever_makes_a_token_says_what_for(lee: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(user=lee, name="x", token_hash=b"x" * 32, expires_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("scopes", [(), ("everything",), ("read", "everything")])
def test_a_token_is_for_something_that_there_is(scopes: tuple[str, ...], lee: User) -> None:
    with pytest.raises(NoScope):
        make_token(lee, name="x", days=1, scopes=scopes)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(
            user=lee, name="x", token_hash=b"y", expires_at=timezone.now(), scopes=list(scopes)
        )


@pytest.mark.django_db
def test_the_page_offers_reading_first_and_says_what_a_token_may(client: Client, kim: User) -> None:
    client.force_login(kim)
    page = client.get("/api/tokens/").content.decode()
    assert re.findall(r'name="scopes" value="(\w+)"[^>]*checked', page) == ["read"]
    client.post("/api/tokens/", {"name": "통계", "days": "30", "scopes": ["read", "vote"]})
    assert ApiToken.objects.get().scopes == ["read", "vote"]
    page = client.get("/api/tokens/").content.decode()
    assert page.count(str(Scope.VOTE.label)) == 2  # of the token, and in the form
    assert client.post("/api/tokens/", {"name": "통계", "days": "30"}).status_code == 422


def views(found: Any = None) -> Iterator[type[APIView]]:
    """Every view of the API."""
    for one in (found or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from views(one)
        elif isinstance(one, URLPattern) and issubclass(getattr(one.callback, "cls", type), APIView):
            yield one.callback.cls


def writing() -> dict[str, type[APIView]]:
    methods = {"post", "put", "patch", "delete"}
    return {f"{one.__module__}.{one.__name__}": one for one in views() if methods & set(dir(one))}


def test_only_what_is_listed_here_asks_for_less_than_an_office() -> None:
    found = {
        name: needed(one, "POST")
        for name, one in writing().items()
        if one.__module__ != "rest_framework.views"
    }
    assert {name for name, scope in found.items() if scope == Scope.TAKE_PART} == TAKE_PART
    assert {name for name, scope in found.items() if scope == Scope.VOTE} == {
        "budgeting.voting.api.views.Ballots"
    }
    assert {name for name, scope in found.items() if scope == Scope.READ} == {
        "budgeting.voting.api.views.Receipts"
    }


def test_no_view_goes_round_it() -> None:
    assert {
        one
        for one in views()
        if InScope not in one.permission_classes and one.__module__.startswith("civic.api")
    } <= {one for one in views() if one.__name__ in ("Docs", "Description")}
    assert [one for one in writing().values() if InScope not in one.permission_classes] == []


def test_the_description_says_what_each_operation_needs() -> None:
    for path in json.loads(described())["paths"].values():
        for method, operation in path.items():
            needs = [one["token"] for one in operation["security"] if "token" in one]
            assert len(needs) == 1
            assert len(needs[0]) == 1
            if method.upper() in SAFE_METHODS:
                assert needs == [["read"]]
