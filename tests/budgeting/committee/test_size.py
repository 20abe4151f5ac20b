"""The size of a real year, 239 projects and 40 members: queries and milliseconds of the pages, printed."""

from decimal import Decimal
from time import perf_counter, process_time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgeting.committee import rankings
from budgeting.committee.domain import minuting
from budgeting.committee.models import (
    Attendance,
    Closing,
    Declaration,
    Item,
    Minutes,
    Motion,
    ScoreSheet,
    Session,
)
from budgeting.committee.queries import rubric_of
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work

pytestmark = [pytest.mark.prove, pytest.mark.django_db]
PROJECTS, MEMBERS = 239, 40


def a_real_year() -> Work:
    """Everybody has declared for everything; all items but the last twenty are scored and closed."""
    work = at_work()
    work.members += [
        factories.a_seat(work.committee, factories.a_resident(f"more{n}")) for n in range(MEMBERS - 5)
    ]
    for _n in range(PROJECTS - 1):
        factories.a_project(work.envelope, state="eligible")
    projects = list(Project.objects.order_by("pk"))
    Declaration.objects.bulk_create(
        Declaration(member=member, project=one, interest="none")
        for one in projects
        for member in work.members
    )
    round_, rubric = work.committee.rounds.get(), rubric_of(work.committee)
    for one in projects[:-20]:
        sheets = ScoreSheet.objects.bulk_create(
            ScoreSheet(
                round=round_, member=member, project=one, revision=1,
                scores={key.key: (one.pk + member.pk * 7 + n) % 6 for n, key in enumerate(rubric.criteria)},
            )
            for member in work.members
        )  # fmt: skip
        summary = rubric.summarise([sheet.scores for sheet in sheets])
        assert summary is not None
        Closing.objects.create(
            round=round_, project=one, revision=1, sheets=[sheet.pk for sheet in sheets], score=summary.mean,
            median=summary.median, lowest=summary.lowest, highest=summary.highest, deviation=summary.deviation,
            raters=summary.raters, dropped=summary.dropped, members=MEMBERS, digest="0" * 64,
        )  # fmt: skip
    return work


def a_long_session(work: Work, han: User) -> Session:
    """A session that is over, with every project on its agenda, each voted on, all decisions and the minutes published."""
    at = now()
    session = Session.objects.create(
        committee=work.committee, number=1, state="closed", starts_at=at, place="-", officer="-", phone="-", called_at=at,
    )  # fmt: skip
    items = Item.objects.bulk_create(
        Item(session=session, position=n, project=one, title=one.title, published_at=at)
        for n, one in enumerate(Project.objects.order_by("pk"), 1)
    )
    Attendance.objects.bulk_create(Attendance(session=session, member=one) for one in work.members)
    Motion.objects.bulk_create(
        Motion(item=one, kind="carry", ayes=30, noes=8, abstentions=2, present=40, needed=21, carried=True)
        for one in items
    )
    minutes = minuting.draft_minutes(han, session, at=at)
    Minutes.objects.filter(pk=minutes.pk).update(state="published", access="open", published_at=at)
    return session


def test_pages_of_239_projects_and_40_members_in_figures(client: Client) -> None:
    work, han = a_real_year(), factories.a_staff_member("han", "secretary")
    session = a_long_session(work, han)
    minutes = Minutes.objects.get(session=session)
    pages = {
        "queue": (work.members[0].user, "/committee/queue/"),
        "ranking (member)": (work.members[0].user, f"/committee/{work.committee.slug}/ranking/"),
        "ranking (secretary, with leniency)": (han, f"/committee/{work.committee.slug}/ranking/"),
        "firmness": (work.members[0].user, f"/committee/{work.committee.slug}/ranking/firmness/"),
        "session, 239 items": (work.members[0].user, f"/committee/sessions/{session.pk}/"),
        "minutes, 239 items": (work.members[0].user, f"/committee/minutes/{minutes.pk}/"),
        "session for programs": (work.members[0].user, f"/api/v1/committee/sessions/{session.pk}/"),
    }
    for name, (user, address) in pages.items():
        factories.a_second_factor(user)
        client.force_login(user)
        client.get(address)  # templates are compiled once
        began, worked = perf_counter(), process_time()
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(address)
        spent, cpu = (perf_counter() - began) * 1000, (process_time() - worked) * 1000
        print(f"{name}: {len(seen)} queries, {spent:.0f} ms ({cpu:.0f} ms CPU), {len(answer.content)} bytes")
        assert answer.status_code == 200
        assert len(seen) < 60, name
    seen_now = rankings.seen_by(han, work.committee, now())
    worked = process_time()
    [found] = rankings.rankings(seen_now, Decimal(60))
    print(f"ranking of {len(found.lines)} closings: {(process_time() - worked) * 1000:.1f} ms CPU")
    assert len(found.lines) == PROJECTS - 20
