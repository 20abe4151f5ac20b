"""Where tiles and bars stand, and what a budget bar says."""

from types import SimpleNamespace

from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from civic.common.charts import GAP, SIDE, bar_chart, budget_words, tile_map


def test_tiles_stand_side_by_side_whatever_their_first_column() -> None:
    drawing = tile_map([{"label": "중구", "x": 4, "y": 2}, {"label": "성동구", "x": 5, "y": 3}])
    assert [(tile.left, tile.top) for tile in drawing.tiles] == [(GAP, GAP), (2 * GAP + SIDE, 2 * GAP + SIDE)]
    assert (drawing.width, drawing.height) == (2 * SIDE + 3 * GAP, 2 * SIDE + 3 * GAP)


def test_no_tiles_are_an_empty_drawing() -> None:
    assert tile_map([]).tiles == []


def test_a_tile_may_be_a_row_or_a_dict_and_its_level_stays_in_the_palette() -> None:
    row = SimpleNamespace(
        label="부산진구", x=0, y=0, level=9, href="/areas/2623000000/", text=0, current=True
    )
    tile = tile_map([row]).tiles[0]
    assert (tile.short, tile.level, tile.text, tile.current) == ("부산진", 4, "0", True)


def test_a_long_english_name_is_pressed_into_its_tile() -> None:
    long, short = tile_map(
        [{"label": "Yeongdeungpo-gu", "x": 0, "y": 0}, {"label": "Jung-gu", "x": 1, "y": 0}]
    ).tiles
    assert (long.short, short.short) == ("Yeongdeungpo", "Jung")
    assert long.squeezed == SIDE - 8
    assert short.squeezed is None


def test_every_tile_has_its_twin_in_the_list() -> None:
    tiles = [{"label": "중구", "x": 0, "y": 0, "href": "/a", "text": 3}, {"label": "성동구", "x": 1, "y": 0}]
    html = (
        engines["django"]
        .from_string('{% component "tile_map" tiles=t caption="c" unit="건" %}')
        .render({"t": tiles})
    )
    assert 'aria-label="중구 3건"' in html
    assert '<li><a href="/a">중구</a> <span class="muted">3건</span></li>' in html
    assert "<li>성동구</li>" in html


def test_the_longest_bar_fills_the_width() -> None:
    bars = bar_chart(
        [
            {"label": "a", "value": 50},
            {"label": "b", "value": 200, "text": "200표"},
            {"label": "c", "value": 0},
        ]
    )
    assert [bar.width for bar in bars] == [250, 1000, 0]
    assert [bar.text for bar in bars] == ["50", "200표", "0"]
    assert bar_chart([]) == []


def test_bars_of_nothing_have_no_width() -> None:
    assert [
        bar.width
        for bar in bar_chart([{"label": "a", "value": 0}, {"label": "b", "value": None, "text": "-"}])
    ] == [0, 0]


def test_a_budget_says_what_is_left_or_how_much_is_too_much() -> None:
    with translation.override("ko"):
        assert budget_words(30_000_000, 50_000_000) == "3,000만 원 사용, 2,000만 원 남음"
        assert budget_words(60_000_000, 50_000_000) == "6,000만 원 사용, 예산보다 1,000만 원 초과"


def test_the_budget_bar_speaks_in_a_status_and_shows_what_is_too_much() -> None:
    source = '{% component "budget_bar" spent=spent budget=500 chosen=2 limit=5 %}'
    with translation.override("ko"):
        html = engines["django"].from_string(source).render({"spent": 600})
    assert 'role="status"' in html
    assert "5개 중 2개 선택" in html
    assert "progress__bar--over" in html


def test_a_pager_keeps_the_filters_and_leads_on_and_back() -> None:
    page = SimpleNamespace(next_cursor="abc", is_later=True)
    request = RequestFactory().get("/proposals/", {"area": "11", "after": "old"})
    html = engines["django"].from_string('{% component "pager" page=page %}').render({"page": page}, request)
    assert 'href="?area=11&amp;after=abc"' in html
    assert 'href="?area=11"' in html
    alone = SimpleNamespace(next_cursor=None, is_later=False)
    assert (
        engines["django"].from_string('{% component "pager" page=page %}').render({"page": alone}, request)
        == ""
    )
