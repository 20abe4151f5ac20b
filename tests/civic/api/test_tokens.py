"""Personal tokens: shown once, kept as a hash, revoked at once."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from civic.accounts.models import ApiToken, User
from civic.api.actions import MOST_TOKENS
from civic.api.authentication import _find
from civic.api.domain.tokens import make_token, revoke_token
from civic.api.refusals import NotYourToken, TooManyTokens
from civic.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_the_page_makes_shows_and_revokes(client: Client, kim: User) -> None:
    client.force_login(kim)
    response = client.post("/api/tokens/", {"name": "스크립트", "days": "30", "scopes": ["read"]})
    secret = response.context["made"].secret
    assert secret in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert secret not in client.get("/api/tokens/").content.decode()
    token = ApiToken.objects.get()
    assert secret.encode() not in bytes(token.token_hash)
    assert timedelta(days=29) < token.expires_at - timezone.now() < timedelta(days=31)
    client.post(f"/api/tokens/{token.pk}/revoke/")
    assert not ApiToken.objects.exists()
    refused = Client().get("/api/v1/", headers={"Authorization": f"Token {secret}"})
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")


def test_wrong_input_comes_back(client: Client, kim: User) -> None:
    client.force_login(kim)
    assert client.post("/api/tokens/", {"name": "", "days": "7"}).status_code == 422
    assert not ApiToken.objects.exists()


def test_an_expired_token_is_refused(client: Client, kim: User) -> None:
    secret = make_token(kim, name="x", days=1, scopes=["read"]).secret
    ApiToken.objects.update(expires_at=timezone.now())
    assert client.get("/api/v1/", headers={"Authorization": f"Token {secret}"}).status_code == 401


def test_the_token_of_a_closed_account_is_refused(client: Client, kim: User) -> None:
    secret = make_token(kim, name="x", days=1, scopes=["read"]).secret
    User.objects.update(is_active=False)
    assert client.get("/api/v1/", headers={"Authorization": f"Token {secret}"}).status_code == 401


def test_person_and_token_are_found_as_django_reads_them(client: Client, kim: User) -> None:
    """The statement is the platform's own: it must give what the models give, each column through as it is."""
    secret = make_token(kim, name="x", days=1, scopes=["read", "vote"]).secret
    digest = sha256(secret.encode()).digest()
    found, row = _find(digest), ApiToken.objects.select_related("user").get()
    assert found is not None
    for one, other in ((found, row), (found.user, row.user)):
        names = [field.attname for field in one._meta.concrete_fields]
        mine, theirs = ([getattr(each, name) for name in names] for each in (one, other))
        assert [bytes(v) if isinstance(v, memoryview) else v for v in mine] == [
            bytes(v) if isinstance(v, memoryview) else v for v in theirs
        ]
        assert not any(field.get_db_converters(connection) for field in one._meta.concrete_fields)
    with CaptureQueriesContext(connection) as asked:
        assert found.user.is_authenticated
    assert len(asked) == 0


def test_a_column_that_a_migration_adds_breaks_nobody_who_planned_the_statement(kim: User) -> None:
    """The old release answers on while the new one migrates."""
    digest = sha256(make_token(kim, name="x", days=1, scopes=["read"]).secret.encode()).digest()
    assert _find(digest) is not None
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user ADD COLUMN of_the_next_release text")
    assert _find(digest) is not None


def test_nobody_revokes_the_token_of_another(client: Client, kim: User, lee: User) -> None:
    token = make_token(kim, name="x", days=1, scopes=["read"]).row
    with pytest.raises(NotYourToken):
        revoke_token(lee, token)
    client.force_login(lee)
    assert client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.exists()


def test_ten_tokens_are_enough(kim: User) -> None:
    for n in range(MOST_TOKENS):
        make_token(kim, name=f"{n}", days=1, scopes=["read"])
    with pytest.raises(TooManyTokens):
        make_token(kim, name="one more", days=1, scopes=["read"])


def test_making_and_revoking_are_on_the_record_without_the_secret(kim: User) -> None:
    made = make_token(kim, name="x", days=1, scopes=["read"])
    revoke_token(kim, made.row)
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == [
        "api.token_made",
        "api.token_revoked",
    ]
    assert made.secret not in str(list(Entry.objects.values_list("data", flat=True)))


def test_somebody_who_is_not_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get("/api/tokens/")["Location"].startswith("/account/login/")
