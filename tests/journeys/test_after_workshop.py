"""What became of what I said, in a real browser: where the workshop evening ends (test_live_room.py), this goes on."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from civic.common.clock import now
from civic.common.dates import date_text
from tests import factories
from tests.journeys.conftest import Enter
from workshops.domain import attending, recording, registering
from workshops.models import Opinion, Theme, Workshop

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_the_theme_to_the_promise_to_what_was_done(enter: Enter) -> None:
    cache.clear()
    kim = factories.a_resident("kim")
    seo, yoon = factories.a_staff_member("seo", "host"), factories.a_staff_member("yoon", "officer")
    for one in (seo, yoon):
        factories.a_second_factor(one)
    workshop = factories.a_workshop(starts_in=timedelta(hours=-3))
    seat = registering.register(kim, workshop, at=workshop.starts_at - timedelta(hours=1))
    attending.check_in(seo, seat, at=now())
    held: Workshop = recording.hold_workshop(seo, workshop, at=now())
    said = recording.record_opinion(
        seo, held, text="막차에서 내려 걷는 길이 어둡습니다.", speaker=seat, at=now()
    )
    unnamed = recording.record_opinion(seo, held, text="골목 가로등을 더 밝게 해 주세요.", at=now())
    recording.publish_record(seo, held, at=now())
    promised = (now() + timedelta(days=60)).date()

    # The host puts the two into one theme and gives it to a department, with a day
    desk = enter("host", seo)
    desk.go(f"/workshops/desk/{workshop.code}/themes/")
    for opinion in (said, unnamed):
        desk.page.locator(f"#opinion-{opinion.pk}").check()
    desk.put(title="어두운 귀갓길").send("title_en").sees("어두운 귀갓길")
    theme = Theme.objects.get()
    desk.go(f"/workshops/desk/themes/{theme.uuid}/route/").choose("부서", "안전과").send("department").sees(
        "안전과"
    )

    # The department answers both at once and names a day; its officer has no JavaScript
    office = enter("officer", yoon, javascript=False)
    office.go("/desk/").go(f"/workshops/desk/themes/{theme.uuid}/answer/")
    office.put(
        disposition="in_progress", text="예산을 확보하여 안내등을 답니다.", planned_on=promised.isoformat()
    )
    office.send("planned_on").sees("2건")
    assert set(Opinion.objects.values_list("disposition", flat=True)) == {"in_progress"}

    # Kim, on a phone without JavaScript, reads the promise and its day; whoever spoke without a name has the code
    phone = enter("kim", kim, width="phone", javascript=False)
    phone.go("/workshops/mine/").sees("예산을 확보하여 안내등을 답니다.").sees(date_text(promised)).sees(
        "어두운 귀갓길"
    )
    stranger = enter("stranger", width="phone")
    stranger.go("/workshops/receipt/").put(receipt=unnamed.receipt).send("receipt").sees(date_text(promised))

    # It is done: the officer says so with a place to look at, and every page tells it
    office.go(f"/workshops/desk/opinions/{said.uuid}/answer/")
    office.put(
        disposition="done", text="안내등 열두 개를 달았습니다.", evidence_url="https://city.example/lights"
    )
    office.send("evidence_url")
    phone.go("/workshops/mine/").sees("안내등 열두 개를 달았습니다.").sees("지금까지의 모든 답변")
    phone.sees("예산을 확보하여 안내등을 답니다.").sees("한 일 보기")
    reader = enter("kim again", kim, width="phone")
    reader.go("/workshops/mine/").sees("안내등 열두 개를 달았습니다.")
    reader.go(f"/workshops/{workshop.code}/").go("/workshops/outcomes/").sees("100").go("/workshops/cases/")
    reader.sees("안내등 열두 개를 달았습니다.")
    reader.go(f"/workshops/{workshop.code}/report/").sees("어두운 귀갓길").go(
        f"/workshops/{workshop.code}/feedback/"
    )
