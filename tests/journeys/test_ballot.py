"""A sitting of five ballots, one for each way of voting: on a phone, changed by the keyboard alone, then without JavaScript."""

import pytest
from playwright.sync_api import expect

from budgeting.voting.models import SealedBallot
from tests import factories
from tests.budgeting.voting import making
from tests.journeys.conftest import Enter, Walker

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NEXT = ".budget-bar button[value=next]"
AGAIN, OUT = ".budget-bar button[value=update]", ".budget-bar a[href='#ballot-excess']"


class Sitting:
    """A vote of five envelopes with three projects each."""

    def __init__(self) -> None:
        vote = making.a_vote((300, 200, 100), prepared=False, open_now=False, picks_max=2)
        self.projects = {"pick": vote.projects}
        more = {
            "one": {"method": "choose_one", "picks_max": 1},
            "fill": {"method": "knapsack", "picks_max": None, "amount": 600},
            "points": {"method": "cumulative", "picks_max": None, "points": 10, "points_each": 6},
            "order": {"method": "ranking", "picks_max": 3},
        }
        self.keys = {"pick": vote.envelope.key}
        for position, (name, fields) in enumerate(more.items(), 1):
            envelope = factories.an_envelope(vote.cycle, **{"amount": 1000, "position": position, **fields})
            self.keys[name] = envelope.key
            self.projects[name] = [
                factories.a_project(envelope, cost=cost, area=factories.a_borough())
                for cost in (400, 300, 200)
            ]
        making.begin(vote)
        self.path = f"/vote/{vote.cycle.slug}/"

    def number(self, name: str, at: int) -> str:
        return self.projects[name][at].number


def words(walker: Walker) -> str:
    return walker.page.locator(".budget-bar__words").inner_text()


def says(walker: Walker, text: str) -> None:
    expect(walker.page.locator(".budget-bar__words")).to_contain_text(text)


def test_a_citizen_votes_by_each_method_changes_it_by_keyboard_and_votes_without_javascript(
    enter: Enter,
) -> None:
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee")
    vote = Sitting()
    on_a_phone(enter("kim", kim, width="phone"), vote)
    by_keyboard_alone(enter("kim again", kim, width="phone"), vote)
    without_javascript(enter("lee", lee, width="phone", javascript=False), vote)
    assert SealedBallot.objects.filter(version=1).count() == 2
    assert SealedBallot.objects.filter(version=2).count() == 1


def on_a_phone(kim: Walker, vote: Sitting) -> None:
    page = kim.page
    kim.go(vote.path).sees("아직 투표하지 않았습니다").go(f"{vote.path}ballot/")
    for at in (0, 1, 2):  # one too many: a swap is offered, and taking it unticks the box
        page.locator(f'[name=project][value="{vote.number("pick", at)}"]').check()
        says(kim, f"{at + 1}개를 골랐습니다")
    expect(page.locator(OUT)).to_be_visible()
    expect(page.locator(AGAIN)).to_be_hidden()  # the bar is reckoned anew without being asked
    page.locator(f'#ballot-excess button[value="{vote.number("pick", 0)}"]').click()
    says(kim, "2개 중 2개를 골랐습니다")
    expect(page.locator(OUT)).to_be_hidden()
    expect(page.locator(f'[name=project][value="{vote.number("pick", 0)}"]')).not_to_be_checked()
    for at in (0, 1):
        page.locator(f'[name=mark][value="{vote.number("pick", at)}"]').check()
    kim.go_on(page.locator("button[value=compare]")).sees("혜택을 받는 사람").sees("아직 투표하지 않았습니다")
    kim.go(f"{vote.path}ballot/{vote.keys['pick']}/?view=map").sees("아직 투표하지 않았습니다")
    kim.go(f"{vote.path}ballot/{vote.keys['pick']}/")
    expect(page.locator("[name=mark]:checked")).to_have_count(2)
    kim.go_on(page.locator(NEXT))
    page.locator(f'[name=project][value="{vote.number("one", 1)}"]').check()
    kim.go_on(page.locator(NEXT))
    page.locator(f'[name=project][value="{vote.number("fill", 0)}"]').check()
    says(kim, "200원 남음")
    kim.go_on(page.locator(NEXT))
    page.locator(f'button[name=more][value="{vote.number("points", 0)}"]').click()
    page.locator(f'[name="points-{vote.projects["points"][1].pk}"]').fill("5")
    page.keyboard.press("Tab")
    says(kim, "10점 중 6점")
    kim.go_on(page.locator(NEXT))
    for at in (0, 1, 2):
        page.locator(f'button[name=add][value="{vote.number("order", at)}"]').click()
        says(kim, f"이제 {at + 1}위")
    page.locator(f'#ballot-order button[name=up][value="{vote.number("order", 2)}"]').click()
    says(kim, "이제 2위")
    expect(page.locator(f'#ballot-order button[name=up][value="{vote.number("order", 2)}"]')).to_be_focused()
    kim.go_on(page.locator(NEXT)).sees("아직 투표하지 않았습니다").sees("5점")
    kim.send("key").sees("-").prints()
    kim.go(vote.path).sees("투표하셨습니다")


def by_keyboard_alone(kim: Walker, vote: Sitting) -> None:
    page = kim.page
    kim.go(f"{vote.path}ballot/{vote.keys['order']}/").sees("투표하셨습니다")

    def reach(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"{selector} is not reached by the Tab key")

    reach(f'button[name=add][value="{vote.number("order", 1)}"]')
    page.keyboard.press("Enter")
    says(kim, "이제 1위")
    reach("button[name=do][value=next]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach("form:has([name=key]) button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    kim.check().sees("-")


def without_javascript(lee: Walker, vote: Sitting) -> None:
    page = lee.page
    lee.go(f"{vote.path}ballot/")
    expect(page.locator(AGAIN)).to_be_visible()
    for at in (0, 1, 2):
        page.locator(f'[name=project][value="{vote.number("pick", at)}"]').check()
    lee.go_on(page.locator(NEXT))  # too many: the page comes back with swaps
    lee.go_on(page.locator(f'#ballot-excess button[value="{vote.number("pick", 2)}"]'))
    lee.go_on(page.locator(NEXT))
    page.locator(f'[name=project][value="{vote.number("one", 0)}"]').check()
    for language in ("English", "한국어"):  # there and back: the choice comes along
        lee.go_on(page.get_by_role("button", name=language, exact=True))
        expect(page.locator(f'[name=project][value="{vote.number("one", 0)}"]')).to_be_checked()
    lee.go_on(page.locator(NEXT)).go_on(page.locator(NEXT))  # the third ballot stays blank
    lee.go_on(page.locator(f'button[name=more][value="{vote.number("points", 2)}"]'))
    assert "10점 중 1점" in words(lee)
    lee.go_on(page.locator(NEXT))
    lee.go_on(page.locator(f'button[name=add][value="{vote.number("order", 0)}"]'))
    lee.go_on(page.locator(f'button[name=add][value="{vote.number("order", 2)}"]'))
    lee.go_on(page.locator(f'#ballot-order button[name=up][value="{vote.number("order", 2)}"]'))
    assert page.locator(".order__title").count() == 2
    lee.go_on(page.locator(NEXT)).sees("백지")
    lee.send("key").sees("-")
