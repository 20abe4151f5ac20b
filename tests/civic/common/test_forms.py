"""Every form is drawn with label, hint and error tied to the input, and a summary that leads to it."""

import re
from html import unescape

from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from civic.common.fields import WRITTEN
from civic.common.forms import error_lines

REQUEST = RequestFactory().get("/")


class Everything(forms.Form):
    title = forms.CharField(label="제목", help_text="한 문장으로")
    kind = forms.ChoiceField(
        label="종류", choices=[("a", "가"), ("b", "나")], widget=forms.RadioSelect, help_text="하나만"
    )
    needs = forms.MultipleChoiceField(
        label="지원", choices=[("s", "수어")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="동의")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("두 답이 서로 맞지 않습니다.")


def drawn(form: forms.Form) -> str:
    with translation.override("ko"):
        return (
            engines["django"]
            .from_string('{% component "form" form=form submit="보내기" %}')
            .render({"form": form}, REQUEST)
        )


def test_a_fresh_form_has_labels_and_hints_and_no_errors() -> None:
    html = drawn(Everything())
    assert "error-summary" not in html
    assert '<label class="field__label" for="id_title">제목</label>' in html
    assert 'id="id_title_helptext">한 문장으로' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert re.search(r'<fieldset class="fieldset" aria-describedby="id_kind_helptext">', html)
    assert "novalidate" in html
    assert "(선택)" in html


def test_a_refused_form_keeps_the_values_and_says_what_is_wrong_twice() -> None:
    html = drawn(Everything({"title": "", "kind": "b", "needs": ["s"]}))
    assert "문제가 있습니다" in html
    assert "<li>두 답이 서로 맞지 않습니다.</li>" in html
    with translation.override("ko"):
        required = str(WRITTEN)
    assert f'<a href="#id_title">제목: {required}</a>' in html
    assert f"오류: </span>{required}" in html
    assert '<a href="#id_agreed">' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'value="b"[^>]*checked', html)
    assert re.search(r'value="s"[^>]*checked', html)


def test_every_line_of_the_summary_leads_to_an_element_that_takes_the_focus() -> None:
    form = Everything({})
    html = drawn(form)
    targets = [target for target, _ in error_lines(form) if target]
    assert targets == ["id_title", "id_kind_0", "id_agreed"]
    for target in targets:
        assert re.search(rf'<input[^>]* id="{target}"', html), target


def test_a_form_that_draws_itself_looks_the_same() -> None:
    with translation.override("ko"):
        html = str(Everything({}))
    assert '<div class="field field--error">' in html
    assert '<input type="hidden" name="secret"' in html


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_what_need_not_be_filled_in_says_so_a_space_after_its_label() -> None:
    html = words(drawn(Everything()))
    assert "지원 (선택)" in html
    assert "제목 (선택)" not in html


def test_of_two_fields_of_which_one_is_needed_the_label_says_that() -> None:
    form = Everything()
    form.fields["needs"].one_of_two = True  # type: ignore[attr-defined]
    html = words(drawn(form))
    assert "지원 (둘 중 하나)" in html
    assert "(선택)" not in html
