"""Refusals and remarks in Korean.

They are written in English where they arise; here each has its Korean, found by its form: ``{}`` stands for what varies, in
the same order in both languages. What varies may itself be such a sentence. No particle stands after it, because its last
sound is not known. A test holds every sentence of the library against this table.
"""

import re
from functools import cache
from typing import Final

SENTENCES: Final[dict[str, str]] = {
    # the whole file
    "line {}: {}": "{}행: {}",
    "not UTF-8 text": "UTF-8 글이 아닙니다",
    "a quotation mark that is opened here is not closed": "여기에서 열린 따옴표가 닫히지 않았습니다",
    "a cell of more than {} characters: is a quotation mark not closed?": (
        "한 칸이 {}자를 넘습니다. 닫히지 않은 따옴표가 있는지 살펴 주십시오"
    ),
    "not a table of cells: {}": "칸으로 나뉜 표가 아닙니다: {}",
    "the file does not begin with META": "파일이 META 부분으로 시작하지 않습니다",
    "the file ends before the header of {}": "제목 행이 나오기 전에 파일이 끝났습니다: {}",
    "the file ends before {}": "다음 부분이 나오기 전에 파일이 끝났습니다: {}",
    "section {} where the end of the file is expected": "파일이 끝나야 할 곳에 다른 부분이 있습니다: {}",
    "section {} where {} is expected": "부분의 차례가 다릅니다: {} (있어야 할 부분: {})",
    "VOTES without any project before": "사업이 하나도 없이 VOTES 부분이 시작됩니다",
    "{} has no column 'points', which {} ballots need": "{}: 'points' 열이 없습니다. 이 투표 방식에 필요합니다: {}",
    "{} has no column {}": "{}: 필요한 열이 없습니다: {}",
    "{} has two columns {}": "{}: 같은 이름의 열이 둘입니다: {}",
    "{}: {} cells where at least {} are needed": "{}: 칸이 {}개뿐입니다. 적어도 {}개가 필요합니다",
    "{}: {} cells under {} columns; the others are taken for empty": (
        "{}: 칸이 {}개인데 열은 {}개입니다. 나머지는 빈칸으로 봅니다"
    ),
    "{}: {} cells under {} columns": "{}: 칸이 {}개인데 열은 {}개입니다",
    # META
    "META: a value without a key": "META: 이름 없이 값만 있습니다",
    "META: {} is given twice, with different values": "META: 서로 다른 값이 두 번 나옵니다: {}",
    "META: {} is given twice; the first value stands": "META: 두 번 나와 앞의 값을 씁니다: {}",
    "META has no max_length: a first place gives {} points": "META: max_length 값이 없어 첫째 순위에 {}점을 줍니다",
    "META has no {}": "META: 필요한 값이 없습니다: {}",
    "META does not say: {}": "META: 적혀 있지 않은 항목: {}",
    "META: no ranking is {} places long": "META: 순위의 길이로 쓸 수 없는 값입니다: {}",
    "META: voter class {} has two weights": "META: 가중치가 둘인 투표자 집단입니다: {}",
    "META: {} is no class weight": "META: 투표자 집단의 가중치가 아닙니다: {}",
    "META: a budget of {} is out of range": "META: 다룰 수 있는 범위를 벗어난 예산입니다: {}",
    "META: {} is {}, but the file has {}": "META: {} 값은 {}, 파일에 실제로 있는 수는 {}",
    "vote_type {} is not known": "알 수 없는 투표 방식(vote_type)입니다: {}",
    "META: {}: {}": "META 항목 {}: {}",
    # PROJECTS
    "PROJECTS: a project without an id": "PROJECTS: 번호가 없는 사업이 있습니다",
    "PROJECTS: project id {} holds a comma, which separates ids on a ballot": (
        "PROJECTS: 사업 번호에 쉼표가 있습니다. 쉼표는 투표에서 번호를 나눕니다: {}"
    ),
    "PROJECTS: project id {} is used twice": "PROJECTS: 두 번 쓰인 사업 번호입니다: {}",
    "PROJECTS: a cost below zero ({})": "PROJECTS: 비용이 0보다 작습니다({})",
    "PROJECTS: a cost of {} is out of range": "PROJECTS: 다룰 수 있는 범위를 벗어난 비용입니다: {}",
    "PROJECTS: {} costs {}, the mark of a project withdrawn after the vote": (
        "PROJECTS: {}: 비용 {}, 투표 뒤에 철회된 사업이라는 표시입니다"
    ),
    "PROJECTS: excludes {}, which is not another project here": (
        "PROJECTS: excludes: 파일에 있는 다른 사업이 아닙니다: {}"
    ),
    "PROJECTS: {} differs from the ballots for {}": "PROJECTS: {}: 투표를 센 값과 다른 사업: {}",
    "PROJECTS: cost {}": "PROJECTS: 비용: {}",
    "PROJECTS: selected {} is not a whole number": "PROJECTS: selected: 정수가 아닙니다: {}",
    "PROJECTS: {} {} is not a whole number": "PROJECTS: {}: 정수가 아닙니다: {}",
    "PROJECTS: selected {}": "PROJECTS: selected: {}",
    "PROJECTS: {} {}": "PROJECTS: {}: {}",
    # VOTES
    "VOTES: project {} is not in PROJECTS": "VOTES: PROJECTS 부분에 없는 사업입니다: {}",
    "VOTES: {} points for {} projects": "VOTES: 점수가 {}개인데 사업은 {}개입니다",
    "VOTES: points {} have more digits than can be counted": "VOTES: 자릿수가 너무 많아 셀 수 없는 점수입니다: {}",
    "VOTES: points with {} decimals are too large to be counted": (
        "VOTES: 소수점 아래 {}자리까지 세기에는 너무 큰 점수가 있습니다"
    ),
    "VOTES: points {}": "VOTES: 점수: {}",
    "VOTES: voter class {} has no weight in META": "VOTES: META 부분에 가중치가 없는 투표자 집단입니다: {}",
    "VOTES: {} voter ids come again; every row was counted": "VOTES: 다시 나온 투표자 번호 {}개. 모든 행을 세었습니다",
    "VOTES: {} mentions of a project already named on the same ballot were struck out": (
        "VOTES: 한 투표에서 다시 고른 사업 {}건을 지웠습니다"
    ),
    "VOTES: ballots with more than {} {} ({}): {}": "VOTES: 한도를 넘은 투표 - 최대 {}, {}({}): {}건",
    "VOTES: ballots with less than {} {} ({}): {}": "VOTES: 한도에 못 미친 투표 - 최소 {}, {}({}): {}건",
    "projects": "사업 수",
    "of cost": "비용 합계",
    "points in all": "점수 합계",
    "points for a project": "사업별 점수",
    # amounts
    "{} can be read two ways: does the comma separate thousands or decimals?": (
        "두 가지로 읽힙니다. 쉼표가 천 단위인지 소수점인지 알 수 없습니다: {}"
    ),
    "{} has more than {} decimals": "소수점 아래 자릿수가 너무 많습니다: {} (최대 {}자리)",
    # rules and options
    "--exclude: rule {} does not look at what excludes what": "--exclude: 함께 시행할 수 없는 사업을 살피지 않는 규칙입니다: {}",
    "--exclude {}: not two projects of the file": "--exclude {}: 파일에 있는 두 사업이 아닙니다",
    "no min_project_score_threshold: every project was looked at": (
        "min_project_score_threshold 값이 없어 모든 사업을 대상으로 했습니다"
    ),
    "min_project_score_threshold {}: rule {} does not look at it": (
        "min_project_score_threshold {}: 이 값을 살피지 않는 규칙입니다: {}"
    ),
    "rule {} has no option {}": "규칙 {}: 이 규칙에 없는 선택 사항입니다: {}",
    "rule {} has no completion {}": "규칙 {}: 이 규칙에 없는, 남은 예산을 쓰는 방법입니다: {}",
    "rule {} needs the option {}": "규칙 {}: 반드시 정해야 하는 선택 사항입니다: {}",
    "rule 'phragmen' counts approval ballots, not {} ballots": (
        "규칙 'phragmen': 사업 고르기 투표만 셉니다. 이 파일의 투표 방식: {}"
    ),
    "'comparison' compares approval ballots, not {} ballots": (
        "'comparison': 사업 고르기 투표만 비교합니다. 이 파일의 투표 방식: {}"
    ),
    "{} ballots have no utility {}": "투표 방식 {}: 쓸 수 없는 효용입니다: {}",
    "a threshold below zero": "최소 점수가 0보다 작습니다",
    "a committee weight that is not between 0 and 100": "위원회 점수의 가중치는 0에서 100 사이여야 합니다",
    "a step below 1": "올리는 폭은 1 이상이어야 합니다",
    "the tie list names a criterion twice": "동점 처리 순서에 같은 기준이 두 번 있습니다",
    "{} is not one of {}": "쓸 수 없는 값입니다: {} (가능한 값: {})",
    "{} is not a number": "숫자가 아닙니다: {}",
    # a profile that contradicts itself
    "a project without an id": "번호가 없는 사업이 있습니다",
    "project id {} is used twice": "두 번 쓰인 사업 번호입니다: {}",
    "a budget of {} is out of range": "다룰 수 있는 범위를 벗어난 예산입니다: {}",
    "project {}: a cost of {} is out of range": "사업 {}: 다룰 수 있는 범위를 벗어난 비용입니다: {}",
    "project {} excludes {}, which is not another project here": "사업 {}: 함께 시행할 수 없다고 적힌 사업이 없습니다: {}",
    "a ballot names a project that is not there": "없는 사업을 고른 투표가 있습니다",
    "{} ballots need points": "점수가 필요한 투표 방식입니다: {}",
    "points beyond 1,000,000,000 on one ballot": "한 투표의 점수가 10억을 넘습니다",
    "every ballot needs as many points as projects": "투표마다 고른 사업과 점수의 수가 같아야 합니다",
    "every ballot needs a voter class": "모든 투표에 투표자 집단이 있어야 합니다",
    "a ballot belongs to a voter class that is not there": "없는 투표자 집단의 투표가 있습니다",
    "a voter class with a weight below zero": "가중치가 0보다 작은 투표자 집단이 있습니다",
    "{} voter ids for {} ballots": "투표자 번호 {}개, 투표 {}건: 수가 다릅니다",
    "a voter id is used twice": "두 번 쓰인 투표자 번호가 있습니다",
    "a voter column has {} values for {} ballots": "투표자 열의 값 {}개, 투표 {}건: 수가 다릅니다",
    # what the system says of a file
    "No such file or directory": "그런 파일이 없습니다",
    "Is a directory": "파일이 아니라 폴더입니다",
    "Permission denied": "파일을 읽을 권한이 없습니다",
}


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), korean)
        for english, korean in SENTENCES.items()
    ]


def in_korean(sentence: str) -> str:
    """The sentence in Korean; as it is where it is none of the library's."""
    for form, korean in _forms():
        found = form.fullmatch(sentence)
        if found:
            return korean.format(*map(in_korean, found.groups()))
    return sentence
