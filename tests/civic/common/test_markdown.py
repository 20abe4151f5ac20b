"""What people write can be shown and cannot act."""

import pytest

from civic.common import markdown


def test_ordinary_markdown_is_drawn_below_the_headings_of_the_page() -> None:
    html = markdown.render("# 제목\n\n**굵게** 그리고\n다음 줄\n\n- 하나\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<h3>제목</h3>" in html
    assert "<strong>굵게</strong>" in html
    assert "<br>" in html
    assert "<li>하나</li>" in html
    assert "<td>1</td>" in html


def test_a_link_does_not_vouch_for_its_target() -> None:
    assert 'rel="nofollow ugc noopener"' in markdown.render("[누리집](https://example.org)")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![그림](https://example.org/pixel.gif)",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='https://example.org' style='position:fixed' onclick='x()'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<form action='https://example.org'><input name=password></form>",
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_nothing_hostile_survives_by_either_way(hostile: str) -> None:
    for html in (markdown.rendered(hostile), markdown.stored(hostile)):
        for bad in (
            "<script",
            "<img",
            "<iframe",
            "<form",
            "<input",
            "<svg",
            'href="javascript',
            'href="data',
        ):
            assert bad not in html, html
        for attribute in ("onerror", "onclick", "style"):
            assert f"<a {attribute}" not in html
    stored = markdown.stored(hostile)
    assert "onclick" not in stored
    assert "style=" not in stored


def test_stored_html_is_cleaned_again_when_it_is_shown() -> None:
    assert markdown.stored("<p>안녕<script>alert(1)</script></p>") == "<p>안녕</p>"


def test_stored_rich_text_is_shown_as_it_was_rendered() -> None:
    html = markdown.render("**굵게** [누리집](https://example.org)\n\n1. 하나")
    assert markdown.stored(html) == html
