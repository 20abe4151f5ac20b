"""Proposing together: the link, joining, what co-proposers may do, leaving; and groups."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.common.korean import masked
from civic.common.refusals import SignInFirst, StaleState
from civic.notifications.models import Event
from proposals import recipients
from proposals.domain import (
    drafting,
    editing,
    merging,
    splitting,
    submitting,
    supporting,
    together,
    withdrawing,
)
from proposals.models import CoProposer, Invitation, Proposal, Support
from proposals.refusals import (
    AlreadyTogether,
    GroupIncomplete,
    InvitationOver,
    NotTheAuthor,
    NotTogether,
    OwnProposal,
    TooManyTogether,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(kim) -> Proposal:
    return factories.a_proposal(author=kim)


@pytest.fixture
def invitation(kim, proposal) -> Invitation:
    return together.invite(kim, proposal, at=timezone.now())


def people(proposal):
    return [one.user for one in proposal.co_proposers.standing()]


def test_a_link_leads_to_its_invitation_and_a_changed_one_nowhere(invitation):
    token = together.token_of(invitation)
    assert together.invitation_of(token) == invitation
    for wrong in (
        token[:-1],
        f"{invitation.pk + 1}{token[len(str(invitation.pk)) :]}",
        "",
        "x",
        str(invitation.pk),
    ):
        assert together.invitation_of(wrong) is None


def test_only_the_author_invites_and_a_new_link_ends_the_old_one(kim, lee, proposal, invitation):
    with pytest.raises(NotTheAuthor):
        together.invite(lee, proposal, at=timezone.now())
    together.invite(kim, proposal, at=timezone.now())
    with pytest.raises(InvitationOver):
        together.join(lee, invitation, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=None)


def test_a_link_ends_by_time_by_its_author_and_with_the_answer(kim, lee, proposal, invitation):
    with pytest.raises(InvitationOver):
        together.join(lee, invitation, at=invitation.expires_at)
    Proposal.objects.filter(pk=proposal.pk).update(state="answered")
    with pytest.raises(InvitationOver):
        together.join(lee, invitation, at=timezone.now())
    Proposal.objects.filter(pk=proposal.pk).update(state="open")
    assert together.revoke(kim, proposal, at=timezone.now()) == 1
    with pytest.raises(InvitationOver):
        together.join(lee, invitation, at=timezone.now())
    assert not CoProposer.objects.exists()


def test_who_joins_stands_beside_the_author_once(kim, lee, invitation, proposal):
    together.join(lee, invitation, at=timezone.now())
    assert people(proposal) == [lee]
    for person in (kim, lee):
        with pytest.raises(AlreadyTogether):
            together.join(person, invitation, at=timezone.now())
    told = Event.objects.get(kind="proposals.joined")
    assert told.params["who"] == masked("lee")
    assert set(recipients.writers(told)) == {kim, lee}  # the order of recipients says nothing


def test_a_visitor_signs_in_first(invitation):
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(SignInFirst):
        together.join(AnonymousUser(), invitation, at=timezone.now())


def test_nobody_supports_their_own_twice(kim, lee, proposal, invitation):
    supporting.support(lee, proposal, at=timezone.now())
    together.join(lee, invitation, at=timezone.now())
    proposal = Proposal.objects.get(pk=proposal.pk)
    assert (proposal.support_count, Support.objects.count()) == (0, 0)
    with pytest.raises(OwnProposal):
        supporting.support(lee, proposal, at=timezone.now())
    together.leave(lee, proposal, at=timezone.now())
    supporting.support(lee, proposal, at=timezone.now())


def test_a_merge_does_not_make_a_co_proposer_support_their_own(kim, lee, park, proposal, invitation):
    together.join(lee, invitation, at=timezone.now())
    other = factories.a_proposal(author=factories.a_person("other"), call=proposal.call)
    supporting.support(lee, other, at=timezone.now())
    merging.merge(park, other, proposal, reason="같은 제안", at=timezone.now())
    assert not Support.objects.filter(proposal=proposal, user=lee).exists()


def test_a_co_proposer_changes_the_text_and_does_not_end_it(lee, proposal, invitation):
    together.join(lee, invitation, at=timezone.now())
    editing.edit(lee, proposal, title="함께 고친 제목입니다", at=timezone.now())
    with pytest.raises(NotTheAuthor):
        withdrawing.withdraw(lee, proposal, reason="그만", at=timezone.now())
    with pytest.raises(NotTheAuthor):
        together.invite(lee, proposal, at=timezone.now())


def test_a_draft_is_written_together_and_submitted_by_who_began_it(kim, lee):
    at = timezone.now()
    draft = factories.a_proposal(author=kim, state="draft", call=factories.a_call())
    together.join(lee, together.invite(kim, draft, at=at), at=at)
    drafting.save_draft(lee, draft, body="둘이 쓴 글입니다.", at=at)
    for forbidden in (
        lambda: submitting.submit(lee, draft, at=at),
        lambda: drafting.discard_draft(lee, draft),
    ):
        with pytest.raises(NotTheAuthor):
            forbidden()
    submitted = submitting.submit(kim, draft, at=at)
    assert set(submitted.thread.follows.values_list("user", flat=True)) == {kim.pk, lee.pk}
    assert set(recipients.writers(Event.objects.get(kind="proposals.submitted"))) == {kim, lee}


def test_leaving_a_draft_leaves_nothing_and_leaving_a_proposal_a_trace(kim, lee, proposal, invitation):
    at = timezone.now()
    together.join(lee, invitation, at=at)
    together.leave(lee, proposal, at=at)
    assert (people(proposal), proposal.co_proposers.get().left_at) == ([], at)
    with pytest.raises(NotTogether):
        together.leave(lee, proposal, at=at)
    with pytest.raises(NotTogether):
        together.leave(kim, proposal, at=at)
    together.join(lee, invitation, at=at)
    assert people(proposal) == [lee]
    draft = factories.a_proposal(author=kim, state="draft")
    together.join(lee, together.invite(kim, draft, at=at), at=at)
    together.leave(lee, draft, at=at)
    assert not draft.co_proposers.exists()


def test_there_are_at_most_ten(proposal, invitation, lee):
    CoProposer.objects.bulk_create(
        CoProposer(proposal=proposal, user=factories.a_person(f"person{n}")) for n in range(10)
    )
    with pytest.raises(TooManyTogether):
        together.join(lee, invitation, at=timezone.now())


def test_a_part_that_is_split_off_has_the_same_proposers(park, lee, proposal, invitation):
    together.join(lee, invitation, at=timezone.now())
    part = splitting.split(park, proposal, title="다른 제안", body="글", reason="두 가지", at=timezone.now())
    assert people(part) == [lee]


def test_a_hidden_proposal_is_seen_by_those_who_propose_it(lee, newcomer, proposal, invitation):
    together.join(lee, invitation, at=timezone.now())
    Proposal.objects.filter(pk=proposal.pk).update(state="hidden")
    assert Proposal.objects.visible_to(lee).get() == proposal
    assert not Proposal.objects.visible_to(newcomer).exists()


def test_a_group_has_its_name_and_what_it_is(kim):
    at = timezone.now()
    draft = factories.a_proposal(
        author=kim, state="draft", call=factories.a_call(), group_name="한빛마을 모임"
    )
    with pytest.raises(GroupIncomplete):
        submitting.submit(kim, draft, at=at)
    drafting.save_draft(kim, draft, group_kind="club", at=at)
    assert submitting.submit(kim, draft, at=at + timedelta(minutes=1)).group_name == "한빛마을 모임"
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(group_kind="")


def test_the_author_parts_with_somebody_who_came_by_a_link_that_went_astray(
    kim, lee, newcomer, proposal, invitation, client
):
    at = timezone.now()
    for one in (lee, newcomer):
        together.join(one, invitation, at=at)
    row = proposal.co_proposers.get(user=newcomer)
    for stranger in (lee, newcomer):
        with pytest.raises(NotTheAuthor):
            together.take_off(stranger, proposal, row.pk, at=at)
    client.force_login(kim)
    page = f"/proposals/together/{proposal.uuid}/"
    assert f"take_off:{row.pk}" in client.get(page).content.decode()
    assert client.post(page, {"step": f"take_off:{row.pk}"}).status_code == 302
    assert people(proposal) == [lee]
    with pytest.raises(InvitationOver):
        together.join(newcomer, invitation, at=at)
    assert Event.objects.get(kind="proposals.taken_off").params["to"] == newcomer.pk
    assert client.post(page, {"step": f"take_off:{row.pk}"})["X-Refusal"] == "common.stale_state"
    other = factories.a_proposal(author=kim)
    mine = CoProposer.objects.create(proposal=other, user=newcomer)
    with pytest.raises(StaleState):
        together.take_off(kim, proposal, mine.pk, at=at)


def test_a_co_proposer_reads_what_they_may_do_and_not_what_the_author_may(lee, proposal, invitation, client):
    together.join(lee, invitation, at=timezone.now())
    client.force_login(lee)
    page = client.get(f"/proposals/together/{proposal.uuid}/").content.decode()
    assert "take_off:" not in page
    assert "제안자만" in page


def test_who_wrote_a_draft_too_hears_that_it_was_thrown_away(kim, lee):
    draft = factories.a_proposal(author=kim, state="draft", title="함께 쓴 글")
    CoProposer.objects.create(proposal=draft, user=lee)
    drafting.discard_draft(kim, draft)
    told = Event.objects.get(kind="proposals.draft_gone")
    assert (told.params["to"], told.params["title"]) == (lee.pk, "함께 쓴 글")
