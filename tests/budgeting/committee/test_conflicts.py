"""A member with an interest is refused at every door: list, dossier, sheet, API, and raw SQL."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from budgeting.committee.domain.challenging import challenge, decide_challenge
from budgeting.committee.domain.closing import close_item
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.remarking import remark
from budgeting.committee.domain.submitting import submit_sheet
from budgeting.committee.domain.tying import add_relation, name_party
from budgeting.committee.models import Declaration, Draft, Member, Remark, ScoreSheet, Tie
from budgeting.committee.triggers import CONFLICT, FOREIGN, STAYS_WITHDRAWN
from budgeting.cycles.models import Lineage, Project
from civic.accounts.actors import System
from civic.accounts.models import Role, User
from civic.areas.models import Department
from civic.attachments.models import Attachment, Folder
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.departments.domain import ending
from proposals.models import CoProposer
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, full

pytestmark = pytest.mark.django_db


def author_sits(work: Work) -> Member:
    return factories.a_seat(work.committee, work.author)


def author_of_a_merged_proposal_sits(work: Work) -> Member:
    other = factories.a_resident("merged")
    factories.a_proposal(author=other, state="merged", merged_into=work.project.proposal)
    return factories.a_seat(work.committee, other)


def author_of_a_proposal_merged_twice_sits(work: Work) -> Member:
    other = factories.a_resident("merged-first")
    between = factories.a_proposal(
        author=factories.a_resident("merged-then"), state="merged", merged_into=work.project.proposal
    )
    factories.a_proposal(author=other, state="merged", merged_into=between)
    return factories.a_seat(work.committee, other)


def went_in(work: Work, author: User) -> Project:
    """A project of somebody else's proposal that went into the one before the committee, by way of a third."""
    own = factories.a_project(
        work.envelope, state="merged", proposal=factories.a_proposal(author=author, state="answered")
    )
    between = factories.a_project(work.envelope, state="divided")
    Lineage.objects.create(ancestor=own, heir=between, kind="merge", reason="같은 곳입니다")
    Lineage.objects.create(ancestor=between, heir=work.project, kind="split", reason="두 곳입니다")
    return own


def author_of_a_project_that_went_in_sits(work: Work) -> Member:
    other = factories.a_resident("went-in")
    went_in(work, other)
    return factories.a_seat(work.committee, other)


def relative_of_the_author_of_a_project_that_went_in(work: Work) -> Member:
    member, other = work.members[0], factories.a_resident("went-in")
    went_in(work, other)
    add_relation(member.user, member, kind="relative", person=other, at=now())
    return member


def of_the_organisation_of_a_project_that_went_in(work: Work) -> Member:
    member = work.members[0]
    own = went_in(work, factories.a_resident("went-in"))
    name_party(System("test"), own, kind="proposes", organisation="한길 협동조합", at=now())
    Tie.objects.create(member=member, organisation="한길협동조합", part="이사")
    return member


def officer_of_the_department_sits(work: Work) -> Member:
    officer = factories.a_staff_member("yoon", "officer", work.project.department)
    return factories.a_seat(work.committee, officer, kind="official")


def co_proposer_sits(work: Work) -> Member:
    other = factories.a_resident("co-proposer")
    name_party(System("test"), work.project, kind="co_proposer", user=other, at=now())
    return factories.a_seat(work.committee, other)


def proposes_it_together_with_the_author(work: Work) -> Member:
    other = factories.a_resident("together")
    CoProposer.objects.create(proposal=work.project.proposal, user=other)
    return factories.a_seat(work.committee, other)


def proposed_it_together_and_left(work: Work) -> Member:
    other = factories.a_resident("left")
    CoProposer.objects.create(proposal=work.project.proposal, user=other, left_at=now())
    return factories.a_seat(work.committee, other)


def relative_of_who_proposes_it_together(work: Work) -> Member:
    member, other = work.members[0], factories.a_resident("together")
    CoProposer.objects.create(proposal=work.project.proposal, user=other)
    add_relation(member.user, member, kind="relative", person=other, at=now())
    return member


def member_of_the_group_that_proposes(work: Work) -> Member:
    member, proposal = work.members[0], work.project.proposal
    assert proposal is not None
    proposal.group_kind, proposal.group_name = "residents", "사단법인 골목 살림"
    proposal.save(update_fields=["group_kind", "group_name"])
    add_relation(member.user, member, kind="organisation", organisation="(사)골목살림", at=now())
    return member


def registered_with_the_group_that_proposes(work: Work) -> Member:
    member, proposal = work.members[0], work.project.proposal
    assert proposal is not None
    proposal.group_kind, proposal.group_name = "club", "한길 독서 모임"
    proposal.save(update_fields=["group_kind", "group_name"])
    Tie.objects.create(member=member, organisation="한길독서모임", part="회원")
    return member


def relative_of_the_author_sits(work: Work) -> Member:
    member = work.members[0]
    add_relation(member.user, member, kind="relative", person=work.author, at=now())
    return member


def member_of_the_proposing_organisation_sits(work: Work) -> Member:
    member = work.members[0]
    name_party(System("test"), work.project, kind="proposes", organisation="사단법인 골목 살림", at=now())
    past = timezone.localdate() - timedelta(days=300)
    add_relation(member.user, member, kind="organisation", organisation="(사)골목살림", until=past, at=now())
    return member


def registered_with_the_organisation_that_carries_it_out(work: Work) -> Member:
    member = work.members[0]
    name_party(System("test"), work.project, kind="carries_out", organisation="한길 협동조합", at=now())
    Tie.objects.create(member=member, organisation="한길협동조합", part="이사")
    return member


def officer_until_last_year_sits(work: Work) -> Member:
    officer = factories.a_staff_member("former", "officer", work.project.department)
    began = now() - timedelta(days=900)
    officer.roles.update(starts_at=began, ends_at=began + timedelta(days=300))
    return factories.a_seat(work.committee, officer)


def worked_in_the_department(work: Work) -> Member:
    member = work.members[0]
    add_relation(member.user, member, kind="department", department=work.project.department, at=now())
    return member


def _twice_merged(work: Work) -> Department:
    """A department that ended, and whose successor went into the department in charge."""
    first, second = (factories.a_department(code, name=code) for code in ("first", "second"))
    for before, after in ((first, second), (second, work.project.department)):
        ending.end(System("test"), before, successor=after, because="조직 개편", at=now())
    return first


def officer_of_a_department_that_was_merged_sits(work: Work) -> Member:
    former = factories.a_department("first", name="first")
    officer = factories.a_staff_member("former", "officer", former)
    began = now() - timedelta(days=900)
    officer.roles.update(starts_at=began, ends_at=began + timedelta(days=300))
    _twice_merged(work)
    return factories.a_seat(work.committee, officer)


def worked_in_a_department_that_was_merged(work: Work) -> Member:
    member = work.members[0]
    former = _twice_merged(work)
    add_relation(member.user, member, kind="department", department=former, at=now())
    return member


def challenged_successfully(work: Work) -> Member:
    member = work.members[0]
    filed = challenge(work.author, work.project, member, ground="다툼이 있었습니다", at=now())
    decide_challenge(System("test"), filed, votes_for=3, votes_against=1, reason="인정", at=now())
    return member


def withdrew(work: Work) -> Member:
    member = work.members[0]
    Declaration.objects.create(member=member, project=work.project, interest="self", ground="배우자의 사업")
    return member


def undeclared(work: Work) -> Member:
    return work.members[0]


RELATIONS: dict[str, tuple[Callable[[Work], Member], str]] = {
    "author": (author_sits, "committee.excluded"),
    "author of a merged proposal": (author_of_a_merged_proposal_sits, "committee.excluded"),
    "author of a proposal merged twice": (author_of_a_proposal_merged_twice_sits, "committee.excluded"),
    "author of a project that went in": (author_of_a_project_that_went_in_sits, "committee.excluded"),
    "relative of the author of one that went in": (
        relative_of_the_author_of_a_project_that_went_in,
        "committee.excluded",
    ),
    "of the organisation of one that went in": (
        of_the_organisation_of_a_project_that_went_in,
        "committee.excluded",
    ),
    "officer of the department": (officer_of_the_department_sits, "committee.excluded"),
    "officer of one that was merged": (officer_of_a_department_that_was_merged_sits, "committee.excluded"),
    "worked in one that was merged": (worked_in_a_department_that_was_merged, "committee.excluded"),
    "co-proposer": (co_proposer_sits, "committee.excluded"),
    "proposes together": (proposes_it_together_with_the_author, "committee.excluded"),
    "proposed together and left": (proposed_it_together_and_left, "committee.excluded"),
    "relative of a co-proposer": (relative_of_who_proposes_it_together, "committee.excluded"),
    "of the group that proposes": (member_of_the_group_that_proposes, "committee.excluded"),
    "registered with the group": (registered_with_the_group_that_proposes, "committee.excluded"),
    "relative of the author": (relative_of_the_author_sits, "committee.excluded"),
    "of the proposing organisation": (member_of_the_proposing_organisation_sits, "committee.excluded"),
    "registered with an organisation": (
        registered_with_the_organisation_that_carries_it_out,
        "committee.excluded",
    ),
    "officer until last year": (officer_until_last_year_sits, "committee.excluded"),
    "worked in the department": (worked_in_the_department, "committee.excluded"),
    "challenged": (challenged_successfully, "committee.withdrawn"),
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
            "INSERT INTO committee_scoresheet (round_id, member_id, project_id, revision, scores, comments, at)"
            " VALUES (%s, %s, %s, 1, '{}', '{}', now())",
            [work.committee.rounds.get().pk, member.pk, work.project.pk],
        )
    assert violated(broken.value) == CONFLICT
    assert not ScoreSheet.objects.exists()


def test_raw_sql_stores_no_draft_and_no_remark_either(conflicted: tuple[Member, str], work: Work) -> None:
    member, _code = conflicted
    round_ = work.committee.rounds.get()
    for write in (
        lambda: Draft.objects.create(round=round_, member=member, project=work.project),
        lambda: Remark.objects.create(member=member, project=work.project, text="말"),
    ):
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            write()
        assert violated(broken.value) == CONFLICT


def test_discussion_draft_and_export_are_refused_on_the_page_and_in_the_api(
    conflicted: tuple[Member, str], work: Work, client: Client
) -> None:
    """While others have scored and spoken: nothing of it reaches a member who is out."""
    _member, code = conflicted
    factories.a_sheet(work.members[1], work.project, 4)
    remark(work.members[1].user, work.project, text="속마음", at=now())
    base = f"/committee/items/{work.project.pk}/"
    doors = [
        client.post(f"{base}draft/", SHEET),
        client.post(f"{base}remarks/", {"said-text": "나도"}),
        client.get(f"{base}scores.csv"),
    ]
    for response in doors:
        assert web_code(response) == code
        assert "속마음" not in response.content.decode()
    send = {"content_type": "application/json"}
    for response in (
        client.put(f"/api/v1{base}draft/", json.dumps({"version": 0}), **send),
        client.get(f"/api/v1{base}remarks/"),
        client.post(f"/api/v1{base}remarks/", json.dumps({"text": "나도"}), **send),
    ):
        assert api_code(response) == code
    assert (Draft.objects.count(), Remark.objects.count()) == (0, 1)


def with_documents(work: Work) -> tuple[str, str]:
    """A document of the proposal and one of the project, both shown; their titles."""
    titles = ("현장 사진 모음", "설치 도면")
    assert work.project.proposal is not None
    for row, title in zip((work.project.proposal, work.project), titles, strict=True):
        row.folder = Folder.objects.create(subject=f"test:{title}")
        row.save(update_fields=["folder"])
        Attachment.objects.create(
            folder=row.folder, kind="document", state="shown", title=title, media_type="application/pdf",
            extension="pdf", size=1000, sha256="0" * 64,
        )  # fmt: skip
    return titles


def test_the_documents_of_the_dossier_are_refused_with_it(
    conflicted: tuple[Member, str], work: Work, client: Client
) -> None:
    _member, code = conflicted
    titles = with_documents(work)
    address = f"/committee/items/{work.project.pk}/"
    page, answer = client.get(address), client.get(f"/api/v1{address}")
    assert (web_code(page), api_code(answer)) == (code, code)
    for title in titles:
        assert title not in page.content.decode()
        assert title not in answer.content.decode()


def test_a_member_without_an_interest_reads_the_documents_beside_the_sheet(
    work: Work, client: Client
) -> None:
    proposed, planned = with_documents(work)
    work.declare_none(work.members[0])
    client.force_login(work.members[0].user)
    address = f"/committee/items/{work.project.pk}/"
    page = client.get(address).content.decode()
    assert proposed in page
    assert planned in page
    dossier = client.get(f"/api/v1{address}").json()
    titles = [dossier[name]["documents"][0]["title"] for name in ("proposal_files", "files")]
    assert titles == [proposed, planned]


def test_a_closed_item_is_ranked_for_the_committee_and_not_for_who_is_out(
    conflicted: tuple[Member, str], work: Work, han: User, client: Client
) -> None:
    for member in work.members[1:5]:
        factories.a_sheet(member, work.project, 4)
    close_item(han, work.project, at=now())
    page = client.get(f"/committee/{work.committee.slug}/ranking/").content.decode()
    assert work.project.title not in page
    assert client.get(f"/api/v1/committee/{work.committee.slug}/ranking/").json() == []
    client.force_login(work.members[1].user)
    assert work.project.title in client.get(f"/committee/{work.committee.slug}/ranking/").content.decode()
    client.logout()
    assert work.project.title not in client.get(f"/committee/{work.committee.slug}/ranking/").content.decode()


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
    assert api_code(again) == "committee.sheet_frozen"
    assert ScoreSheet.objects.count() == 1


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
        client.post(
            address, {"interest": "self", "kind": "relative", "ground": "배우자의 회사가 참여합니다"}
        ).status_code
        == 302
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


def test_the_proposer_finds_the_way_to_a_challenge_on_the_page_of_the_project(client: Client) -> None:
    """The panel's link needs the project: without it the public page fell for everybody who may challenge."""
    work = at_work()
    link = f'href="/committee/items/{work.project.pk}/challenge/"'
    page = client.get(work.project.get_absolute_url())
    assert page.status_code == 200
    assert link not in page.content.decode()
    client.force_login(work.author)
    page = client.get(work.project.get_absolute_url())
    assert page.status_code == 200
    assert link in page.content.decode()


def test_the_declaration_names_everybody_who_is_behind_the_project(work: Work, client: Client) -> None:
    """Co-proposers, groups, organisations, and what went in: nobody can tell of an interest in what is not named."""
    project, together, other = work.project, factories.a_resident("together"), factories.a_resident("went-in")
    assert project.proposal is not None
    CoProposer.objects.create(proposal=project.proposal, user=together)
    project.proposal.group_kind, project.proposal.group_name = "club", "한길 독서 모임"
    project.proposal.save(update_fields=["group_kind", "group_name"])
    own = went_in(work, other)
    name_party(System("test"), own, kind="proposes", organisation="골목 살림", at=now())
    name_party(System("test"), project, kind="carries_out", organisation="한길 협동조합", at=now())
    client.force_login(work.members[0].user)
    factories.a_second_factor(work.members[0].user)
    page = client.get(f"/committee/items/{project.pk}/declare/").content.decode()
    people = (work.author.display_name, together.display_name, other.display_name)
    for name in (*people, "한길 독서 모임", "골목 살림", "한길 협동조합"):
        assert name in page
    assert project.summary not in page


def test_a_decided_item_offers_no_declaration_any_more(work: Work, han: User, client: Client) -> None:
    for member in work.members:
        factories.a_sheet(member, work.project, 3)
    client.force_login(work.members[0].user)
    there, link = f"/committee/items/{work.project.pk}/", f"/committee/items/{work.project.pk}/declare/"
    assert link in client.get(there).content.decode()
    fresh = Project.objects.select_related("envelope__cycle__process").get(pk=work.project.pk)
    decide(han, fresh, outcome="admitted", reason="좋습니다.", condition="", at=now())
    assert link not in client.get(there).content.decode()


def test_only_members_who_judge_can_be_chosen_in_a_challenge(work: Work, client: Client) -> None:
    body = factories.a_committee(work.cycle, reviews=False, slug="sub", kind="sub", parent=work.committee)
    outside = factories.a_seat(body, factories.a_resident("outside"))
    client.force_login(work.author)
    page = client.get(f"/committee/items/{work.project.pk}/challenge/").content.decode()
    assert f'value="{work.members[0].pk}"' in page
    assert f'value="{outside.pk}"' not in page
