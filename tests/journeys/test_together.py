"""Proposing together by a link, and a proposal that staff typed and its owner took home on paper."""

import pytest
from django.utils import timezone

from proposals.models import Proposal
from tests import factories
from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_neighbours_propose_together(enter: Enter):
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee", "1129000000")
    proposal = factories.a_proposal(author=kim)
    author = enter("kim", kim, width="phone").go(proposal.get_absolute_url())
    author.follow("함께 제안하기").press("링크 만들기")
    link = author.page.locator("#invitation").input_value()
    invited = enter("lee", lee, javascript=False).go("/proposals/join/" + link.split("/join/")[1])
    invited.sees(proposal.title).sees("제척").press("수락하고 함께 제안").sees("공동제안자 l**")
    author.go(author.path).sees("l**").press("이 링크 끝내기").sees("링크 만들기")
    invited.follow("함께 제안하기").press("공동제안에서 빠지기")
    author.go(author.path).sees("아직 함께하는 분이 없습니다")


def test_what_is_said_at_the_counter_becomes_the_persons_own(enter: Enter):
    factories.a_topic()
    factories.a_call()
    park, kim = factories.a_staff_member("park", "moderator"), factories.a_resident("kim")
    factories.a_second_factor(park)
    clerk = enter("park", park).go("/proposals/desk/assisted/").follow("시민의 제안 대신 입력")
    clerk.put(title="쉼터에 의자를 놓아 주세요", body="앉을 곳이 없습니다.", kind="problem", topic="safety")
    clerk.put(channel="counter", consent="spoken", consented_on=timezone.localdate().isoformat())
    clerk.send("title").sees("이 화면을 인쇄하여")
    code = clerk.page.locator("#code").inner_text()
    person = enter("kim", None, width="phone", javascript=False).go("/proposals/claim/").put(code=code)
    person.send("code").sign_in(kim).go("/proposals/claim/").put(code=code).send("code")
    person.sees("직원이 대신 입력").sees("k**")
    assert Proposal.objects.get().author == kim
