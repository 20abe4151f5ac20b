"""The page of a draw says traits in words; the file keeps the codes that a program reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from budgeting.committee.domain import drawing, recruiting
from budgeting.committee.lottery import Candidate, LotteryError, Pool, draw
from budgeting.committee.seats.forms import QuotaField
from budgeting.committee.seats.wording import LineUnread, lines_of, read_lines, why_in_words
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


QUOTAS = {"age": {"65-": 1, "-34": 2, "50-64": 2, "35-49": 2}, "sex": {"male": 4, "female": 4}}
KOREAN = "나이: 34세 이하 2, 35~49세 2, 50~64세 2, 65세 이상 1\n성별: 여성 4, 남성 4"


def test_an_officer_reads_and_writes_quotas_in_words() -> None:
    """The form asked for "sex: female 4 — age: -34 2", in the order of a database."""
    with override("ko"):
        assert QuotaField().prepare_value(QUOTAS) == KOREAN
        assert read_lines(KOREAN) == QUOTAS
    with override("en"):
        assert lines_of(QUOTAS).startswith("Age: 34 or younger 2, 35 to 49 2")
        assert read_lines(lines_of(QUOTAS)) == QUOTAS
        assert read_lines(KOREAN) == QUOTAS, "in whichever language it was written"
    assert read_lines("sex: female 4\n\nage: 65- 1") == {"sex": {"female": 4}, "age": {"65-": 1}}, (
        "codes as before"
    )


def test_a_borough_is_written_by_its_name() -> None:
    factories.a_borough()
    with override("ko"):
        (area,) = read_lines("area: 종로구 2")["area"].items()
        assert area == ("1111000000", 2)
        assert lines_of({"area": dict([area])}).endswith(": 종로구 2")


@pytest.mark.parametrize(
    "line", ["성별 여성 4", "성별: 여성", "성별: 누구나 4", "키: 큰 사람 4", "성별: 여성 네"]
)
def test_a_line_that_names_nothing_is_refused_by_its_words(line: str) -> None:
    with pytest.raises(LineUnread, match=line):
        read_lines(f"나이: 34세 이하 2\n{line}")


def of(*traits: str, seats: int = 2, quotas: dict[str, dict[str, int]] | None = None) -> str:
    people = [Candidate(str(n), {"sex": sex}) for n, sex in enumerate(traits)]
    with pytest.raises(LotteryError) as no, override("ko"):
        draw(Pool(seats, people, quotas or {}), "seed")
    with override("ko"):
        return why_in_words(no.value)


def test_why_nothing_can_be_drawn_is_said_in_the_readers_language() -> None:
    assert of("female") == "신청 1건으로는 2자리를 채울 수 없습니다."
    assert (
        of("female", "female", quotas={"sex": {"male": 1}})
        == "‘성별: 남성’ 자리가 1개인데 해당하는 신청자가 0명입니다."
    )
    asked = {"sex": {"male": 1, "female": 2}}
    assert of("female", "male", quotas=asked) == "‘성별’의 자리가 모두 3개인데 전체 자리는 2개입니다."
