"""What looks like personal data, and what does not."""

import unicodedata

import pytest

from proposals import personal_data


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("010-0000-1234 로 연락 주세요", "phone"),
        ("01000001234", "phone"),
        ("전화 010.0000.1234", "phone"),
        ("+82 10-0000-1234", "phone"),
        ("02-000-0120", "phone"),
        ("031 000 0120", "phone"),
        ("900101-1234567", "resident"),
        ("9001011234567", "resident"),
        ("900101 - 4234567", "resident"),
        ("110-123-456789", "account"),
        ("계좌 1002-123-456789 로", "account"),
        ("123456-01-123456", "account"),
        ("kim@example.org", "email"),
    ],
)
def test_these_are_found(text, sort):
    assert [one.sort for one in personal_data.find(text)] == [sort]
    assert [one.sort for one in personal_data.find(unicodedata.normalize("NFD", text))] == [sort]


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-03-04에 시작합니다", "2026. 3. 4.(수) 18:00", "예산 12,000,000원", "12억 5,000만 원", "제안 P-2026-00042",
        "1층 101동 1203호", "2019-2020-2021년", "전화 120", "50/100/1000", "3.1415926535", "서울시 03187",
    ],
)  # fmt: skip
def test_these_are_not(text):
    assert personal_data.find(text) == []


def test_everything_in_several_texts_is_found_once():
    found = personal_data.find("900101-1234567", "010-0000-1234, 010-0000-1235", "x@example.org")
    assert [one.sort for one in found] == ["resident", "phone", "phone", "email"]
