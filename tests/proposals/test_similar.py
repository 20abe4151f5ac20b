"""Similar titles in Korean: endings and particles do not count, rare words count more."""

import unicodedata

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from proposals.queries import similar_to
from tests import factories

pytestmark = pytest.mark.django_db


def keys(title):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proposal_title_keys(%s)", [title])
        return set(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("안내등 설치", "안내등을 설치해 주세요"),
        ("안내등 설치", "안내등의 설치를 요청합니다"),
        ("안내등 설치", "안내등 설치 부탁드립니다"),
        ("안내등 설치", "안내등을 설치해주십시오!"),
        ("안내등 설치", unicodedata.normalize("NFD", "안내등을 설치해 주시기 바랍니다")),
        ("버스정류장 그늘막", "버스정류장에 그늘막을"),
    ],
)
def test_endings_and_particles_do_not_count(one, other):
    assert keys(one) == keys(other)


def test_what_a_title_is_about_stays():
    assert keys("안내등 설치") == {"안내", "내등", "설치"}
    assert keys("") == set()
    assert keys("등") == set()


def test_rare_words_weigh_more_than_common_ones():
    call = factories.a_call()
    for n in range(8):
        factories.a_proposal(call=call, title=f"어린이 공원 정비 {'가나다라마바사아'[n]}길")
    wanted = factories.a_proposal(call=call, title="어린이 수영장 개방")
    found = similar_to("어린이 수영장을 주말에 열어 주세요", AnonymousUser())
    assert found[0] == wanted
    assert all(found[0].score > other.score for other in found[1:])


def test_at_most_five_and_only_those_one_may_see():
    call = factories.a_call()
    for state in ("open",) * 6 + ("withdrawn",):
        factories.a_proposal(call=call, title="골목 안내등 설치", state=state)
    factories.a_proposal(call=call, title="골목 안내등 설치", state="draft")
    found = similar_to("골목에 안내등을 설치해 주세요", AnonymousUser())
    assert [one.state for one in found] == ["open"] * 5


def test_nothing_similar_is_an_empty_list(django_assert_num_queries):
    factories.a_proposal(title="골목 안내등 설치")
    with django_assert_num_queries(1):
        assert similar_to("수영장 수질 검사", AnonymousUser()) == []
