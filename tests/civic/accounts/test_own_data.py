"""Everybody gets everything that is stored about them, nobody gets anything of another, and nothing is forgotten."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import Client
from django.utils import timezone

from civic.accounts.domain.leaving import leave
from civic.accounts.models import ApiToken, User
from civic.accounts.own_data import everything, own_file, registry
from civic.audit.domain.recording import record
from civic.audit.models import Entry
from civic.comments.domain.writing import Words, write_comment
from civic.notifications.models import Event
from proposals.domain import drafting, routing, supporting, together
from proposals.models import Encounter, Proposal
from tests import factories
from workshops.models import QuestionAnswer, Registration

pytestmark = pytest.mark.django_db
PASSWORD = "밤길을-밝히는-등불-1"

#: Who acted in an office, or for the city: the record of the city, not of a person. And what another person declared.
OF_AN_OFFICE = {
    "accounts.Role.granted_by", "accounts.VerificationCode.issued_by", "admin.LogEntry.user", "processes.PhaseChange.actor",
    "moderation.Decision.moderator", "cycles.CycleDraft.owner", "cycles.Lineage.actor", "cycles.PartnerOpinion.asked_by",
    "cycles.PartnerOpinion.officer", "cycles.Objection.officer", "cycles.PastReview.reviewer", "cycles.ProjectVersion.actor",
    "cycles.Review.reviewer", "committee.Challenge.decided_by", "committee.Closing.by", "committee.Decision.decided_by",
    "committee.Lottery.drawn_by", "committee.Recommendation.answered_by", "committee.Recruitment.opened_by",
    "committee.Reopening.by", "committee.Relation.person", "delivery.Slip.by", "delivery.Spending.by",
    "delivery.Visit.answered_by", "delivery.Visit.recorded_by", "results.Certificate.officer", "results.Count.counted_by",
    "results.Count.published_by", "results.Override.by", "school.Attendance.noted_by", "voting.KioskSession.opened_by",
    "voting.PaperBatch.closed_by", "voting.PaperBatch.confirmed_by", "voting.PaperBatch.entered_by",
    "voting.PaperBatch.resolved_by", "voting.TakenOff.by", "workshops.CitizenPlan.answered_by", "workshops.FollowUp.published_by",
    "workshops.Invitation.invited_by", "workshops.Minutes.written_by", "workshops.Opinion.answered_by",
    "workshops.Opinion.recorded_by", "workshops.Registration.checked_in_by", "workshops.Theme.made_by", "workshops.ThemeStep.by",
    "proposals.Answer.author", "proposals.AnswerDraft.approved_by", "proposals.AnswerDraft.author", "proposals.Assistance.by",
    "proposals.Debate.opened_by", "proposals.Evidence.by", "proposals.HeadAnswer.by", "proposals.Merge.by",
    "proposals.Merge.undone_by", "proposals.Note.author", "proposals.Note.mentioned", "proposals.Question.reply_by",
    "proposals.Routing.by", "proposals.Slip.by", "proposals.TermsChange.by", "proposals.Transfer.by",
}  # fmt: skip
SECRETS = (
    "hash",
    "password",
    "secret",
    "token",
    "session_key",
    "credential",
    "keeper",
    "origin",
    "device_key",
)


def pointing_to_people() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label.split(".")[0] != "tests"
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is User
    }


def test_every_field_that_points_to_a_person_is_given_to_them_or_says_only_who_acted_in_an_office() -> None:
    given = set(registry.names())
    assert not pointing_to_people() - given - OF_AN_OFFICE, "name it in own_rows.py of its app, or here"
    assert not given & OF_AN_OFFICE
    assert pointing_to_people() >= OF_AN_OFFICE, "gone: take it out of the list"


def test_no_column_is_a_secret(kim: User) -> None:
    columns = {column for sort in registry for column in sort.columns}
    assert not [one for one in columns if any(secret in one.lower() for secret in SECRETS)]


def test_every_sort_can_be_asked(kim: User) -> None:
    for sort in registry:
        assert isinstance(list(sort.rows(kim)), list), sort.model


def test_the_file_holds_what_one_did_and_nothing_of_others(kim: User, lee: User) -> None:
    mine = factories.a_proposal(author=kim, title="내 제안")
    other = factories.a_proposal(author=lee, title="남의 제안")
    supporting.support(kim, other, at=timezone.now())
    write_comment(kim, other.thread, Words("내 댓글"))
    write_comment(lee, mine.thread, Words("남의 댓글"))
    ApiToken.objects.create(
        user=kim,
        name="내 도구",
        token_hash=b"t" * 32,
        expires_at=timezone.now() + timedelta(days=9),
        scopes=["read"],
    )
    text = json.dumps(own_file(kim, at=timezone.now()), default=str, ensure_ascii=False)
    assert all(
        one in text
        for one in ("내 제안", "내 댓글", "내 도구", kim.email, "proposals.supported", other.number)
    )
    assert not any(one in text for one in ("남의 댓글", lee.email, "tttt"))


def test_on_the_page_one_confirms_who_one_is_and_downloads_it(kim: User, client: Client) -> None:
    kim.set_password(PASSWORD)
    kim.save()
    EmailAddress.objects.create(user=kim, email=kim.email, verified=True, primary=True)
    factories.a_proposal(author=kim, title="내 제안")
    client.post("/account/login/", {"login": kim.email, "password": PASSWORD})
    asked = client.get("/account/data/")
    assert asked["Location"].startswith("/account/reauthenticate/")
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get("/account/data/")
    assert "쓰신 제안과 임시저장한 제안" in page.content.decode()
    file = client.post("/account/data/")
    assert (file["Content-Type"], "attachment" in file["Content-Disposition"]) == ("application/json", True)
    assert "no-store" in file["Cache-Control"]
    assert "내 제안" in str(json.loads(file.content)["parts"])


def test_the_record_of_acts_keeps_the_name_of_an_office_and_of_no_citizen(
    kim: User, lee: User, yoon: User
) -> None:
    proposal = factories.a_proposal(author=kim, state="review")
    supporting.support(lee, proposal, at=timezone.now())
    routing.route(
        yoon,
        proposal,
        department=factories.a_department("parks", name="공원과"),
        reason="소관",
        at=timezone.now(),
    )
    names = dict(Entry.objects.values_list("verb", "actor_name"))
    assert (names["proposals.supported"], names["proposals.routed"]) == ("", "yoon")
    assert Entry.objects.get(verb="proposals.supported").actor == lee
    leave(lee, at=timezone.now())
    assert not Entry.objects.filter(actor_name="lee").exists()
    assert record(yoon, "proposals.routed", proposal).actor_name == "yoon"


def test_who_leaves_takes_along_what_only_they_have_seen(kim: User) -> None:
    drafting.note_choice(kim, title="혼자 쓴 제목", shown=[], choice="write", chosen=None, at=timezone.now())
    workshop = factories.a_workshop()
    registration = Registration.objects.create(
        workshop=workshop,
        user=kim,
        name="김실명",
        code="ABC234",
        needs="휠체어",
        checked_in_at=timezone.now(),
    )
    question = workshop.questions.create(text="무엇이 필요하십니까?", position=1)
    QuestionAnswer.objects.create(registration=registration, question=question, text="수어 통역")
    leave(kim, at=timezone.now())
    assert Encounter.objects.get().person is None
    registration.refresh_from_db()
    assert (registration.name, registration.needs) == ("", "")
    assert not QuestionAnswer.objects.exists()
    kept = {sort.model for sort, _rows in everything(kim)}
    assert kept <= {"accounts.User", "accounts.Residency", "audit.Entry", "workshops.Registration"}


def test_a_draft_that_others_write_too_outlives_the_account(kim: User, lee: User, newcomer: User) -> None:
    at = timezone.now()
    draft = factories.a_proposal(author=kim, state="draft", title="함께 쓰는 제안")
    alone = factories.a_proposal(author=kim, state="draft")
    invitation = together.invite(kim, draft, at=at)
    for n, person in enumerate((lee, newcomer)):
        together.join(person, invitation, at=at + timedelta(minutes=n))
    leave(kim, at=at)
    draft.refresh_from_db()
    assert draft.author == lee
    assert [one.user for one in draft.co_proposers.standing()] == [newcomer]
    assert Event.objects.get(kind="proposals.draft_yours").subject == f"proposals.proposal:{draft.pk}"
    assert not Proposal.objects.filter(pk=alone.pk).exists()
    leave(lee, at=at)
    leave(newcomer, at=at)
    assert not Proposal.objects.filter(pk=draft.pk).exists(), "the last one takes it along"
