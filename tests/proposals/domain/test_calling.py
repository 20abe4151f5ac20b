"""Calls of limited time: made, changed with a reason, copied, closed, judged; who may file under them and with what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.audit.models import Entry
from civic.common.refusals import NotAllowed, Refusal
from civic.notifications.models import Event
from civic.processes.models import PhaseChange
from proposals import called, juries, queries
from proposals.domain import calling, submitting
from proposals.models import Award, Proposal, Terms, TermsChange
from proposals.refusals import (
    AreaNotInCall,
    CallClosed,
    CallNotOver,
    CallOver,
    NeedsAReason,
    NotForYou,
    NotJudged,
    OrderOfScores,
    OtherArea,
    PartMissing,
    ResultPublished,
    TermsFixed,
)
from tests import factories
from tests.proposals.calls import DAY, a_limited_call

pytestmark = pytest.mark.django_db
PARTS = {"title": "골목 쉼터", "body": "쉴 곳이 모자랍니다."}


@pytest.fixture
def park(db):
    return factories.a_staff_member("park", "moderator")


def dates(opens=1, closes=20, judged=40, result=50):
    now = timezone.now()
    return {
        "opens": now + opens * DAY,
        "closes": now + closes * DAY,
        "judged": now + judged * DAY,
        "result": now + result * DAY,
    }


def made(park, **fields):
    values = {
        "title": "쉼터 공모", "summary": "쉼터", "kind": "competition", "text": "쉼터를 찾습니다.", "who": "everybody",
        "area": factories.a_city(), "department": factories.a_department(), "ladder": factories.a_call().ladder,
        **fields,
    }  # fmt: skip
    return calling.make_call(park, dates=dates(), areas=[], at=timezone.now(), **values)


def file(person, terms, at=None, **parts):
    return submitting.write_and_submit(
        person, call=terms.call, at=at or timezone.now(), **PARTS | {"topic": factories.a_topic()} | parts
    )


def test_a_call_is_prepared_published_and_opens_by_the_clock(park, kim):
    terms = made(park)
    assert not Terms.objects.visible_to(kim).exists()
    calling.publish_call(park, terms, at=timezone.now())
    [seen] = queries.terms_for(kim)
    now = timezone.now()
    assert [called.stage(seen, now + days * DAY) for days in (0, 2, 30)] == ["coming", "open", "judged"]
    assert called.next_step(seen, now + 30 * DAY)[1] == called.promised(seen)


def test_only_the_role_that_keeps_the_calendar_makes_calls(kim):
    with pytest.raises(NotAllowed):
        made(kim)


def test_a_limited_call_is_never_taken_for_the_standing_one():
    a_limited_call()
    assert queries.standing_call(timezone.now()) is None
    assert not queries.takes_now(timezone.now())


def test_nobody_files_before_the_opening_or_after_the_close(kim):
    terms = a_limited_call()
    window = terms.call.process.phases.get(kind="gather")
    for at, closed in (
        (window.opens_at - timedelta(microseconds=1), True),
        (window.opens_at, False),
        (window.closes_at - timedelta(microseconds=1), False),
        (window.closes_at, True),
    ):
        if closed:
            with pytest.raises(CallClosed):
                file(kim, terms, at=at)
        else:
            assert file(kim, terms, at=at).call_id == terms.call_id


def test_who_may_propose_is_asked_at_the_submission(kim, lee, newcomer):
    with pytest.raises(NotForYou):
        file(newcomer, a_limited_call(who="verified"))
    jongno = a_limited_call(who="area")
    type(jongno.call.process).objects.filter(pk=jongno.call.process_id).update(area=factories.a_borough())
    jongno = queries.terms_for(kim).get(pk=jongno.pk)
    assert file(kim, jongno)
    with pytest.raises(OtherArea):
        file(lee, jongno)
    assert Proposal.objects.filter(author__in=[lee, newcomer]).count() == 0


def test_what_the_call_asks_for_must_be_there(kim):
    terms = a_limited_call(required=["cost", "area"])
    with pytest.raises(PartMissing):
        file(kim, terms, area=factories.a_borough())
    assert file(kim, terms, area=factories.a_borough(), rough_cost=1_000_000)
    terms.areas.add(factories.a_borough("1129000000"))
    with pytest.raises(AreaNotInCall):
        file(kim, terms, area=factories.a_borough(), rough_cost=1_000_000)


def change(park, terms, reason="오타를 고칩니다.", **changes):
    process, phases = terms.call.process, {one.kind: one for one in terms.call.process.phases.all()}
    values = {name: getattr(terms, name) for name in calling.OF_TERMS}
    values |= {name: getattr(process, name) for name in calling.OF_PROCESS}
    moments = {
        "opens": phases["gather"].opens_at, "closes": phases["gather"].closes_at, "result": phases["result"].opens_at,
    }  # fmt: skip
    moments |= changes.pop("dates", {})
    return calling.change_call(
        park,
        terms,
        dates=moments,
        areas=list(terms.areas.all()),
        reason=reason,
        at=timezone.now(),
        **values | changes,
    )


def test_a_public_call_changes_with_a_reason_and_its_proposers_are_told(park, kim):
    terms = a_limited_call()
    file(kim, terms)
    with pytest.raises(NeedsAReason):
        change(park, terms, reason=" ", text="새 글")
    later = timezone.now() + 25 * DAY
    changed = change(park, terms, reason="비가 많이 왔습니다.", dates={"closes": later}, text="새 글")
    assert (changed.text, changed.window.closes_at) == ("새 글", later)
    [note] = changed.changes.all()
    assert (set(note.fields), note.reason) == ({"text", "dates"}, "비가 많이 왔습니다.")
    assert Event.objects.filter(kind="proposals.call_changed").count() == 1


def test_what_people_wrote_by_stays_once_the_call_is_open(park):
    terms = a_limited_call()
    for changes in (
        {"who": "verified"},
        {"criteria": "다른 기준"},
        {"required": ["cost"]},
        {"jury": "committee:x"},
    ):
        with pytest.raises(TermsFixed):
            change(park, terms, **changes)
    assert change(park, a_limited_call(opens=5), criteria="다른 기준").criteria == "다른 기준"


def test_a_closed_call_takes_nothing_more_and_says_why(park, kim):
    terms = a_limited_call()
    calling.close_call(park, terms, reason="사업비가 줄었습니다.", at=timezone.now())
    with pytest.raises(CallClosed):
        file(kim, queries.terms_for(kim).get())
    with pytest.raises(CallOver):
        calling.close_call(park, terms, reason="또", at=timezone.now())
    assert terms.changes.get().reason == "사업비가 줄었습니다."


def test_a_copy_has_the_same_terms_and_its_own_dates(park):
    terms = a_limited_call(criteria="새로움", required=["area"])
    copy = calling.copy_call(park, terms, dates=dates(30, 60, 70, 80), title="다음 공모", at=timezone.now())
    assert (copy.criteria, copy.required, copy.published_at) == ("새로움", ["area"], None)
    assert copy.call.process.slug != terms.call.process.slug


def test_proposers_hear_once_that_the_time_is_over(kim):
    terms = a_limited_call()
    file(kim, terms)
    after = timezone.now() + 21 * DAY
    assert [calling.watch(timezone.now()), calling.watch(after), calling.watch(after)] == [0, 1, 0]
    assert Event.objects.filter(kind="proposals.call_over").count() == 1


class Scored:
    """A jury whose points are given: 80 to the first proposal asked for, then 70, 70, 60."""

    points = (80, 70, 70, 60)

    def choices(self):
        return [("jury", "심사위원회")]

    def about(self, name):
        return juries.About("심사위원회", "", [])

    def scores(self, call, name):
        rows = Proposal.objects.filter(call=call).order_by("pk")
        return {
            one.pk: juries.Score(Decimal(points), 5, "")
            for one, points in zip(rows, self.points, strict=False)
        }

    def takes(self, name, cycle):
        return True


@pytest.fixture
def scored(monkeypatch):
    monkeypatch.setitem(juries.registry._things, "given", Scored())


def entries(terms, many=5):
    return [factories.a_proposal(call=terms.call, author=factories.a_person(f"p{n}")) for n in range(many)]


def publish(park, terms, places, reason="좋습니다."):
    return calling.publish_result(
        park, terms, places=places, reasons=dict.fromkeys(places, reason), at=timezone.now()
    )


def test_places_follow_the_points_of_the_jury(park, scored):
    terms = a_limited_call(opens=-30, closes=-1, jury="given:jury")
    a, b, c, d, e = entries(terms)
    for places in ({b: 1, a: 2}, {b: 1}, {a: 1, b: 2}, {a: 1, b: 2, c: 3}, {a: 1, d: 2}):
        with pytest.raises(OrderOfScores):
            publish(park, terms, places)
    with pytest.raises(NotJudged):
        publish(park, terms, {e: 1})
    with pytest.raises(NeedsAReason):
        publish(park, terms, {a: 1}, reason="")
    assert not Award.objects.exists()
    publish(park, terms, {a: 1, b: 2, c: 2})
    assert [(one.proposal, one.place, one.score) for one in terms.awards.all()] == [
        (a, 1, Decimal(80)), (b, 2, Decimal(70)), (c, 2, Decimal(70)),
    ]  # fmt: skip
    with pytest.raises(ResultPublished):
        publish(park, terms, {a: 1})
    assert Event.objects.filter(kind="proposals.call_result").count() == 1


def test_no_result_while_proposals_come_in(park):
    terms = a_limited_call()
    with pytest.raises(CallNotOver):
        publish(park, terms, {entries(terms, 1)[0]: 1})


def test_an_award_is_never_changed_in_the_database():
    terms = a_limited_call(opens=-30, closes=-1)
    award = Award.objects.create(terms=terms, proposal=entries(terms, 1)[0], place=1, reason="좋음")
    for act in (lambda: Award.objects.filter(pk=award.pk).update(place=2), award.delete):
        with pytest.raises(Exception, match=r"append_only|Cannot"), transaction.atomic():
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(terms=terms, proposal=entries(terms, 1)[0], place=0, reason="좋음")


STAGES = {
    "prepared": {"published_at": None},
    "coming": {"opens": 5},
    "open": {},
    "judged": {"opens": -20, "closes": -1},
    "result": {"opens": -20, "closes": -1, "result_at": timezone.now()},
}
# What may be done in which stage; everything else is refused and leaves no trace.
MAY = {
    "change": {"prepared", "coming", "open", "judged"},
    "change_criteria": {"prepared", "coming"},
    "publish": {"prepared"},
    "close": {"coming", "open"},
    "result": {"judged"},
    "copy": set(STAGES),
    "file": {"open"},
}


def tried(act, who, kim, terms):
    """Do one thing with a call, as ``who``; filing is kim's."""
    entry = Proposal.objects.filter(call=terms.call).first()
    acts = {
        "change": lambda: change(who, terms, text="다른 글"),
        "change_criteria": lambda: change(who, terms, criteria="다른 기준"),
        "publish": lambda: calling.publish_call(who, terms, at=timezone.now()),
        "close": lambda: calling.close_call(who, terms, reason="끝", at=timezone.now()),
        "result": lambda: publish(who, terms, {entry: 1}),
        "copy": lambda: calling.copy_call(
            who, terms, dates=dates(60, 70, 80, 90), title="다음", at=timezone.now()
        ),
        "file": lambda: file(kim, terms),
    }
    try:
        acts[act]()
    except Refusal as refusal:
        return refusal
    return None


def seen():
    return (
        list(Terms.objects.values()),
        [model.objects.count() for model in (Terms, Proposal, Award, Event, Entry, TermsChange, PhaseChange)],
    )


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("act", MAY)
def test_each_act_in_each_stage(park, kim, lee, stage, act):
    """By the role that may, and by somebody who may nothing but propose."""
    fields = dict(STAGES[stage])
    moments = {name: fields.pop(name) for name in ("opens", "closes") if name in fields}
    terms = a_limited_call(**moments, **fields)
    factories.a_proposal(call=terms.call)
    terms = queries.terms_for(park).get(pk=terms.pk)
    for who, may in ((lee, False), (park, stage in MAY[act])):
        if act == "file" and who == lee:
            continue
        before = seen()
        refusal = tried(act, who, kim, terms)
        assert (refusal is None) == may, f"{act} in {stage}: {refusal and refusal.code}"
        assert may or seen() == before, f"{act} in {stage} was refused and left a trace"
