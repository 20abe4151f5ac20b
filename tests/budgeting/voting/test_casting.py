"""A ballot on its way into the box."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from rest_framework.test import APIClient

from budgeting.voting import ballots, keys, queries, receipts, sealing
from budgeting.voting.domain import looking
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import SealedBallot, VotingNotice
from budgeting.voting.refusals import (
    AlreadyCast,
    IdempotencyConflict,
    InvalidBallot,
    NotOnRoll,
    VotedInPerson,
    VotingClosed,
)
from civic.accounts.models import ApiToken
from civic.audit.models import Entry
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


def test_a_ballot_is_sealed_and_opens_to_what_was_chosen(kim):
    vote = making.a_vote()
    receipt = vote.cast(kim, 0, 2)
    stored = SealedBallot.objects.get()
    opening = sealing.unseal(keys.private_key(vote.group.pk), bytes(stored.sealed))
    assert opening.choices == {vote.envelope.key: sorted([vote.projects[0].number, vote.projects[2].number])}
    assert opening.commitment == bytes(stored.commitment) == receipt.commitment


def test_the_box_says_nothing_of_the_choice_in_the_clear(kim):
    vote = making.a_vote()
    vote.cast(kim, 1)
    stored = SealedBallot.objects.get()
    for value in (stored.slot, stored.sealed, stored.commitment, stored.idempotency):
        assert vote.envelope.key.encode() not in bytes(value)
        assert kim.uuid.bytes not in bytes(value)


def test_ballots_of_different_choices_are_equally_long(kim, lee):
    vote = making.a_vote()
    vote.cast(kim)
    vote.cast(lee, 0, 1, 2)
    first, second = (bytes(each.sealed) for each in SealedBallot.objects.all())
    assert len(first) == len(second)


def test_the_same_form_again_gives_the_same_receipt_and_no_second_row(kim):
    vote, form = making.a_vote(), uuid4()
    first = cast_ballot(kim, vote.cycle, vote.choose(0), form)
    second = cast_ballot(kim, vote.cycle, vote.choose(0), form)
    assert (first.commitment, first.repeated, second.repeated) == (second.commitment, False, True)
    assert SealedBallot.objects.count() == 1
    assert VotingNotice.objects.count() == 1


def test_the_same_form_with_other_choices_is_refused(kim):
    vote, form = making.a_vote(), uuid4()
    cast_ballot(kim, vote.cycle, vote.choose(0), form)
    with pytest.raises(IdempotencyConflict):
        cast_ballot(kim, vote.cycle, vote.choose(1), form)
    assert SealedBallot.objects.count() == 1


def test_the_same_key_of_another_voter_is_another_form(kim, lee):
    vote, form = making.a_vote(), uuid4()
    cast_ballot(kim, vote.cycle, vote.choose(0), form)
    cast_ballot(lee, vote.cycle, vote.choose(1), form)
    assert queries.times_cast(vote.group, kim) == queries.times_cast(vote.group, lee) == 1


def test_a_changed_ballot_is_the_next_version_of_the_same_slot(kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    last = vote.cast(kim, 1)
    assert queries.times_cast(vote.group, kim) == 2
    current = list(queries.current_ballots(vote.group))
    assert [commitment for _slot, commitment, _sealed, _channel in current] == [last.commitment]


def test_where_changes_are_not_allowed_the_second_ballot_is_refused(kim):
    vote = making.a_vote(change_until_close=False)
    vote.cast(kim, 0)
    with pytest.raises(AlreadyCast):
        vote.cast(kim, 1)


def test_a_blank_ballot_is_taken_even_where_a_least_number_is_asked(kim):
    vote = making.a_vote(picks_min=2)
    vote.cast(kim)
    assert SealedBallot.objects.count() == 1


@pytest.mark.parametrize("places", [(0,), (0, 1, 2)])
def test_an_exact_number_of_picks_is_held(kim, places):
    vote = making.a_vote(picks_min=2, picks_max=2)
    with pytest.raises(InvalidBallot):
        vote.cast(kim, *places)
    vote.cast(kim, 0, 1)


def test_a_knapsack_ballot_must_fit_the_budget(kim):
    vote = making.a_vote((600, 500, 400), method="knapsack", picks_max=None)
    with pytest.raises(InvalidBallot):
        vote.cast(kim, 0, 1)
    vote.cast(kim, 0, 2)


def test_a_project_of_another_vote_is_refused(kim):
    vote, other = making.a_vote(), making.a_vote()
    with pytest.raises(InvalidBallot):
        cast_ballot(kim, vote.cycle, {vote.envelope.key: [other.projects[0].number]}, uuid4())
    with pytest.raises(InvalidBallot):
        cast_ballot(kim, vote.cycle, {other.envelope.key: [other.projects[0].number]}, uuid4())


def test_where_the_rules_say_void_a_wrong_number_is_taken(kim):
    vote = making.a_vote(picks_max=1, invalid_rule="void")
    vote.cast(kim, 0, 1)
    assert SealedBallot.objects.count() == 1


def test_after_the_close_by_the_clock_nothing_is_taken(kim):
    vote = making.a_vote()
    vote.end()
    with pytest.raises(VotingClosed):
        vote.cast(kim, 0)
    assert not SealedBallot.objects.exists()


def test_somebody_verified_after_the_roll_was_fixed_is_refused():
    vote = making.a_vote()
    late = factories.a_resident("late")
    with pytest.raises(NotOnRoll):
        vote.cast(late, 0)


def test_no_record_entry_and_no_clear_notice_names_the_voter(kim):
    vote = making.a_vote()
    before = Entry.objects.count()
    vote.cast(kim, 0)
    assert Entry.objects.count() == before
    assert kim.uuid.bytes not in bytes(VotingNotice.objects.get().recipient)


@pytest.mark.parametrize(
    "change", ["UPDATE voting_sealedballot SET version = 9", "DELETE FROM voting_sealedballot"]
)
def test_the_box_is_only_ever_added_to(kim, change):
    making.a_vote().cast(kim, 0)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_code_is_read_as_people_type_it(kim):
    receipt = making.a_vote().cast(kim, 0)
    sloppy = receipt.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert receipts.prefix_of(sloppy) == receipt.commitment[:10]
    assert len(receipt.code) == 19


def test_the_keys_are_readable_by_their_owner_only(kim):
    vote = making.a_vote()
    for part in (keys.MAC, keys.SEAL):
        assert keys.path_of(vote.group.pk, part).stat().st_mode & 0o777 == 0o600


def test_a_ballot_on_its_way_in_costs_few_queries_however_many_projects_there_are(
    kim, django_assert_num_queries
):
    vote = making.a_vote(range(100, 900, 20), picks_max=3)
    vote.cast(kim, 0)
    # savepoint, locks and the look (in one trip), ballot with its notice, release
    with django_assert_num_queries(5):
        vote.cast(kim, 1)


def test_by_page_and_by_program_a_ballot_costs_who_it_is_and_the_cast(client, kim, django_assert_num_queries):
    vote, token = making.a_vote(range(100, 900, 20), picks_max=3), "t" * 40
    digest, tomorrow = sha256(token.encode()).digest(), making.timezone.now() + making.timedelta(days=1)
    ApiToken.objects.create(user=kim, name="t", token_hash=digest, expires_at=tomorrow, scopes=["vote"])
    client.force_login(kim)

    def by_page():
        pair = f"{vote.envelope.key}:{vote.projects[0].number}"
        return client.post(f"/vote/{vote.cycle.slug}/review/", {"key": str(uuid4()), "choice": [pair]})

    def by_program():
        headers = {"Idempotency-Key": str(uuid4()), "Authorization": f"Token {token}"}
        path = f"/api/v1/votes/{vote.cycle.slug}/ballots/"
        return APIClient().post(path, {"choices": vote.choose(1)}, format="json", headers=headers)

    assert (by_page().status_code, by_program().status_code) == (302, 201)
    with django_assert_num_queries(8):  # session, person, roles, and the five of the cast
        by_page()
    with django_assert_num_queries(6):  # token with its person, and the five of the cast
        by_program()
    assert queries.times_cast(vote.group, kim) == 4


def test_what_a_process_keeps_of_a_cycle_is_left_when_one_of_its_rows_changes(kim, lee):
    """The close, a moved phase and another rule are seen by the next cast, though the process knows the cycle."""
    vote = making.a_vote()
    vote.cast(kim, 0)
    assert vote.cycle.pk in looking._known
    vote.end()
    with pytest.raises(VotingClosed):
        vote.cast(lee, 0)
    making.end_voting(vote.cycle, making.timezone.now() + making.timedelta(days=1))
    vote.cast(lee, 0)
    with factories.past():
        vote.cycle.rules.__class__.objects.filter(cycle=vote.cycle).update(change_until_close=False)
    with pytest.raises(AlreadyCast):
        vote.cast(lee, 1)


def test_control_without_the_version_a_closed_vote_would_take_a_ballot(kim, lee, monkeypatch):
    vote = making.a_vote()
    vote.cast(kim, 0)
    plain = looking._of_version
    monkeypatch.setattr(looking, "_of_version", lambda pk, _version: plain(pk, looking._known[pk][0]))
    vote.end()
    vote.cast(lee, 0)
    assert SealedBallot.objects.count() == 2


def lost_the_answer(vote, kim, form, **more):
    return cast_ballot(kim, vote.cycle, vote.choose(0), form, **more)


def test_whoever_lost_the_answer_gets_the_receipt_where_no_ballot_can_be_changed(kim):
    vote, form = making.a_vote(change_until_close=False), uuid4()
    first, again = (lost_the_answer(vote, kim, form) for _ in range(2))
    assert (again.code, again.repeated) == (first.code, True)
    with pytest.raises(AlreadyCast):
        cast_ballot(kim, vote.cycle, vote.choose(0), uuid4())
    with pytest.raises(AlreadyCast):  # the form is known, the ballot is another one
        cast_ballot(kim, vote.cycle, vote.choose(1), form)
    assert SealedBallot.objects.count() == 1


def test_whoever_asks_again_after_the_close_gets_the_receipt_too(kim, lee):
    """Acknowledged and then refused would be two answers to one ballot."""
    vote, form = making.a_vote(), uuid4()
    first = lost_the_answer(vote, kim, form)
    vote.close()
    again = lost_the_answer(vote, kim, form)
    assert (again.code, again.repeated) == (first.code, True)
    with pytest.raises(VotingClosed):
        lost_the_answer(vote, lee, form)
    assert SealedBallot.objects.count() == 1


def test_and_whoever_asks_again_after_a_project_of_the_ballot_has_left(kim, oh):
    vote, form = making.a_vote(), uuid4()
    first = lost_the_answer(vote, kim, form)
    take_off_ballot(oh, vote.projects[0], ground="law", reason="허가가 나지 않음")
    ballots._kept.clear()
    assert lost_the_answer(vote, kim, form).code == first.code
    with pytest.raises(InvalidBallot):
        lost_the_answer(vote, kim, uuid4())


def test_by_page_and_by_program_too(client, kim):
    vote, key = making.a_vote(change_until_close=False), str(uuid4())
    client.force_login(kim)
    form = {"key": key, "choice": [f"{vote.envelope.key}:{vote.projects[0].number}"]}
    pages = [client.post(f"/vote/{vote.cycle.slug}/review/", form) for _ in range(2)]
    assert [(page.status_code, page["Location"]) for page in pages] == [
        (302, f"/vote/{vote.cycle.slug}/receipt/")
    ] * 2
    path = f"/api/v1/votes/{vote.cycle.slug}/ballots/"
    answer = client.post(
        path, {"choices": vote.choose(0)}, content_type="application/json", headers={"Idempotency-Key": key}
    )
    assert (answer.status_code, answer.json()["repeated"]) == (200, True)


def test_who_was_marked_at_a_polling_place_gets_no_receipt_of_what_is_void():
    (person,) = making.voters(1)
    vote, form = booths.a_vote(), uuid4()
    lost_the_answer(vote, person, form)
    booths.come(person, booths.a_place(vote), booths.a_clerk())
    with pytest.raises(VotedInPerson):
        lost_the_answer(vote, person, form)
