"""The only place that turns what people wrote into HTML that is not escaped again.

Markdown is rendered without raw HTML, and the result is cleaned by an allow-list, so that a fault in the one is
caught by the other.
"""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from civic.common.korean import nfc

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADING_SHIFT = 2  # a page has its own h1 and h2; what people write begins below them


def _heading_open(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return f"<{_shifted(tokens[at].tag)}>"


def _heading_close(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return f"</{_shifted(tokens[at].tag)}>\n"


def _shifted(tag: str) -> str:
    return f"h{min(int(tag[1]) + HEADING_SHIFT, 6)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.add_render_rule("heading_open", _heading_open)
    parser.add_render_rule("heading_close", _heading_close)
    return parser


_PARSER = _parser()


def render(source: str) -> str:
    """Markdown as clean HTML, to be stored beside its source."""
    return clean(_PARSER.render(nfc(source)))


def clean(html: str) -> str:
    """HTML with everything taken out that the allow-list does not name; links do not vouch for their targets."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow ugc noopener"
    )


def rendered(source: str) -> SafeString:
    """Markdown ready to be put into a page."""
    return SafeString(render(source))


def stored(html: str) -> SafeString:
    """Stored HTML ready to be put into a page; cleaned once more, for a database can be written by other hands."""
    return SafeString(clean(html))
