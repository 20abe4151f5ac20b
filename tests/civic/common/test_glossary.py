"""One thing has one name in Korean: see docs/decisions/0251."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from civic.common import cataloguing

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "civic" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
GLOSSARY = {  # what we say: the words for the same thing that we do not say
    "이메일": "전자우편|메일(?<!이메일)",
    "휴대전화": "휴대폰|핸드폰",
    "누리집": "홈페이지|웹사이트",
    "화면": "페이지",  # a page of this site
    "내려받기": "다운로드",
    "로그인": "사인인|로그온",
    "회원가입": "회원 가입",
    "비밀번호": "패스워드|암호(?!화|값)",
    "소관부서": "소관 부서|담당부서|(?<!공모 )(?<!투표 )담당 부서",  # who runs a call or a vote is said with it
    "공동제안자": "공동 제안자",
    "참여 자격 확인": "주민 인증|거주 확인|거주지 확인",  # the check on “My profile”
    "답변기한": "답변 기한|처리기한",
    "처리결과": "처리 결과",
    "접수번호": "접수 번호",
    "접수 코드": "접수증 코드",
    "사유": "이유: ",  # before what somebody wrote; in a sentence 이유
    "이유": "까닭",
    "비공개": "숨김|블라인드",
    "수용 불가": "추진 불가",
    "취소": "신청 철회|신청을 철회|공감 철회",  # 철회 is for proposals and projects
    "삭제": "제안 지우기|제안을 지|검색을 지|서식을 지",  # of what is stored; letters in a field one 지우다
    "변경": "공간 수정|공간을 수정",
    "모둠": "분임|테이블",
    "갈래": "의견 모둠|모둠 [A-E]\\b|모둠 %\\(letter",  # people who answer alike; a 모둠 sits at one table
    "댓글": "덧글|코멘트|의견 보태기",  # an 의견 is what was said at a workshop
    "임시저장": "임시 저장",
    "운영 담당자": "다른 운영자",  # a moderator; 운영자 operates the site
    "토론회": "워크샵",
    "회차": "예산 주기",
    "(영문)": "\\(영어[,)]|^영문 (제목|이름)",  # what a field asks for; 영어 is the language of a page
}


def sentences() -> Iterator[str]:
    for message in cataloguing.read_catalogue(CATALOGUE):
        texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        yield from (text for text in texts if message.id)


@pytest.fixture(scope="module")
def korean() -> list[str]:
    """Every Korean sentence of the catalogue, and every template that speaks Korean by itself."""
    templates = (ROOT / "templates").rglob("*.html")
    return [*sentences(), *(file.read_text(encoding="utf-8") for file in templates)]


@pytest.mark.parametrize("term", GLOSSARY)
def test_one_thing_has_one_name(korean: list[str], term: str) -> None:
    other = re.compile(GLOSSARY[term])
    assert [text for text in korean if other.search(text)] == []
    assert any(term in text for text in korean), f"nobody says {term} any more"
