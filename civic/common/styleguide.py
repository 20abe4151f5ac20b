"""What the style guide shows: invented content, in Korean as a city would write it, relative to the day it is seen."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SEOUL = (
    "도봉구 4 0 3|노원구 5 0 1|은평구 2 1 2|강북구 3 1 0|성북구 4 1 4|중랑구 5 1 1|서대문구 2 2 1|종로구 3 2 2|동대문구 4 2 3|"
    "강서구 0 3 1|마포구 2 3 4|중구 3 3 2|성동구 4 3 1|광진구 5 3 2|강동구 6 3 3|양천구 0 4 0|영등포구 1 4 2|동작구 2 4 1|"
    "용산구 3 4 3|구로구 0 5 2|금천구 1 5 1|관악구 2 5 4|서초구 3 5 1|강남구 4 5 2|송파구 5 5 3"
)
MARKDOWN = """골목이 **너무 어둡습니다**.

- 학원이 끝나는 밤 10시
- 가로등 간격 60 m

> 아이들이 뛰어서 집에 갑니다.
"""


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="제안 제목",
        max_length=80,
        help_text="무엇을 바꾸고 싶은지 한 문장으로 적어 주십시오. 80자까지 쓸 수 있습니다.",
    )
    body = forms.CharField(label="내용", widget=forms.Textarea, required=False)
    area = forms.ChoiceField(
        label="어느 지역에 관한 제안입니까?",
        choices=[("city", "시 전체"), ("mapo", "마포구"), ("none", "장소 없음")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="필요한 지원",
        choices=[("sign", "수어통역"), ("text", "자막"), ("care", "돌봄")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="해당하는 것을 모두 고르십시오.",
    )
    department = forms.ChoiceField(label="소관부서", choices=[("road", "도로관리과"), ("park", "공원녹지과")])
    day = forms.DateField(label="날짜", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    photo = forms.FileField(
        label="첨부파일", required=False, help_text="사진은 한 장에 10 MB까지 올릴 수 있습니다."
    )
    agreed = forms.BooleanField(
        label="제안 내용을 공개하는 데 동의합니다", help_text="이름은 홍*동처럼 가려서 보여 드립니다."
    )


def samples(now: datetime) -> dict[str, Any]:
    """The context of `portal/styleguide.html`, seen at `now`."""
    wrong = SampleForm({"body": "밤길이 어둡습니다.", "department": "road"})
    wrong.is_valid()
    return {
        "sample_form": SampleForm(auto_id="sample_%s"),
        "wrong_form": wrong,
        "soon": now + timedelta(days=9),
        "late": now - timedelta(days=6),
        "kinds": ("neutral", "info", "primary", "success", "warning", "danger", "accent"),
        "steps": ("제목", "비슷한 제안", "내용", "확인"),
        "rows": [
            {"label": "제목", "value": "밤길 골목 안내등 120곳", "change": "#"},
            {"label": "장소", "value": "마포구 망원동 일대", "change": "#"},
            {"label": "대략의 비용", "value": "", "change": "#"},
        ],
        "tasks": [
            {"title": "내용", "href": "#", "done": True, "id": "task-body"},
            {
                "title": "장소",
                "href": "#",
                "hint": "지도나 동 목록에서 고를 수 있습니다.",
                "id": "task-place",
            },
            {"title": "제출", "id": "task-send"},
        ],
        "next": [
            {"until": now + timedelta(days=2), "text": "담당자가 제안을 확인하고 공개합니다."},
            {"until": now + timedelta(days=30), "text": "공감 50이 모이면 소관부서가 30일 안에 답변합니다."},
            {"text": "단계가 바뀔 때마다 알려 드립니다."},
        ],
        "events": [
            {
                "at": now - timedelta(days=210),
                "title": "토론회에서 나온 의견",
                "text": "“고장 난 우산을 고칠 곳이 없어요.”",
                "href": "#",
            },
            {"at": now - timedelta(days=180), "title": "시민제안 접수", "text": "공감 50을 넘겼습니다."},
            {"at": now - timedelta(days=30), "title": "예산 편성", "label": "8,000만 원", "state": "now"},
            {"title": "완료", "label": "내년 3월 예정", "state": "next"},
        ],
        "places": [
            {
                "label": name,
                "x": int(x),
                "y": int(y),
                "level": int(level),
                "text": int(level) * 3 or "",
                "href": "#map",
                "current": name == "마포구",
            }
            for name, x, y, level in (line.split() for line in SEOUL.split("|"))
        ],
        "bars": [
            {"label": "밤길 골목 안내등 120곳", "value": 5214, "text": "5,214표"},
            {"label": "여름 그늘 버스정류장", "value": 4102, "text": "4,102표"},
            {"label": "이동식 마을 공구함", "value": 1290, "text": "1,290표", "kind": "accent"},
        ],
        "meta": ("댓글 12", "관심 8", "홍*동"),
        "numeric": (2, 3),
        "columns": ("사업", "득표수", "사업비", "결과"),
        "results": [
            ("밤길 골목 안내등 120곳", "5,214", "7억 2,000만 원", "선정"),
            ("여름 그늘 버스정류장", "4,102", "7억 8,000만 원", "선정"),
            ("이동식 마을 공구함", "1,290", "1억 6,000만 원", "미선정"),
        ],
        "crumbs": [{"label": _("Style guide"), "href": "#"}],
        "tabs": [
            {"label": "모두", "href": "#", "current": True, "count": 36},
            {"label": "답변 대기", "href": "#", "count": 4},
            {"label": "기한 초과", "href": "#", "count": 1},
        ],
        "markdown": MARKDOWN,
    }
