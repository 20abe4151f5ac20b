"""No form of the platform answers in Django's words: each field, and each form of rows, says what is wrong and what to do."""

import copy
import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings as project
from django.core import validators
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import models
from django.forms.utils import ErrorList
from django.utils import translation

import budgeting
import civic
import proposals
import workshops
from civic.areas.models import Topic
from civic.common import fields
from civic.common.forms import error_lines

#: What people may send: nothing, too much, too little, nonsense. Lists are what a field of several inputs gets.
ANSWERS = (
    "",
    "x",
    "x" * 6_000,
    "-1",
    "9" * 30,
    "1.123456789",
    "\0",
    "2026-13-45",
    [],
    ["x"],
    ["", ""],
    ["x", "x"],
)


def _forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the project and of the packages that draw with our components."""
    for room in (civic, proposals, workshops, budgeting):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "form" in module.name or "wizard" in module.name or module.name.endswith("bodies"):
                importlib.import_module(module.name)
    left: list[type[forms.BaseForm]] = [forms.BaseForm]
    while left:
        one = left.pop()
        left += one.__subclasses__()
        yield one


def _formsets() -> list[type[forms.BaseFormSet]]:
    """Every form of rows of the project: each class with a form of its own."""
    assert list(_forms())  # imports the modules that hold forms
    left, found = [forms.BaseFormSet], []
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if hasattr(one, "form") and not one.form.__module__.startswith(("django", "tests")):
            found.append(one)
    return found


def _fields() -> list[tuple[str, forms.Field]]:
    return [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in _forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if not form.__module__.startswith(("tests", "django"))
    ]


class Alone(forms.Form):
    """One field, to hear what it says."""


def heard(field: forms.Field, answer: object) -> list[str]:
    """The sentences under the field when this is what it got; nothing where it takes the answer."""
    form = Alone({})
    form.fields["one"] = field
    try:
        field.clean(answer)
    except forms.ValidationError as error:
        form.errors["one"] = ErrorList(error.error_list)
    except (TypeError, AttributeError):
        return []  # this field never gets such an answer from its widget
    return [str(text) for text in form["one"].errors]


def test_no_field_of_any_form_answers_in_djangos_words(db: None) -> None:
    walked = _fields()
    assert len(walked) > 300
    with translation.override("ko"):
        djangos = {str(own) for own in fields.DJANGOS}
        said = {
            (where, text) for where, field in walked for answer in ANSWERS for text in heard(field, answer)
        }
    assert len(said) > 600
    assert {one for one in said if one[1] in djangos or "필드" in one[1] or "올바른" in one[1]} == set()


def test_no_list_of_any_form_begins_with_a_row_of_dashes(db: None) -> None:
    """ "---------" says neither that one is to choose nor that none may be chosen."""
    lists = [
        (where, copy.deepcopy(field)) for where, field in _fields() if isinstance(field, forms.ChoiceField)
    ]
    assert len(lists) > 50
    drawn = []
    for where, field in lists:
        form = Alone({})
        form.fields["one"] = field
        drawn.append((where, str(form["one"])))
    assert [where for where, html in drawn if fields.DASHES in html] == []
    with translation.override("ko"):
        optional, needed = (Alone({}) for _ in range(2))
        optional.fields["one"] = forms.ModelChoiceField(Topic.objects.none(), required=False)
        needed.fields["one"] = forms.ModelChoiceField(Topic.objects.none())
        assert "선택 안 함" in str(optional["one"])
        assert "고르십시오" in str(needed["one"])


def test_every_rule_of_django_has_a_sentence_of_ours() -> None:
    """Also the rules that no form of today can break."""
    known = set(fields.BROKEN) | {"required", "invalid", "max_length"}
    rules = {
        code
        for field in vars(forms.fields).values()
        if isinstance(field, type) and issubclass(field, forms.Field)
        for code in getattr(field, "default_error_messages", {})
    }
    rules |= {
        one.code
        for one in vars(validators).values()
        if isinstance(one, type) and hasattr(one, "message") and one is not validators.BaseValidator
    }
    rules |= set(validators.DecimalValidator.messages)
    assert rules - known == set()


@pytest.mark.parametrize(
    ("field", "answer", "sentence"),
    [
        (forms.CharField(), "", "비어 있습니다. 이 칸을 채워 주십시오."),
        (forms.CharField(max_length=3), "다섯 글자", "너무 깁니다. 3자까지 쓸 수 있는데 지금은 5자입니다. 2자를 줄여 주십시오."),
        (forms.CharField(min_length=9), "넷입니다", "너무 짧습니다. 9자 이상이어야 하는데 지금은 4자입니다. 더 써 주십시오."),
        (forms.ChoiceField(choices=[("a", "가")]), "", "고르신 것이 없습니다. 하나를 골라 주십시오."),
        (forms.ChoiceField(choices=[("a", "가")]), "b", "지금은 고를 수 없는 항목입니다. 목록에서 다시 골라 주십시오."),
        (forms.MultipleChoiceField(choices=[("a", "가")]), [], "고르신 것이 없습니다. 하나 이상 골라 주십시오."),
        (forms.BooleanField(), "", "표시하지 않으셨습니다. 계속하려면 네모 칸에 표시해 주십시오."),
        (forms.IntegerField(), "열둘", "숫자로 읽을 수 없습니다. 12처럼 소수점 없는 숫자로 써 주십시오."),
        (forms.IntegerField(max_value=12_000), "12001", "너무 큽니다. 12,000 이하로 써 주십시오."),
        (forms.DateField(), "내일", "날짜를 읽을 수 없습니다. 2026-05-31처럼 써 주십시오."),
        (forms.FileField(), None, "고르신 파일이 없습니다. 파일을 골라 주십시오."),
        (forms.FileField(), SimpleUploadedFile("a.pdf", b""), "내용이 없는 파일입니다. 다른 파일을 골라 주십시오."),
        (forms.FileField(max_length=3), SimpleUploadedFile("abcd.pdf", b"a"),
         "파일 이름이 너무 깁니다. 이름을 줄여서 다시 올려 주십시오."),
    ],
)  # fmt: skip
def test_a_field_says_what_is_wrong_and_what_to_do(field: forms.Field, answer: object, sentence: str) -> None:
    with translation.override("ko"):
        assert heard(field, answer) == [sentence]


def test_what_a_form_says_itself_stays() -> None:
    assert heard(forms.CharField(error_messages={"required": "제안 내용을 적어 주십시오."}), "") == [
        "제안 내용을 적어 주십시오."
    ]


def test_the_summary_names_the_field_and_keeps_the_mark_of_a_question() -> None:
    class Asked(forms.Form):
        title = forms.CharField(label="제목")
        here = forms.CharField(label="어디입니까?")

    with translation.override("ko"):
        assert error_lines(Asked({})) == [
            ("id_title", "제목: 비어 있습니다. 이 칸을 채워 주십시오."),
            ("id_here", "어디입니까? 비어 있습니다. 이 칸을 채워 주십시오."),
        ]


def _broken(kind: type[forms.BaseFormSet]) -> Iterator[forms.BaseFormSet]:
    """This form of rows as people may send it: not whole, with too many rows, and with too few."""
    whole = {"r-TOTAL_FORMS": "1", "r-INITIAL_FORMS": "0"}
    yield kind({}, prefix="r")
    yield kind({**whole, "r-TOTAL_FORMS": "x"}, prefix="r")
    yield kind({**whole, "r-TOTAL_FORMS": "99999"}, prefix="r")
    strict = type("Strict", (kind,), {"min_num": 2, "max_num": 2, "validate_min": True, "validate_max": True})
    yield strict(whole, prefix="r")
    yield strict({**whole, "r-TOTAL_FORMS": "3"}, prefix="r")


def test_no_form_of_rows_answers_in_djangos_words(db: None) -> None:
    walked = _formsets()
    assert {one.form.__name__ for one in walked} >= {
        "EnvelopeStep",
        "CriterionForm",
        "AgendaRow",
        "QuestionRow",
    }
    for language in ("ko", "en"):
        with translation.override(language):
            ours = tuple(str(text).partition("%")[0][:9] for text in fields.ROWS.values())
            for kind in walked:
                assert not kind.can_delete and not kind.can_order, "its boxes would be labelled by Django"  # noqa: PT018
                said = [text for rows in _broken(kind) for _target, text in error_lines(rows)]
                assert len(said) >= 5, kind
                assert all(text.startswith(ours) for text in said if not text[0].isdigit()), said


def test_every_rule_of_djangos_forms_of_rows_has_a_sentence_of_ours() -> None:
    assert set(fields.ROWS) == set(forms.BaseFormSet.default_error_messages)
    of_models = [one for one in _formsets() if issubclass(one, models.BaseModelFormSet)]
    assert of_models == [], "rows of models have rules of their own: give them sentences"


def test_rows_say_how_many_there_may_be_each_with_its_number_and_keep_their_own_sentence() -> None:
    class Row(forms.Form):
        name = forms.CharField(label="이름")

    sent = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3", "form-0-name": "하나", "form-2-name": "셋"}
    few = forms.formset_factory(Row, max_num=2, absolute_max=2)
    many = forms.formset_factory(Row, min_num=5, validate_min=True)
    with translation.override("ko"):
        assert error_lines(few(sent))[0] == (
            "",
            "줄이 너무 많습니다. 2줄까지 쓸 수 있습니다. 나머지는 빼 주십시오.",
        )
        assert error_lines(many(sent)) == [
            ("", "줄이 모자랍니다. 5줄 이상 채워 주십시오."),
            ("id_form-1-name", "2. 이름: 비어 있습니다. 이 칸을 채워 주십시오."),
        ]
        loose = forms.formset_factory(Row, max_num=1, absolute_max=2)  # one is offered, two are taken
        assert "2줄까지" in error_lines(loose(sent))[0][1]
        own = few(sent, error_messages={"too_many_forms": "봉투는 둘까지입니다."})
        assert error_lines(own)[0] == ("", "봉투는 둘까지입니다.")


def test_every_page_with_rows_has_the_summary_above_them() -> None:
    """A sentence about all rows stands nowhere else."""
    pages = [
        page
        for page in (project.BASE_DIR / "templates").rglob("*.html")
        if "management_form" in page.read_text()
    ]
    assert len(pages) >= 4
    assert [page.name for page in pages if 'component "error_summary"' not in page.read_text()] == []
