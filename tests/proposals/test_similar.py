"""Similar titles in Korean: endings and particles do not count, rare words count more."""

import unicodedata

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from proposals import gist
from proposals.domain import drafting, editing, importing, splitting, submitting, weighing
from proposals.models import KeyShare, Proposal, TitlePair
from proposals.queries import similar, similar_to
from tests import factories

pytestmark = pytest.mark.django_db


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
    assert gist.keys(one) == gist.keys(other)


def test_what_a_title_is_about_stays():
    assert set(gist.keys("안내등 설치")) == {"안내", "내등", "설치"}
    assert gist.keys("") == []
    assert gist.keys("등") == []


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


def test_what_only_the_text_says_is_found_too_after_what_the_title_says():
    call = factories.a_call()
    by_text = factories.a_proposal(
        call=call, title="밤길이 무섭습니다", body="골목 안내등 설치가 필요합니다."
    )
    by_title = factories.a_proposal(call=call, title="골목 안내등 설치", body="어둡습니다.")
    assert similar_to("골목에 안내등을 설치해 주세요", AnonymousUser()) == [by_title, by_text]


def test_every_door_that_writes_a_title_writes_its_keys(kim, park):
    call, at = factories.a_call(), timezone.now()
    draft = drafting.start_draft(kim, call=call, at=at, title="골목 안내등 설치")
    drafting.save_draft(
        kim, draft, at=at, title="시장 뒷골목 안내등 설치", body="어둡습니다.", topic=factories.a_topic()
    )
    opened = submitting.submit(kim, draft, at=at)
    editing.edit(kim, opened, at=at, title="시장 앞길 안내등 설치")
    spoken = {"title": "어린이 수영장 개방", "body": "주말에", "area": None, "topic": factories.a_topic()}
    factories.a_second_factor(park)
    submitting.propose_from_opinion(park, author=kim, call=call, at=at, **spoken)
    part = {"title": "버스정류장 그늘막", "body": "더위", "reason": "다른 일"}
    splitting.split(park, opened, at=at, **part)
    line = '{"title": "공영주차장 확충", "content": "글", "begin": "2019-07-01", "end": "2019-07-31"}'
    list(importing.take(importing.read([line]), at=at))
    rows = Proposal.objects.defer(None)
    assert {one.title for one in rows} == {
        "시장 앞길 안내등 설치", "어린이 수영장 개방", "버스정류장 그늘막", "공영주차장 확충",
    }  # fmt: skip
    for one in rows:
        assert one.title_keys == gist.keys(one.title), one.title


def test_common_pairs_are_counted_and_no_longer_looked_up():
    call = factories.a_call()
    for n in range(12):
        factories.a_proposal(call=call, title=f"골목 안내등 {'가나다라마바사아자차카타'[n]}길", body="밤길")
    wanted = factories.a_proposal(call=call, title="골목 수영장", body="더위")
    assert weighing.count_shares(from_on=10) > 0
    assert KeyShare.objects.get(key="골목").share == 1
    assert not KeyShare.objects.filter(share__lte=0).exists()
    KeyShare.objects.filter(key="골목").update(share=1e9)  # dearer than a question may be
    assert similar_to("골목 수영장", AnonymousUser()) == [wanted]
    assert weighing.count_shares() == 0  # so few that every pair can be looked up
    assert not KeyShare.objects.exists()


def test_keys_of_an_older_program_are_written_anew():
    old = factories.a_proposal(title="골목 안내등 설치", title_keys=["옛것"])
    assert (weighing.rewrite_keys(), weighing.rewrite_keys()) == (1, 0)
    assert Proposal.objects.defer(None).get(pk=old.pk).title_keys == gist.keys(old.title)


def stored() -> set[tuple[str, int]]:
    return set(TitlePair.objects.values_list("key", "proposal_id"))


def due() -> set[tuple[str, int]]:
    met = Proposal.objects.filter(state__in=Proposal.WORTH_MEETING)
    return {(key, one.pk) for one in met for key in gist.keys(one.title)}


def test_the_pairs_of_a_title_follow_its_words_and_its_state(kim):
    one, at = factories.a_proposal(author=kim, title="골목 안내등 설치"), timezone.now()
    assert stored() == due() != set()
    editing.edit(kim, one, at=at, title="시장 앞길 그늘막")
    assert {key for key, _proposal in stored()} == set(gist.keys("시장 앞길 그늘막"))
    for state in Proposal.State.values:
        more = {"answer_due_at": at, "merged_into": one.pk}  # what some states ask for
        Proposal.objects.filter(pk=one.pk).update(state=state, **more)
        assert stored() == due(), state
        assert bool(stored()) == (state in Proposal.WORTH_MEETING), state
    Proposal.objects.filter(pk=one.pk).update(state="open", merged_into=None)
    assert stored() == due() != set()
    one.delete()
    assert stored() == set()


def test_what_was_loaded_past_the_database_s_own_keeping_is_mended():
    one = factories.a_proposal(title="골목 안내등 설치")
    other = factories.a_proposal(title="시장 그늘막")
    assert weighing.mend_pairs() == 0
    right = set(TitlePair.objects.values_list("key", "proposal_id", "length", "bits"))
    TitlePair.objects.filter(proposal_id=one.pk, key="설치").delete()
    TitlePair.objects.filter(proposal_id=other.pk).update(bits=0)
    TitlePair.objects.create(key="옛것", proposal_id=one.pk, length=1, bits=1)
    assert weighing.mend_pairs() == 1 + 2 * len(gist.keys(other.title)) + 1
    assert set(TitlePair.objects.values_list("key", "proposal_id", "length", "bits")) == right
    assert weighing.mend_pairs() == 0


def test_a_title_that_holds_all_is_found_beside_any_number_that_share_a_bit(monkeypatch):
    """Bits only say which titles are worth reading: what is shown is in the order of the titles themselves."""
    call = factories.a_call()
    wanted = factories.a_proposal(call=call, title="수영장 개방", body="글")
    for n in range(6):
        factories.a_proposal(call=call, title=f"수영장 {'가나다라마바'[n]}사", body="글")
    TitlePair.objects.exclude(proposal_id=wanted.pk).update(bits=-1)  # every bit: as if they held everything
    assert similar_to("수영장 개방", AnonymousUser())[0] == wanted
    monkeypatch.setattr(similar, "LIKELY", 1)
    assert similar_to("수영장 개방", AnonymousUser())[0] != wanted, "so the test sees bits at all"


def test_of_a_common_pair_the_newest_are_looked_at(monkeypatch):
    call = factories.a_call()
    rows = [factories.a_proposal(call=call, title=f"골목 {'가나다라'[n]}사", body="글") for n in range(4)]
    monkeypatch.setattr(similar, "MOST", 2)
    assert set(similar_to("골목", AnonymousUser())) == {rows[2], rows[3], *rows[:2]}, "as a whole besides"
    monkeypatch.setattr(similar, "DEEP", 1)
    assert set(similar_to("골목", AnonymousUser())) == {rows[1], rows[2], rows[3]}
    monkeypatch.setattr(similar, "DEEP", 0)
    assert set(similar_to("골목", AnonymousUser())) == {rows[2], rows[3]}


def test_a_word_that_nobody_else_wrote_does_not_keep_the_common_ones_from_being_looked_up(monkeypatch):
    call = factories.a_call()
    wanted = factories.a_proposal(call=call, title="하천 산책로", body="글")
    KeyShare.objects.bulk_create(KeyShare(key=key, share=1) for key in gist.keys(wanted.title))
    monkeypatch.setattr(similar, "LOOKED_AT", 10)
    monkeypatch.setattr(similar, "MOST", 3)  # each of the three common pairs costs so much at most
    assert similar_to("하천 산책로 뷁뷁", AnonymousUser()) == [wanted]


def test_the_list_finds_a_word_with_another_particle(client):
    factories.a_proposal(title="골목 안내등 설치")
    for q in ("안내등을", "골목에 안내등을 설치해 주세요", "안내"):
        assert len(client.get("/proposals/", {"q": q}).context["cards"]) == 1, q
    assert len(client.get("/proposals/", {"q": "제안"}).context["cards"]) == 0


def test_the_list_finds_letters_whether_capital_or_not(client):
    factories.a_proposal(title="LED 안내등 교체")
    for q in ("led", "LED 안내등", "Led"):
        assert len(client.get("/proposals/", {"q": q}).context["cards"]) == 1, q
