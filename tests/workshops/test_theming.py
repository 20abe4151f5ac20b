"""Themes: opinions that say much the same are sorted, routed and answered together, and each stays what it was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, StaleState
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered
from workshops.after import queries, refusals
from workshops.after.suggesting import suggestions
from workshops.domain import answering, recording, seating, theme_answers, theming
from workshops.domain.routing import route_opinions
from workshops.models import Opinion, OpinionAnswer, Theme, ThemeStep, Workshop


def gathered(held: Workshop, seo: User, *opinions: Opinion, title: str = "골목 불빛") -> Theme:
    return theming.gather(seo, held, opinions, title=title, at=now())


def test_a_theme_adds_a_heading_and_changes_no_opinion(held: Workshop, seo: User) -> None:
    first, second = an_opinion(held, seo, "등이 어둡습니다."), an_opinion(held, seo, "밤길이 무섭습니다.")
    before = list(
        Opinion.objects.order_by("pk").values_list("text", "receipt", "speaker_id", "department_id")
    )
    theme = gathered(held, seo, first, second)
    assert set(theme.opinions.all()) == {first, second}
    assert before == list(
        Opinion.objects.order_by("pk").values_list("text", "receipt", "speaker_id", "department_id")
    )


def test_steps_are_taken_back_one_by_one(held: Workshop, seo: User) -> None:
    one, two, three = (an_opinion(held, seo, text) for text in ("하나", "둘", "셋"))
    a = gathered(held, seo, one, two, title="가")
    b = gathered(held, seo, three, title="나")
    theming.merge(seo, a, into=b, at=now())
    assert b.opinions.count() == 3
    theming.dissolve(seo, b, at=now())
    assert not Opinion.objects.filter(theme__isnull=False).exists()

    def places() -> list[int | None]:
        return list(Opinion.objects.order_by("pk").values_list("theme_id", flat=True))

    theming.undo(seo, held, at=now())
    assert places() == [b.pk, b.pk, b.pk]
    theming.undo(seo, held, at=now())
    assert places() == [a.pk, a.pk, b.pk]
    theming.undo(seo, held, at=now())
    theming.undo(seo, held, at=now())
    assert places() == [None, None, None]
    with pytest.raises(refusals.NothingToUndo):
        theming.undo(seo, held, at=now())


def test_a_theme_holds_opinions_of_one_workshop(held: Workshop, seo: User) -> None:
    other = factories.a_workshop(state="held", starts_in=timedelta(minutes=-30))
    foreign = an_opinion(other, seo)
    with pytest.raises(refusals.OtherWorkshop):
        gathered(held, seo, an_opinion(held, seo), foreign)
    theme = gathered(other, seo, foreign)
    with pytest.raises(refusals.OtherWorkshop):
        theming.gather(seo, held, [an_opinion(held, seo)], into=theme, at=now())
    with pytest.raises(refusals.OtherWorkshop):
        theming.merge(seo, theme, into=theme, at=now())


def test_what_cannot_be_sorted_says_why_and_writes_nothing(
    held: Workshop, workshop: Workshop, seo: User, kim: User
) -> None:
    opinion = an_opinion(held, seo)
    with pytest.raises(refusals.NothingChosen):
        gathered(held, seo)
    with pytest.raises(refusals.ThemeUntitled):
        gathered(held, seo, opinion, title="  ")
    with pytest.raises(NotAllowed):
        gathered(held, kim, opinion)
    with pytest.raises(StaleState):
        gathered(workshop, seo, opinion)
    empty = factories_theme(held)
    with pytest.raises(refusals.ThemeEmpty):
        theming.dissolve(seo, empty, at=now())
    assert not ThemeStep.objects.exists()


def factories_theme(workshop: Workshop) -> Theme:
    return Theme.objects.create(workshop=workshop, title="빈 묶음", made_at=now())


def test_a_routed_theme_takes_along_what_has_no_owner_and_leaves_what_has(
    held: Workshop, seo: User, yoon: User
) -> None:
    loose, owned = an_opinion(held, seo, "하나"), an_opinion(held, seo, "둘")
    parks, safety = factories.a_department("parks"), factories.a_department()
    at = now()
    route_opinions(seo, [owned], department=parks, due_at=at + timedelta(days=9), at=at)
    theme = gathered(held, seo, loose, owned)
    theme_answers.route_theme(seo, theme, department=safety, due_at=at + timedelta(days=30), at=at)
    loose.refresh_from_db()
    owned.refresh_from_db()
    assert (loose.department, owned.department) == (safety, parks)
    event = Event.objects.get(kind="workshops.theme_routed")
    assert list(registry[event.kind].recipients(event)) == [yoon]
    assert Event.objects.filter(kind="workshops.opinion_routed").count() == 1  # the single one, before


def test_one_answer_reaches_every_opinion_of_the_theme_and_its_speaker(
    today: Workshop, seo: User, yoon: User, kim: User
) -> None:
    seat = registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    said = [an_opinion(today, seo, "등", speaker=seat), an_opinion(today, seo, "불")]
    theme = gathered(today, seo, *said)
    theme_answers.route_theme(
        seo, theme, department=factories.a_department(), due_at=now() + timedelta(days=9), at=now()
    )
    recording.publish_record(seo, today, at=now())
    answered = theme_answers.answer_theme(yoon, theme, DONE, at=now())
    assert {one.pk for one in answered} == {one.pk for one in said}
    assert set(Opinion.objects.values_list("disposition", "answer")) == {("done", "안내등을 달았습니다.")}
    assert OpinionAnswer.objects.count() == 2
    told = [
        person
        for kind in ("workshops.opinion_owned", "workshops.opinion_answered")
        for event in Event.objects.filter(kind=kind)
        for person in registry[kind].recipients(event)
    ]
    assert told == [kim, kim]
    today.refresh_from_db()
    assert today.state == "reported"
    with pytest.raises(refusals.NothingOpenInTheme):
        theme_answers.answer_theme(yoon, theme, DONE, at=now())


def test_the_answer_leaves_what_belongs_to_another_department(held: Workshop, seo: User, yoon: User) -> None:
    loose, owned = an_opinion(held, seo, "하나"), an_opinion(held, seo, "둘")
    at = now()
    route_opinions(
        seo, [owned], department=factories.a_department("parks"), due_at=at + timedelta(days=9), at=at
    )
    theme = gathered(held, seo, loose, owned)
    theme_answers.route_theme(
        seo, theme, department=factories.a_department(), due_at=at + timedelta(days=9), at=at
    )
    recording.publish_record(seo, held, at=at)
    theme_answers.answer_theme(yoon, theme, DONE, at=at)
    owned.refresh_from_db()
    assert owned.disposition == "open"


def test_a_theme_without_a_department_is_not_answered(
    held: Workshop, seo: User, yoon: User, kim: User
) -> None:
    theme = gathered(held, seo, an_opinion(held, seo))
    with pytest.raises(refusals.ThemeNotRouted):
        theme_answers.answer_theme(yoon, theme, DONE, at=now())
    with pytest.raises(NotAllowed):
        theme_answers.answer_theme(kim, theme, DONE, at=now())


def test_a_broken_answer_answers_nothing(held: Workshop, seo: User, yoon: User) -> None:
    theme = gathered(held, seo, an_opinion(held, seo))
    theme_answers.route_theme(
        seo, theme, department=factories.a_department(), due_at=now() + timedelta(days=9), at=now()
    )
    recording.publish_record(seo, held, at=now())
    from workshops.refusals import AnswerIncomplete

    with pytest.raises(AnswerIncomplete):
        theme_answers.answer_theme(yoon, theme, answering.Answer("long_term", "나중에"), at=now())
    assert Opinion.objects.unanswered().count() == 1


def test_suggestions_join_what_is_alike_and_nothing_else(held: Workshop, seo: User) -> None:
    lamp, dark = "가로등은 있는데 나무에 가려 어둡습니다.", "가로등이 나뭇가지에 가려서 골목이 어둡습니다."
    parcel, box = (
        "택배를 맡길 무인 보관함이 더 필요합니다.",
        "무인 택배 보관함을 주민센터에도 두면 좋겠습니다.",
    )
    said = [
        an_opinion(held, seo, text)
        for text in (lamp, parcel, dark, "혼자 사는 사람의 모임을 도와주세요.", box)
    ]
    assert [one.opinions for one in suggestions(said, [])] == [[said[0], said[2]], [said[1], said[4]]]
    theme = gathered(held, seo, said[0])
    sorted_ones = list(Opinion.objects.filter(theme=theme).select_related("theme"))
    first = suggestions(said[1:], sorted_ones)[0]
    assert (first.theme, first.opinions) == (theme, [said[2]])


def test_themes_count_what_waits_for_their_department(held: Workshop, seo: User, yoon: User) -> None:
    theme = gathered(held, seo, an_opinion(held, seo, "하나"), an_opinion(held, seo, "둘"))
    found = queries.themes_of(held, seo).get()
    assert (found.size, found.waiting) == (2, 2)  # type: ignore[attr-defined]
    theming.dissolve(seo, theme, at=now())
    assert not queries.themes_of(held, seo).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestTwoHostsAtOnce:
    """Both put the same opinion into a theme of their own; whoever comes second moves it, and two steps back lead to
    the beginning."""

    def race(self, monkeypatch: pytest.MonkeyPatch, lock: Callable[[Workshop], Workshop]) -> list[int | None]:
        both = Barrier(2)
        held = factories.a_workshop(state="held", starts_in=timedelta(minutes=-30))
        seo = factories.a_staff_member("seo", "host")
        opinion = an_opinion(held, seo)
        monkeypatch.setattr(theming, "locked", lock)

        def one(title: str) -> None:
            both.wait(timeout=30)
            try:
                gathered(held, seo, opinion, title=title)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(one, ["가", "나"]))
        first, second = ThemeStep.objects.order_by("pk")
        return [first.before[str(opinion.pk)], second.before[str(opinion.pk)]]

    def test_the_second_step_knows_of_the_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.race(monkeypatch, seating.locked)
        assert before[0] is None
        assert before[1] == ThemeStep.objects.earliest("pk").theme_id

    def test_control_without_the_lock_both_believe_it_was_free(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read = Barrier(2)

        def unguarded(workshop: Workshop) -> Workshop:
            return Workshop.objects.get(pk=workshop.pk)

        look = theming._places

        def slow(workshop: Workshop, keys: set[int]) -> dict[int, int | None]:
            found = look(workshop, keys)
            read.wait(timeout=30)  # neither writes before both have read
            return found

        monkeypatch.setattr(theming, "_places", slow)
        assert self.race(monkeypatch, unguarded) == [None, None]
