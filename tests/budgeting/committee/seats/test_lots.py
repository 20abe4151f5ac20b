"""From the call to the seats: commitment, applications, the draw, its file, succession."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.committee.domain import drawing, recruiting, seating
from budgeting.committee.lottery import seed_digest
from budgeting.committee.lottery.__main__ import main
from budgeting.committee.models import Application, Charter, Committee, Member, Recruitment
from budgeting.committee.seats import queries
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories

QUOTAS = {"sex": {"female": 1, "male": 1}}


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


@pytest.fixture
def committee(db: None) -> Committee:
    return factories.a_committee(factories.a_cycle("committee"))


@pytest.fixture
def call(committee: Committee, han: User) -> Recruitment:
    return a_call(committee, han)


def a_call(committee: Committee, han: User, **fields: Any) -> Recruitment:
    given = {
        "seats": 2, "reserves": 2, "quotas": QUOTAS, "closes_at": now() + timedelta(days=20),
        "draw_on": (now() + timedelta(days=21)).date(), "public_source": "주사위 세 개", "at": now(),
    }  # fmt: skip
    return recruiting.open_recruitment(han, committee, **given | fields)


def six_apply(call: Recruitment) -> None:
    for n in range(6):
        person = factories.a_resident(f"applicant{n}")
        recruiting.apply(person, call, sex=("female", "male")[n % 2], age="35-49", at=now())


def after(call: Recruitment) -> Any:
    return call.closes_at + timedelta(hours=1)


def test_the_hash_of_the_seed_is_published_with_the_call_and_the_seed_is_not(
    call: Recruitment, client: Client
) -> None:
    assert call.commitment == seed_digest(call.seed)
    page = client.get(f"/committee/lots/{call.pk}/").content.decode()
    assert call.commitment in page
    assert call.seed not in page
    assert call.seed not in json.dumps([one.data for one in Entry.objects.all()])


def test_the_published_file_repeats_the_draw(
    call: Recruitment, han: User, client: Client, tmp_path: Path
) -> None:
    six_apply(call)
    lottery = drawing.draw(han, call, public="6-2-5", at=after(call))
    seats = Member.objects.filter(committee=call.committee).select_related("user")
    assert {one.lot for one in seats} == set(lottery.selected)
    assert sorted(Application.objects.get(code=one.lot).sex for one in seats) == ["female", "male"]
    file = tmp_path / "draw.json"
    file.write_bytes(client.get(f"/committee/lots/{call.pk}/lottery.json").content)
    assert main([str(file)]) == 0
    assert "applicant" not in file.read_text(encoding="utf-8"), "pseudonyms only"
    assert set(json.loads(file.read_text())["candidates"][0]) == {"id", "sex"}, "only traits with a quota"


def test_a_draw_is_made_once_after_the_close_with_its_public_value(call: Recruitment, han: User) -> None:
    six_apply(call)
    with refused("committee.still_open"):
        drawing.draw(han, call, public="1", at=now())
    with refused("committee.public_value_missing"):
        drawing.draw(han, call, public=" ", at=after(call))
    drawing.draw(han, call, public="1", at=after(call))
    with refused("committee.drawn_already"):
        drawing.draw(han, call, public="2", at=after(call))


def test_too_few_applications_are_explained(call: Recruitment, han: User) -> None:
    recruiting.apply(factories.a_resident("only"), call, sex="female", age="-34", at=now())
    with pytest.raises(Refusal, match="신청 1건으로는 2자리를 채울 수 없습니다") as caught:
        drawing.draw(han, call, public="1", at=after(call))
    assert caught.value.code == "committee.quota_impossible"
    assert not Member.objects.exists()


def test_who_may_apply(call: Recruitment, kim: User, newcomer: User, yoon: User) -> None:
    with refused("committee.not_from_here"):
        recruiting.apply(newcomer, call, sex="female", age="-34", at=now())
    with refused("committee.officers_do_not_apply"):
        recruiting.apply(yoon, call, sex="female", age="-34", at=now())
    recruiting.apply(kim, call, sex="female", age="-34", at=now())
    with refused("committee.applied_already"):
        recruiting.apply(kim, call, sex="male", age="-34", at=now())
    recruiting.take_back(kim, call, at=now())
    assert not Application.objects.exists()
    with refused("committee.not_recruiting"):
        recruiting.apply(kim, call, sex="female", age="-34", at=after(call))


def test_quotas_that_cannot_be_are_refused_when_the_call_opens(committee: Committee, han: User) -> None:
    with refused("committee.quota_impossible"):
        a_call(committee, han, quotas={"sex": {"female": 2, "male": 1}})
    with refused("committee.quota_impossible"):
        a_call(committee, han, quotas={"sex": 3})


def test_one_call_at_a_time(call: Recruitment, han: User) -> None:
    with refused("committee.recruitment_running"):
        a_call(call.committee, han)


def test_applications_are_deleted_ninety_days_after_the_draw(call: Recruitment, han: User) -> None:
    six_apply(call)
    drawn = after(call)
    drawing.draw(han, call, public="1", at=drawn)
    assert recruiting.purge_applications(drawn + timedelta(days=89)) == 0
    assert recruiting.purge_applications(drawn + timedelta(days=91)) == 6


def drawn_member(call: Recruitment, han: User) -> Member:
    six_apply(call)
    drawing.draw(han, call, public="1", at=after(call))
    return Member.objects.filter(committee=call.committee).order_by("pk")[0]


def test_a_reserve_follows_who_keeps_the_quota(call: Recruitment, han: User) -> None:
    """Whoever leaves, the follower is the first reserve of the same sex, where there is one."""
    leaving = drawn_member(call, han)
    sex = Application.objects.get(code=leaving.lot).sex
    on = leaving.starts_on + timedelta(days=10)
    with refused("committee.seat_held"):
        seating.succeed(han, leaving, starts_on=on)
    seating.end_seat(han, leaving, how="resigned", on=on)
    follower = seating.succeed(han, leaving, starts_on=on)
    reserves = call.lottery.reserves
    fitting = [code for code in reserves if Application.objects.get(code=code).sex == sex]
    assert follower.lot == (fitting or reserves)[0]
    assert follower.follows_id == leaving.pk
    with refused("committee.seat_ended"):
        seating.succeed(han, leaving, starts_on=on)


def test_nobody_follows_when_no_reserve_is_left(call: Recruitment, han: User) -> None:
    leaving = drawn_member(call, han)
    Application.objects.exclude(code__in=call.lottery.selected).delete()
    seating.end_seat(han, leaving, how="resigned", on=leaving.starts_on)
    with refused("committee.nobody_to_follow"):
        seating.succeed(han, leaving, starts_on=leaving.starts_on)


def test_a_dismissal_needs_its_reason_which_is_not_published(
    committee: Committee, han: User, kim: User, client: Client
) -> None:
    member = factories.a_seat(committee, kim)
    with refused("committee.reason_of_dismissal"):
        seating.end_seat(han, member, how="dismissed", on=timezone.localdate(), reason=" ")
    seating.end_seat(han, member, how="dismissed", on=timezone.localdate(), reason="비밀을 어겼습니다.")
    with refused("committee.seat_ended"):
        seating.end_seat(han, member, how="resigned", on=timezone.localdate())
    assert "비밀을 어겼습니다" not in client.get(f"/committee/{committee.slug}/").content.decode()


def test_the_charter_limits_terms_in_a_row(committee: Committee, han: User, kim: User) -> None:
    Charter.objects.create(committee=committee, most_terms=2)
    member = factories.a_seat(committee, kim)
    until = timezone.localdate() + timedelta(days=700)
    assert seating.reappoint(han, member, until=until).term == 2
    with refused("committee.terms_used_up"):
        seating.reappoint(han, member, until=until)


def test_a_further_term_ends_after_the_present_one_and_is_counted_in_calendar_months(
    committee: Committee, han: User, kim: User
) -> None:
    member = factories.a_seat(committee, kim)
    member.ends_on = timezone.localdate() + timedelta(days=30)
    member.save()
    with refused("committee.term_not_longer"):
        seating.reappoint(han, member, until=member.ends_on)
    charter = Charter(committee=committee, term_months=6)
    assert queries.term_from(date(2026, 8, 31), charter) == date(2027, 2, 28)
    assert queries.term_from(date(2026, 12, 1), charter) == date(2027, 6, 1)


def test_the_secretary_gives_another_term_on_the_page_up_to_the_charters_limit(
    committee: Committee, han: User, kim: User, client: Client, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    Charter.objects.create(committee=committee, most_terms=2, term_months=12)
    member = factories.a_seat(committee, kim)
    client.force_login(han)
    seats = f"/committee/desk/{committee.slug}/seats/"
    again = f"/committee/seats/{member.pk}/again/"
    assert f'href="{again}"' in client.get(seats).content.decode()
    offered = client.get(again).context["form"].initial["until"]
    assert client.post(again, {"until": "2000-01-01"}).status_code == 422
    client.post(again, {"until": offered.isoformat()})
    member.refresh_from_db()
    assert (member.term, member.ends_on) == (2, offered)
    page = client.get(seats).content.decode()
    assert f'href="{again}"' not in page
    assert "운영규정에서 정한 횟수를 모두 채워" in page
    assert client.get(again)["X-Refusal"] == "committee.terms_used_up"


def test_a_member_enters_organisations_and_everybody_reads_them(
    committee: Committee, kim: User, client: Client
) -> None:
    member = factories.a_seat(committee, kim)
    seating.register_tie(kim, member, organisation="마을 모임", part="회원", at=now())
    with refused("committee.not_a_member"):
        seating.register_tie(factories.a_resident("stranger"), None, organisation="x", part="y", at=now())
    assert "마을 모임" in client.get(f"/committee/{committee.slug}/").content.decode()


def test_a_member_without_a_second_factor_is_sent_to_set_one_up(committee: Committee, kim: User) -> None:
    member = factories.a_seat(committee, kim)
    kim.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's reverse relation
    with refused("committee.second_factor_first"):
        seating.register_tie(User.objects.get(pk=kim.pk), member, organisation="x", part="y", at=now())


@pytest.mark.parametrize("path", ["charter/", "recruit/", "seats/", "session/", "visit/", "body/"])
def test_the_secretarys_pages_open_for_the_secretary(
    committee: Committee, han: User, client: Client, settings: Any, path: str
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    client.force_login(han)
    assert client.get(f"/committee/desk/{committee.slug}/{path}").status_code == 200


def test_the_call_and_the_draw_on_the_pages(
    committee: Committee, han: User, kim: User, client: Client, settings: Any
) -> None:
    settings.DEMO_MODE = True
    client.force_login(han)
    sent = {
        "seats": "1", "reserves": "1", "quotas": "sex: female 1", "closes_at": "2999-01-01T18:00",
        "draw_on": "2999-01-02", "public_source": "",
    }  # fmt: skip
    wrong = client.post(f"/committee/desk/{committee.slug}/recruit/", sent | {"quotas": "sex female"})
    assert wrong.status_code == 422
    client.post(f"/committee/desk/{committee.slug}/recruit/", sent)
    call = Recruitment.objects.get()
    client.force_login(kim)
    assert client.get(f"/committee/lots/{call.pk}/apply/").status_code == 200
    client.post(f"/committee/lots/{call.pk}/apply/", {"sex": "female", "age": "-34", "consent": "on"})
    assert Application.objects.get().code in client.get(f"/committee/lots/{call.pk}/").content.decode()
    Recruitment.objects.update(opens_at=now() - timedelta(days=2), closes_at=now() - timedelta(days=1))
    client.force_login(han)
    client.post(f"/committee/lots/{call.pk}/draw/", {"public": ""})
    assert Member.objects.get().user == kim


def test_a_list_costs_the_same_queries_for_one_and_for_three(
    committee: Committee, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    factories.a_seat(committee, factories.a_resident("first"))
    client.get(f"/committee/{committee.slug}/")
    for _round in range(2):
        with django_assert_num_queries(13):  # one for the members' register of ties
            client.get(f"/committee/{committee.slug}/?fresh={_round}")
        factories.a_seat(committee, factories.a_resident(f"second{_round}"))
        factories.a_seat(committee, factories.a_resident(f"third{_round}"))
