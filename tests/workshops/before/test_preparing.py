"""The agenda fills the workshop, and nothing is announced that lacks something."""

from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.before import refusals
from workshops.before.agenda import Item, schedule
from workshops.before.checklist import lacks
from workshops.domain.agenda import set_agenda
from workshops.domain.planning import announce_workshop, change_workshop
from workshops.domain.registering import register
from workshops.models import Workshop


@pytest.fixture(autouse=True)
def _no_second_factor(settings: pytest.FixtureRequest) -> None:
    settings.DEMO_MODE = True  # type: ignore[attr-defined]


@pytest.fixture
def planned(db: None) -> Workshop:
    return factories.a_workshop(state="planned")


def test_an_agenda_that_is_too_short_or_too_long_says_by_how_much(planned: Workshop, seo: User) -> None:
    with pytest.raises(refusals.AgendaTooShort) as short:
        set_agenda(seo, planned, [Item("여는 말", 10), Item("토론", 90)])
    assert short.value.params == {"minutes": 20}
    with pytest.raises(refusals.AgendaTooLong) as long:
        set_agenda(seo, planned, [Item("토론", 125)])
    assert long.value.params == {"minutes": 5}
    assert not planned.agenda.exists()
    set_agenda(seo, planned, [Item("여는 말", 30), Item("토론", 90)])
    begins = [at for at, _item in schedule(planned, planned.agenda.all())]
    assert begins == [planned.starts_at, planned.starts_at + timedelta(minutes=30)]


def test_a_refused_agenda_leaves_the_one_that_was_there(planned: Workshop, seo: User) -> None:
    set_agenda(seo, planned, [Item("토론", 120)])
    with pytest.raises(refusals.AgendaTooShort):
        set_agenda(seo, planned, [Item("짧은 토론", 60)])
    assert [item.title for item in planned.agenda.all()] == ["토론"]


def test_what_lacks_something_is_not_announced_and_the_refusal_names_it(planned: Workshop, seo: User) -> None:
    factories.ready(planned)
    for field, empty in (("access_notes", ""), ("terms_en", ""), ("assured", [Workshop.Assured.HELP])):
        before = getattr(planned, field)
        setattr(planned, field, empty)
        planned.save()
        with pytest.raises(refusals.NotReady) as no:
            announce_workshop(seo, planned, at=now())
        missing = [lack.what for lack in lacks(planned)]
        assert missing
        assert all(what in no.value.params["missing"] for what in missing)
        setattr(planned, field, before)
        planned.save()
    announce_workshop(seo, planned, at=now())
    planned.refresh_from_db()
    assert planned.state == Workshop.State.ANNOUNCED


def test_a_longer_workshop_needs_a_longer_agenda(planned: Workshop, seo: User) -> None:
    factories.ready(planned)
    change_workshop(seo, planned, at=now(), ends_at=planned.ends_at + timedelta(minutes=30))
    planned.refresh_from_db()
    assert [(lack.page, "30" in lack.what) for lack in lacks(planned)] == [("agenda", True)]


def test_an_online_workshop_needs_an_address_and_no_room(planned: Workshop) -> None:
    factories.ready(planned)
    planned.format, planned.place, planned.access_notes = Workshop.Format.ONLINE, "", ""
    assert [lack.page for lack in lacks(planned)] == ["checklist"]
    planned.online_url = "https://meet.example.org/room"
    assert not list(lacks(planned))


def test_the_agenda_page_keeps_what_was_typed_and_says_how_many_minutes(
    client: Client, planned: Workshop, seo: User
) -> None:
    client.cookies["django_language"] = "ko"
    client.force_login(seo)
    rows = {
        "item-TOTAL_FORMS": 3, "item-INITIAL_FORMS": 0, "item-0-title": "여는 말", "item-0-minutes": 10,
        "item-1-title": "토론", "item-1-minutes": 100,
    }  # fmt: skip
    short = client.post(f"/workshops/{planned.code}/agenda/", rows)
    assert short.status_code == 422
    page = short.content.decode()
    assert "10분 모자랍니다" in page
    assert 'value="여는 말"' in page
    assert client.post(f"/workshops/{planned.code}/agenda/", rows | {"item-0-minutes": 20}).status_code == 302
    Workshop.objects.filter(pk=planned.pk).update(state="announced")
    client.logout()
    page = client.get(planned.get_absolute_url()).content.decode()
    assert "여는 말" in page
    assert "100분" in page


def test_the_list_before_publishing_leads_to_what_is_missing(
    client: Client, planned: Workshop, seo: User
) -> None:
    client.force_login(seo)
    page = client.get(f"/workshops/desk/{planned.code}/checklist/").content.decode()
    assert f"/workshops/{planned.code}/agenda/" in page
    assert f"/workshops/desk/{planned.code}/change/" in page
    client.post(
        f"/workshops/desk/{planned.code}/checklist/",
        {"terms": "약속", "terms_en": "Terms", "contact": "02-120", "assured": list(Workshop.Assured.values)},
    )
    planned.refresh_from_db()
    assert (planned.terms, planned.contact, len(planned.assured)) == ("약속", "02-120", 6)
    assert "checklist" not in {lack.page for lack in lacks(planned)}


def test_the_address_of_the_online_room_is_for_those_who_registered(client: Client, kim: User) -> None:
    workshop = factories.a_workshop(format="hybrid", online_url="https://meet.example.org/room")
    assert "meet.example.org" not in client.get(workshop.get_absolute_url()).content.decode()

    register(kim, workshop, at=now())
    client.force_login(kim)
    assert "meet.example.org" in client.get(workshop.get_absolute_url()).content.decode()
