"""Two days at the desk: a batch of answers in two persons' hands, and a text that one hides and another shows again."""

import pytest
from django.utils import timezone

from civic.comments.domain.writing import Words, write_comment
from civic.moderation.models import Appeal, Decision
from proposals.domain import supporting
from proposals.models import Answer, Proposal
from tests import factories
from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WAYS = [pytest.param("desk", True, id="desk"), pytest.param("phone", False, id="phone without JavaScript")]


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_two_officers_answer_a_batch_and_two_moderators_look_at_a_text(width, javascript, enter: Enter):
    how = {"width": width, "javascript": javascript}
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee", "1129000000")
    staff = {name: factories.a_staff_member(name, kind) for name, kind in (
        ("yoon", "officer"), ("moon", "officer"), ("park", "moderator"), ("shin", "moderator"),
    )}  # fmt: skip
    for one in staff.values():
        factories.a_second_factor(one)
    call = factories.a_call(count_=1)
    waiting = [
        factories.a_proposal(author=kim, call=call, threshold=1, department=factories.a_department())
        for _ in range(2)
    ]
    for one in waiting:
        supporting.support(lee, one, at=timezone.now())

    yoon = enter("yoon", staff["yoon"], **how)
    for one in waiting:
        yoon.go(f"/proposals/{one.number}/answer/").put(disposition="in_force", text="이미 하고 있습니다.")
        yoon.press("승인 요청하기").sees("승인 대기")
    yoon.go(f"/proposals/{waiting[0].number}/notes/").put(text="@moon 읽어 주세요.").send("text").sees("moon")
    moon = enter("moon", staff["moon"], **how)
    for one in waiting:
        moon.go(f"/proposals/{one.number}/answer/approve/").sees("이미 하고 있습니다.").press("승인하기")
    for box in moon.page.locator('[name="draft"]').all():
        box.check()
    moon.press("고른 답변 공개하기").sees("준비 중인 답변이 없습니다.")
    assert Answer.objects.filter(interim=False).count() == 2
    visitor = enter("visitor", **how).go(f"/proposals/{waiting[0].number}/").sees("이미 하고 있습니다.")
    visitor.go("/proposals/departments/").sees("100%")
    person = enter("kim", kim, **how)
    person.go(f"/proposals/{waiting[0].number}/answer/rate/").put(value="4").send("value").sees(
        "한 번 더 묻기"
    )
    person.go(f"/proposals/{waiting[0].number}/answer/ask/").put(text="어디에서 합니까?").send("text")
    person.sees("어디에서 합니까?")

    text = factories.a_proposal(author=kim, call=call)
    comment = write_comment(lee, text.thread, Words("담당자가 게으릅니다."))
    subject = comment.moderation_subject
    park = enter("park", staff["park"], **how).go(f"/moderation/queue/{subject}/")
    park.put(outcome="hidden", rule="abuse", reason="사람을 깎아내리는 말입니다.").send("reason")
    author = (
        enter("lee", lee, **how)
        .go(f"/moderation/appeal/{subject}/")
        .put(text="사실을 말하였습니다.")
        .send("text")
    )
    author.sees("사람을 깎아내리는 말입니다.")
    park.go(f"/moderation/queue/{subject}/").sees("다른 운영 담당자")
    shin = (
        enter("shin", staff["shin"], **how).go(f"/moderation/queue/{subject}/").sees("사실을 말하였습니다.")
    )
    shin.put(outcome="restored", reason="의견을 말한 글입니다.").send("reason")
    visitor.go("/moderation/").sees("의견을 말한 글입니다.")
    assert list(Decision.objects.order_by("pk").values_list("outcome", flat=True)) == ["hidden", "restored"]
    assert Appeal.objects.get().decided_at is not None
    other = Proposal.objects.get(pk=text.pk)
    visitor.go(f"/proposals/{other.number}/").sees("담당자가 게으릅니다.")
