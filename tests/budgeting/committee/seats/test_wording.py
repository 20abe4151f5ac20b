"""The page of a draw says traits in words; the file keeps the codes that a program reads."""

from datetime import timedelta

import pytest
from django.test import Client

from budgeting.committee.domain import drawing, recruiting
from civic.common.clock import now
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said", "codes"),
    [("ko", ("여성: 1", "65세 이상: 1", "종로구: 1", "여성, 65세 이상, 종로구"), ("female", "65-:", "1111000000")),
     ("en", ("woman: 1", "65 or older: 1", "Jongno-gu: 1", "woman, 65 or older, Jongno-gu"), ("female", "65-:", "1111000000"))],
)  # fmt: skip
def test_quotas_and_the_list_are_said_in_the_readers_words(
    client: Client, language: str, said: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    committee, han = (
        factories.a_committee(factories.a_cycle("committee")),
        factories.a_staff_member("han", "secretary"),
    )
    person = factories.a_resident("kim")
    call = recruiting.open_recruitment(
        han, committee, seats=1, reserves=0, closes_at=now() + timedelta(days=20),
        quotas={"sex": {"female": 1}, "age": {"65-": 1}, "area": {"1111000000": 1}},
        draw_on=(now() + timedelta(days=21)).date(), public_source="", at=now(),
    )  # fmt: skip
    recruiting.apply(person, call, sex="female", age="65-", at=now())
    drawing.draw(han, call, public="", at=call.closes_at + timedelta(hours=1))
    client.cookies["django_language"] = language
    page = client.get(f"/committee/lots/{call.pk}/").content.decode().split("<main")[1]
    for one in said:
        assert one in page
    for one in codes:
        assert one not in page
    assert '"female"' in client.get(f"/committee/lots/{call.pk}/lottery.json").content.decode()
