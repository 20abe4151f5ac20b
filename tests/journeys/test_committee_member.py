"""A member declares and scores dossier after dossier with the keyboard; the browser dies in between, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from budgeting.committee.models import Draft, ScoreSheet
from budgeting.committee.queries import rubric_of
from tests import factories
from tests.budgeting.committee.conftest import at_work
from tests.journeys.conftest import Enter, Walker
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LEVELS = (4, 3, 2, 3, 4)
COMMENT = "골목이 어두워 꼭 필요합니다."


def declare(keys: Keys) -> None:
    """On the page of the declaration: no interest, and on to the dossier."""
    keys.tick(keys.page.locator('main [name="interest"][value="none"]'))
    keys.send("interest")


def score(keys: Keys, levels: tuple[int, ...]) -> None:
    """Digits and j: the first digit goes to the first criterion that is open."""
    for number, level in enumerate(levels):
        if number:
            keys.page.keyboard.press("j")
        keys.page.keyboard.press(str(level))


def chosen(walker: Walker) -> list[str | None]:
    found = walker.page.locator("form[data-draft] input[type=radio]:checked").all()
    return [one.get_attribute("value") for one in found]


def hand_in(keys: Keys) -> None:
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Control+Enter")
    keys.walker.check()


def onwards(keys: Keys) -> None:
    """From wherever "hand in and next" led: declare where that is still to do."""
    if keys.walker.path.endswith("/declare/"):
        declare(keys)


def walk(enter: Enter, dossiers: int) -> None:
    work = at_work()
    member = work.members[0]
    for n in range(dossiers - 1):
        factories.a_project(work.envelope, state="eligible", title=f"사업 {n}", summary="설명입니다.")
    names = [one.key for one in rubric_of(work.committee).criteria]
    assert len(names) == len(LEVELS)

    walker = enter("member", member.user).go("/committee/queue/")
    keys = Keys(walker)
    keys.press(walker.page.locator('main a[href$="/declare/"]').first)
    declare(keys)

    # Switched off, a digit does nothing (WCAG 2.1.4); switched on again, it scores.
    keys.tick(walker.page.locator("#keys"))
    walker.page.keyboard.press("4")
    assert chosen(walker) == []
    keys.tick(walker.page.locator("#keys"))
    score(keys, LEVELS)
    assert chosen(walker) == [str(one) for one in LEVELS]
    walker.page.keyboard.press("k")
    walker.page.keyboard.press("1")
    assert chosen(walker) == ["4", "3", "2", "1", "4"]
    hand_in(keys)
    assert ScoreSheet.objects.get().scores == dict(zip(names, (4, 3, 2, 1, 4), strict=True))

    # The second dossier is half done when the browser dies: the context is closed and no page hears of it.
    onwards(keys)
    score(keys, LEVELS[:3])
    comment = walker.page.locator('form[data-draft] [name^="comment_"]').first
    keys.reach(comment)
    walker.page.keyboard.type(COMMENT)
    expect(walker.page.locator("[data-status]")).to_have_text("임시저장되었습니다.")
    half = Draft.objects.get()
    walker.context.close()

    walker = enter("member again", member.user).go("/committee/queue/")
    keys = Keys(walker)
    keys.press(walker.page.locator(f'main a[href="/committee/items/{half.project_id}/"]'))
    assert chosen(walker) == [str(one) for one in LEVELS[:3]]
    expect(walker.page.locator('form[data-draft] [name^="comment_"]').first).to_have_value(COMMENT)
    score(keys, LEVELS[3:])
    hand_in(keys)

    for _left in range(dossiers - 2):
        onwards(keys)
        score(keys, LEVELS)
        hand_in(keys)
    assert walker.path == "/committee/queue/"
    walker.sees(f"{dossiers} / {dossiers}")
    sheets = ScoreSheet.objects.order_by("pk")
    assert len(sheets) == dossiers
    assert [one.scores for one in sheets[1:]] == [dict(zip(names, LEVELS, strict=True))] * (dossiers - 1)
    assert COMMENT in sheets[1].comments.values()
    assert not Draft.objects.exists()


def test_three_dossiers_are_declared_and_scored_with_the_keyboard_through_a_dead_browser(
    enter: Enter,
) -> None:
    walk(enter, 3)


@pytest.mark.prove
def test_twenty_dossiers_are_declared_and_scored_with_the_keyboard_through_a_dead_browser(
    enter: Enter,
) -> None:
    walk(enter, 20)
