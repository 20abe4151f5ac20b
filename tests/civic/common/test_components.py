"""A component says what it takes; a wrong call is found when the template is compiled."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import translation

from civic.common.actions import Action, registry
from civic.common.components import Props, read_props
from civic.common.dates import plain
from civic.common.refusals import Refusal


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_component_is_drawn_with_its_props_and_defaults() -> None:
    assert draw('{% component "tag" label="접수" %}') == '<span class="tag tag--neutral">접수</span>'
    assert (
        draw('{% component "tag" label=x kind="danger" %}', x="<b>")
        == '<span class="tag tag--danger">&lt;b&gt;</span>'
    )


def test_a_body_is_drawn_in_the_context_of_the_page() -> None:
    html = draw(
        '{% componentblock "panel" title="준비물" %}<p>{{ x }}</p>{% endcomponentblock %}', x="신분증 & 도장"
    )
    assert "<p>신분증 &amp; 도장</p>" in html


def test_a_component_does_not_see_the_page() -> None:
    assert "새는 말" not in draw('{% component "tag" label="x" %}', kind="새는 말", body="새는 말")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('{% component "tag" label="x" colour="red" %}', "knows no colour"),
        ('{% component "tag" kind="info" %}', "needs label"),
        ('{% component "tag" label="x" hx_get="/" %}', "knows no hx_get"),
        ('{% componentblock "tag" label="x" %}y{% endcomponentblock %}', "knows no body"),
        ('{% component "panel" title="x" %}', "needs body"),
        ('{% component "no_such" %}', "no component template"),
        ('{% component name label="x" %}', "quotation marks"),
        ('{% component "tag" "x" %}', "name=value"),
        ('{% component "form_field" %}', "declares its props"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_drawn(source: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=complaint):
        engines["django"].from_string(source)


def test_a_component_that_takes_attributes_passes_them_on_escaped() -> None:
    html = draw(
        '{% component "button" label="x" hx_post=url aria_describedby="why" data_id=none %}',
        url='/a"b',
        none=None,
    )
    assert 'hx-post="/a&quot;b"' in html
    assert 'aria-describedby="why"' in html
    assert "data-id" not in html


def test_props_are_read_from_the_first_line() -> None:
    props = read_props("button")
    assert props.required == {"label"}
    assert props.defaults["kind"] == "primary"
    assert props.defaults["href"] is None
    assert props.attrs
    assert isinstance(props, Props)


def test_this_pages_query_with_one_thing_changed() -> None:
    request = RequestFactory().get("/proposals/", {"area": "11", "after": "x", "q": "밤길"})
    template = engines["django"].from_string('{% here area="26" after=None %}')
    assert template.render({}, request) == "?q=%EB%B0%A4%EA%B8%B8&amp;area=26"


def test_filters_answer_nothing_for_nothing() -> None:
    assert (
        draw("{{ a|won }}|{{ a|when }}|{{ a|dday }}|{{ a|iso }}|{{ a|past }}|{{ a|richtext }}", a=None)
        == "||||False|"
    )


def test_filters_speak_the_readers_language() -> None:
    at = dt.datetime(2026, 3, 4, 6, 30, tzinfo=dt.UTC)
    source = (
        '{{ cost|won }} {{ at|when:"date" }} {{ at|when:"time" }} {{ word|josa:"을를" }} {{ name|masked }}'
    )
    with translation.override("ko"):
        shown = draw(source, cost=1_250_000_000, at=at, word="제안", name="홍길동")
    assert plain(shown) == "12억 5,000만 원 2026. 3. 4.(수) 오후 3시 30분 제안을 홍*동"


def test_a_particle_does_not_let_markup_in() -> None:
    assert draw('{{ word|josa:"을를" }}', word="<b>안") == "&lt;b&gt;안을"


class ClosedForTests(Refusal):
    sentence = "%(thing)s 때문에 안 됩니다."
    forward = "내일 다시 오십시오."


def only_while_open(actor: object, *, is_open: bool) -> Iterator[Refusal]:
    if not is_open:
        yield ClosedForTests(thing="마감")
        pytest.fail("a second reason was asked for")


def test_a_page_asks_an_action_for_its_first_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._things, "tests.act", Action("tests.act", "act", only_while_open))
    source = (
        '{% first_refusal "tests.act" user is_open=is_open as no %}'
        '{% if no %}{% component "refusal" no=no %}{% else %}양식{% endif %}'
    )
    refused = draw(source, user=None, is_open=False)
    assert "마감 때문에 안 됩니다." in refused
    assert "내일 다시 오십시오." in refused
    assert draw(source, user=None, is_open=True) == "양식"
