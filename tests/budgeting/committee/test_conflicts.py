"""A member with an interest is refused at every door: list, dossier, sheet, API, and raw SQL."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.submitting import submit_sheet
from budgeting.committee.models import Declaration, Member, ScoreSheet
from budgeting.committee.triggers import CONFLICT, FOREIGN, STAYS_WITHDRAWN
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, full

pytestmark = pytest.mark.django_db


def author_sits(work: Work) -> Member:
    return factories.a_seat(work.committee, work.author)


def author_of_a_merged_proposal_sits(work: Work) -> Member:
    other = factories.a_resident("merged")
    factories.a_proposal(author=other, state="merged", merged_into=work.project.proposal)
    return factories.a_seat(work.committee, other)


def officer_of_the_department_sits(work: Work) -> Member:
    officer = factories.a_staff_member("yoon", "officer", work.project.department)
    return factories.a_seat(work.committee, officer, kind="official")


def withdrew(work: Work) -> Member:
    member = work.members[0]
    Declaration.objects.create(member=member, project=work.project, interest="self", ground="배우자의 사업")
    return member


def undeclared(work: Work) -> Member:
    return work.members[0]


RELATIONS: dict[str, tuple[Callable[[Work], Member], str]] = {
    "author": (author_sits, "committee.excluded"),
    "author of a merged proposal": (author_of_a_merged_proposal_sits, "committee.excluded"),
    "officer of the department": (officer_of_the_department_sits, "committee.excluded"),
    "withdrew": (withdrew, "committee.withdrawn"),
    "undeclared": (undeclared, "committee.declare_first"),
}
SHEET = {f"score_{key}": "3" for key in full()} | {"then": "next"}


def web_code(response: Any) -> str:
    return response.headers.get("X-Refusal", "")


def api_code(response: Any) -> str:
    return str(response.json().get("type", "")).removeprefix("urn:civic:problem:")


@pytest.fixture(params=RELATIONS, ids=str)
def conflicted(request: pytest.FixtureRequest, work: Work, client: Client) -> tuple[Member, str]:
    make, code = RELATIONS[request.param]
    member = make(work)
    if code == "committee.excluded":  # even a declaration of no interest does not help
        Declaration.objects.create(member=member, project=work.project, interest="none")
    factories.a_second_factor(member.user)
    client.force_login(member.user)
    return member, code


def test_the_queue_does_not_lead_to_the_dossier(
    conflicted: tuple[Member, str], work: Work, client: Client
) -> None:
    page = client.get("/committee/queue/").content.decode()
    assert f'href="/committee/items/{work.project.pk}/"' not in page
    assert work.project.summary not in page


def test_the_dossier_and_the_sheet_are_refused(
    conflicted: tuple[Member, str], work: Work, client: Client
) -> None:
    _member, code = conflicted
    address = f"/committee/items/{work.project.pk}/"
    for response in (client.get(address), client.post(address, SHEET)):
        assert response.status_code in (403, 409)
        assert web_code(response) == code
        assert work.project.summary not in response.content.decode()
    assert not ScoreSheet.objects.exists()


def test_the_api_refuses_list_dossier_sheet_and_scores(
    conflicted: tuple[Member, str], work: Work, client: Client
) -> None:
    _member, code = conflicted
    queue = client.get(f"/api/v1/committee/{work.cycle.slug}/queue/").json()
    assert work.project.pk not in [one["id"] for one in [*queue["to_score"], *queue["scored"]]]
    base = f"/api/v1/committee/items/{work.project.pk}/"
    body = json.dumps({"scores": full()})
    assert api_code(client.get(base)) == code
    assert api_code(client.post(f"{base}score/", body, content_type="application/json")) == code
    assert api_code(client.get(f"{base}scores/")) == code
    assert not ScoreSheet.objects.exists()


def test_the_domain_and_raw_sql_refuse(conflicted: tuple[Member, str], work: Work) -> None:
    member, code = conflicted
    with pytest.raises(Refusal) as caught:
        submit_sheet(member.user, work.project, scores=full(), comments={}, at=now())
    assert caught.value.code == code
    with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO committee_scoresheet (member_id, project_id, revision, scores, comments, at)"
            " VALUES (%s, %s, 1, '{}', '{}', now())",
            [member.pk, work.project.pk],
        )
    assert violated(broken.value) == CONFLICT
    assert not ScoreSheet.objects.exists()


def test_a_member_without_an_interest_passes_every_door(work: Work, client: Client) -> None:
    member = work.members[0]
    client.force_login(member.user)
    base = f"/committee/items/{work.project.pk}/"
    declared = client.post(f"{base}declare/", {"interest": "none"})
    assert declared.status_code == 302
    assert declared["Location"] == base
    assert f'href="{base}"' in client.get("/committee/queue/").content.decode()
    assert work.project.summary in client.get(base).content.decode()
    assert client.get(f"/api/v1{base}").json()["summary"] == work.project.summary
    assert client.post(base, SHEET).status_code == 302
    again = client.post(
        f"/api/v1{base}score/", json.dumps({"scores": full(4)}), content_type="application/json"
    )
    assert again.status_code == 201
    assert list(ScoreSheet.objects.order_by("revision").values_list("revision", flat=True)) == [1, 2]


def test_before_a_declaration_only_title_and_proposer_are_shown(work: Work, client: Client) -> None:
    client.force_login(work.members[0].user)
    page = client.get(f"/committee/items/{work.project.pk}/declare/").content.decode()
    assert work.project.title in page
    assert work.author.display_name in page
    assert work.project.summary not in page


def test_a_withdrawal_needs_a_ground_that_is_never_published(work: Work, client: Client) -> None:
    user = work.members[0].user
    client.force_login(user)
    address = f"/committee/items/{work.project.pk}/declare/"
    assert client.post(address, {"interest": "self"}).status_code == 422
    assert (
        client.post(address, {"interest": "self", "ground": "배우자의 회사가 참여합니다"}).status_code == 302
    )
    client.logout()
    for public in (f"/committee/{work.cycle.slug}/", f"/budget/projects/{work.project.pk}/"):
        assert "배우자" not in client.get(public).content.decode()
    from civic.audit.models import Entry

    assert "배우자" not in json.dumps(list(Entry.objects.values_list("data", flat=True)), ensure_ascii=False)


def test_a_withdrawal_stays(work: Work) -> None:
    member = withdrew(work)
    with pytest.raises(Refusal) as caught:
        declare_interest(member.user, work.project, interest="none", at=now())
    assert caught.value.code == "committee.withdrawn"
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Declaration.objects.create(member=member, project=work.project, interest="none")
    assert violated(broken.value) == STAYS_WITHDRAWN


def test_a_member_of_another_cycle_cannot_score_here(work: Work) -> None:
    stranger = at_work().members[0]
    with pytest.raises(Refusal) as caught:
        submit_sheet(factories.a_resident("outsider"), work.project, scores=full(), comments={}, at=now())
    assert caught.value.code == "committee.not_a_member"
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Declaration.objects.create(member=stranger, project=work.project, interest="none")
    assert violated(broken.value) == FOREIGN


@pytest.mark.parametrize("kind", list(Role.Kind.values))
def test_no_role_of_the_staff_includes_a_score(kind: str, work: Work, client: Client) -> None:
    staff = factories.a_staff_member(f"staff-{kind}", kind, factories.a_department("other"))
    factories.a_second_factor(staff)
    client.force_login(staff)
    base = f"/committee/items/{work.project.pk}/"
    assert web_code(client.get(base)) == "committee.not_a_member"
    assert web_code(client.post(base, SHEET)) == "committee.not_a_member"
    sent = client.post(
        f"/api/v1{base}score/", json.dumps({"scores": full()}), content_type="application/json"
    )
    assert api_code(sent) == "committee.not_a_member"
    assert web_code(client.get("/committee/queue/")) == "committee.not_a_member"
    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize("kind", ["secretary", "administrator"])
def test_who_decides_does_not_score_even_with_a_seat(kind: str, work: Work) -> None:
    staff = factories.a_staff_member(f"seated-{kind}", kind)
    member = factories.a_seat(work.committee, staff)
    work.declare_none(member)
    with pytest.raises(Refusal) as caught:
        submit_sheet(staff, work.project, scores=full(), comments={}, at=now())
    assert caught.value.code == "committee.decides_themselves"


def test_a_seat_without_a_vote_reads_and_does_not_score(work: Work, client: Client) -> None:
    member = factories.a_seat(work.committee, factories.a_resident("adviser"), votes=False)
    work.declare_none(member)
    client.force_login(member.user)
    base = f"/committee/items/{work.project.pk}/"
    assert client.get(base).status_code == 200
    assert web_code(client.post(base, SHEET)) == "committee.no_vote"
