"""Open data: every column is there, and nothing personal is."""

from datetime import timedelta

from civic.accounts.models import User
from civic.common.clock import now
from civic.opendata.catalogue import registry
from tests import factories
from tests.workshops.conftest import an_opinion, registered
from workshops.after import minutes, whitebook
from workshops.domain import attending, recording, registering
from workshops.models import Registration, Workshop


def test_rows_have_the_declared_columns_and_only_public_rows(kim: User, seo: User) -> None:
    factories.a_workshop(state="planned")
    workshop = factories.a_workshop(starts_in=timedelta(minutes=-30))
    seat = registered(workshop, kim)
    attending.check_in(seo, seat, at=now())
    recording.hold_workshop(seo, workshop, at=now())
    opinion = an_opinion(workshop, seo, speaker=seat)
    assert list(registry["opinions"].rows()) == []
    recording.publish_record(seo, workshop, at=now())
    for name in ("workshops", "opinions"):
        dataset = registry[name]
        [row] = list(dataset.rows())
        assert set(row) == {column.name for column in dataset.columns}
        written = str(row)
        assert not [secret for secret in (opinion.receipt, seat.code, "kim", seat.name) if secret in written]
    proposal = factories.a_proposal(author=kim)
    type(opinion).objects.filter(pk=opinion.pk).update(proposal=proposal)
    for state, number in (("open", proposal.number), ("hidden", "")):
        type(proposal).objects.filter(pk=proposal.pk).update(state=state)
        assert [row["proposal"] for row in registry["opinions"].rows()] == [number], state
    [row] = list(registry["workshops"].rows())
    assert (row["registered"], row["attended"], row["opinions"], row["taken_up"]) == (1, 1, 1, 0)


def test_the_number_of_rows_does_not_change_the_number_of_queries(
    seo: User, django_assert_num_queries: object
) -> None:
    for _n in range(3):
        held = recording.hold_workshop(seo, factories.a_workshop(starts_in=timedelta(minutes=-30)), at=now())
        an_opinion(held, seo)
        recording.publish_record(seo, held, at=now())
    for name in ("workshops", "opinions"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert len(list(registry[name].rows())) == 3


def test_companions_are_counted_wherever_it_is_said_how_many_came(
    workshop: Workshop, seo: User, kim: User
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(companions_max=3)
    seat = registering.register(kim, workshop, at=now(), companions=2)
    Registration.objects.filter(pk=seat.pk).update(checked_in_at=now())
    Workshop.objects.filter(pk=workshop.pk).update(state="recorded")
    workshop.refresh_from_db()
    row = next(one for one in registry["workshops"].rows() if one["code"] == workshop.code)
    assert (row["registered"], row["attended"]) == (3, 3)
    assert whitebook.white_book(workshop, kim).present == 3
    assert "3" in minutes.draft(workshop).splitlines()[2]
