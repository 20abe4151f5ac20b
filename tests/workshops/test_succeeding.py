"""A department ends: opinions, themes and workshops go along; what it answered keeps its name."""

import pytest

from civic.accounts.models import User
from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.common.clock import now
from civic.departments.domain import ending, handing_over
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Message
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops import queries
from workshops.domain import answering, outcomes, recording, theming
from workshops.forms import WorkshopForm
from workshops.models import Opinion, OutcomeEntry, Workshop

pytestmark = pytest.mark.django_db
WHY = "2027년 조직 개편"


@pytest.fixture
def parks(db: None) -> Department:
    return factories.a_department("parks", name="공원과")


def merge(admin: User, into: Department | None, one: Department | None = None) -> int:
    ending.end(admin, one or factories.a_department(), successor=into, because=WHY, at=now())
    return handing_over.hand_over()


def test_an_open_opinion_goes_along_with_its_day_and_whoever_said_it_is_told(
    today: Workshop, seo: User, admin: User, kim: User, yoon: User, parks: Department
) -> None:
    registration = registered(today, kim)
    held = recording.hold_workshop(seo, today, at=now())
    opinion = routed(an_opinion(held, seo, speaker=registration), seo)
    due = opinion.due_at
    merge(admin, parks)
    opinion.refresh_from_db()
    held.refresh_from_db()
    assert (opinion.department, opinion.due_at, held.department) == (parks, due, parks)
    deliver_waiting()
    assert Message.objects.get(event__kind="workshops.department_changed").user == kim
    assert queries.waiting_for_answer(User.objects.get(pk=yoon.pk)).get() == opinion


def test_an_answered_opinion_keeps_the_name_and_the_ledger_stays_right(
    held: Workshop, seo: User, admin: User, yoon: User, parks: Department
) -> None:
    answered, waiting = (routed(an_opinion(held, seo, text), seo) for text in ("어둡습니다.", "밝습니다."))
    recording.publish_record(seo, held, at=now())
    answering.answer_opinion(yoon, answered, DONE, at=now())
    merge(admin, parks)
    owners = dict(Opinion.objects.values_list("pk", "department__code"))
    assert owners == {answered.pk: "safety", waiting.pk: "parks"}
    assert OutcomeEntry.objects.exists()
    assert outcomes.recount() == []


def test_a_theme_goes_along_while_something_in_it_waits(
    held: Workshop, seo: User, admin: User, parks: Department
) -> None:
    opinions = [routed(an_opinion(held, seo, text), seo) for text in ("어둡습니다.", "깜깜합니다.")]
    theme = theming.gather(seo, held, opinions, title="밤길", at=now())
    theme.department, theme.due_at = factories.a_department(), opinions[0].due_at
    theme.save()
    merge(admin, parks)
    theme.refresh_from_db()
    assert theme.department == parks


def test_a_partner_is_replaced_once_and_never_beside_itself(admin: User, parks: Department) -> None:
    roads = factories.a_department("roads", name="도로과")
    plain, both, led = (factories.a_workshop(department=one) for one in (roads, roads, parks))
    safety = factories.a_department()
    plain.partners.add(safety)
    both.partners.add(safety, parks)
    led.partners.add(safety)
    merge(admin, parks)
    assert list(plain.partners.all()) == list(both.partners.all()) == [parks]
    assert not led.partners.exists()


def test_what_is_over_keeps_its_department(admin: User, parks: Department) -> None:
    over, ahead = factories.a_workshop(state="reported"), factories.a_workshop()
    series = factories.a_series()
    merge(admin, parks)
    for one in (over, ahead, series):
        one.refresh_from_db()
    assert (over.department.code, ahead.department, series.department) == ("safety", parks, parks)


def test_nothing_is_given_to_one_that_has_ended(
    held: Workshop, seo: User, admin: User, parks: Department
) -> None:
    opinion = an_opinion(held, seo)
    merge(admin, factories.a_department("roads"), one=factories.a_department())
    with pytest.raises(DepartmentEnded):
        routed(opinion, seo)
    choices = WorkshopForm(viewer=seo).fields["department"].queryset  # type: ignore[attr-defined]
    assert {one.code for one in choices} == {"parks", "roads"}
    old = factories.a_workshop(state="reported", department=factories.a_department())
    choices = WorkshopForm(instance=old, viewer=seo).fields["department"].queryset  # type: ignore[attr-defined]
    assert {one.code for one in choices} == {"parks", "roads", "safety"}, "what a row holds can be saved"
