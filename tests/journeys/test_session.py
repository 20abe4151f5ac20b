"""The secretary runs a session without touching a mouse: one recusal, one item without its quorum, published minutes."""

from collections.abc import Callable

import pytest

from budgeting.committee.domain import calling, minuting
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import Item, Minutes, Session
from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.models import Message
from tests import factories
from tests.budgeting.committee.conftest import at_work
from tests.budgeting.committee.sessions.conftest import a_session, fresh
from tests.journeys.conftest import Enter
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_session_is_run_with_the_keyboard(enter: Enter, deliver: Callable[[], None]) -> None:
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    factories.a_second_factor(han)
    other = factories.a_project(work.envelope, state="eligible", title="무인 택배함")
    for member in work.members[:4]:
        factories.a_sheet(member, work.project, 4)
    withdraw(work.members[4].user, work.project)
    for member in work.members[1:4]:
        withdraw(member.user, other)
    session = a_session(work, han)
    first, second = (calling.put_on_agenda(han, session, project=fresh(one)) for one in (work.project, other))
    run = f"/committee/sessions/{session.pk}/"

    walker = enter("han", han).go(f"{run}run/")
    keys = Keys(walker)
    keys.post(f"{run}call/")
    for member in work.members[:4]:
        keys.tick(walker.page.locator(f"#seat-{member.pk}"))
    keys.send("present")
    keys.post(f"{run}open/")

    keys.follow(f"/committee/agenda/{first.pk}/vote/")
    keys.write("ayes", "3")
    keys.write("noes", "1")
    keys.write("reason", "필요성이 높습니다.")
    keys.send("reason")

    keys.follow(f"/committee/agenda/{second.pk}/vote/")
    walker.sees("정족수 미달")
    keys.write("ayes", "1")
    keys.write("noes", "0")
    keys.write("reason", "의결해 봅니다.")
    keys.send("reason")
    walker.sees("이 안건은 정족수에 미치지 못합니다.")
    walker.go(f"{run}run/")
    keys.follow(f"/committee/agenda/{second.pk}/defer/")
    keys.write("reason", "정족수에 미치지 못하여 보류합니다.")
    keys.send("reason")
    assert set(Item.objects.values_list("pk", "state")) == {(first.pk, "decided"), (second.pk, "deferred")}

    keys.post(f"{run}close/")
    keys.follow(f"{run}publish/")
    keys.post(f"{run}publish/")
    keys.follow(f"{run}draft/")
    keys.write("note", "토론을 거쳐 표결하였습니다.")
    keys.send("note")
    minutes = Minutes.objects.get()
    for member in work.members[:3]:
        minuting.confirm_minutes(member.user, minutes, at=now())
    walker.go(f"{run}run/")
    keys.follow(f"/committee/minutes/{minutes.pk}/publish/")
    keys.send("access")
    assert Minutes.objects.get().state == "published"

    deliver()
    assert Message.objects.filter(user=work.author, event__kind="committee.decided").count() <= 1
    for width in ("phone", "desk"):
        visitor = (
            enter("visitor", width=width).go("/committee/").go(f"/committee/{work.committee.slug}/").go(run)
        )
        visitor.go(f"/committee/minutes/{minutes.pk}/").sees("정족수에 미치지 못하여 보류합니다.")
    assert Session.objects.get().state == "closed"


def withdraw(user: User, project: object) -> None:
    declare_interest(user, fresh(project), interest="self", ground="가족의 일입니다.", at=now())  # type: ignore[arg-type]
