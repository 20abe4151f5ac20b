"""By the keyboard alone, on a wide screen: the result of a call, a search that is kept, the map, a token for a program."""

import pytest
from django.utils import timezone

from civic.accounts.models import ApiToken
from civic.areas.models import Area
from proposals.models import Award, SavedSearch
from proposals.views import calling
from tests import factories
from tests.journeys.conftest import Enter, Walker
from tests.journeys.keys import Keys
from tests.proposals.calls import a_limited_call

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SMALL = """() => [...document.querySelectorAll('.breadcrumbs a, .footer a, ul.cluster a')]
  .filter(one => one.offsetParent && (one.offsetWidth < 44 || one.offsetHeight < 44)).map(one => one.textContent)"""


def no_small_targets(walker: Walker) -> None:
    assert walker.page.evaluate(SMALL) == []


def test_a_call_gets_its_result_by_the_keyboard(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "MOST", 2)  # in place of a hundred
    park = factories.a_staff_member("park", "moderator")
    factories.a_second_factor(park)
    terms = a_limited_call(opens=-20, closes=-1)
    rows = [factories.a_proposal(call=terms.call, support_count=9 - n) for n in range(2)]
    clerk = enter("park", park).go(f"/proposals/desk/calls/{terms.call.process.slug}/result/")
    keys = Keys(clerk)
    keys.write(f"place-{rows[0].pk}", "1")
    keys.write(f"reason-{rows[0].pk}", "가장 필요합니다.")
    keys.write("number", "P-1")
    keys.press(clerk.page.locator('button[name="add"]'))
    clerk.sees("이 공모에는 이 번호의 제안이 없습니다.").sees("가장 필요합니다.")
    keys.write(f"reason_en-{rows[0].pk}", "Most needed.")
    keys.press(clerk.page.locator("main .actions button"))
    clerk.sees("가장 필요합니다.")
    no_small_targets(clerk)
    assert Award.objects.get().reason_en == "Most needed."


def test_a_search_is_kept_and_seen_on_the_map_by_the_keyboard(enter: Enter) -> None:
    kim, at = factories.a_resident("kim"), timezone.now()
    proposal = factories.a_proposal(area=factories.a_borough(), title="골목 안내등", submitted_at=at)
    Area.objects.filter(level=Area.Level.BOROUGH).update(tile_column=1, tile_row=1)
    person = enter("kim", kim).go("/proposals/")
    keys = Keys(person)
    keys.write("q", "안내등")
    keys.send("q")
    no_small_targets(person)
    keys.press(
        person.page.get_by_role("link", name="이 검색 저장하기")
        .or_(person.page.locator('a[href*="searches/save"]'))
        .first
    )
    keys.write("name", "골목의 불빛")
    keys.send("name")
    person.sees("골목의 불빛")
    search = SavedSearch.objects.get()
    keys.press(person.page.locator(f'form[action$="/{search.pk}/change/"] button'))
    keys.press(person.page.get_by_role("link", name="골목의 불빛").first)
    keys.press(person.page.locator('main a[href*="/map/"]').first)
    person.sees("집계 시각")
    no_small_targets(person)
    keys.press(person.page.locator(f'main a[href*="area={proposal.area_id}"]').first)
    person.sees("골목 안내등")
    person.go("/api/tokens/")
    keys.write("name", "통계")
    keys.tick(person.page.locator('main [name="scopes"][value="vote"]'))
    keys.send("scopes")
    person.sees("이 토큰으로 할 수 있는 일")
    assert ApiToken.objects.get().scopes == ["read", "vote"]
