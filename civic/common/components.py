"""Template components: a template under templates/components/ whose first line declares what it takes.

    {# props: label href=None kind="primary" +attrs #}

A prop without a default is required. An unknown or a missing prop is a TemplateSyntaxError when the calling template
is compiled, so that a test which compiles every template finds every wrong call. `body` is the text between
{% componentblock %} and {% endcomponentblock %}. With `+attrs` the component also takes any `hx_…`, `data_…` and
`aria_…` and finds them in `{{ attrs }}` as HTML attributes. A component sees its props, `request` and `csrf_token`,
and nothing else of the page.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.engine import Engine
from django.template.exceptions import TemplateDoesNotExist, TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.text import smart_split

PROPS_LINE = re.compile(r"\A\{#\s*props:(.*?)#\}")
PASSED_ON = ("hx_", "data_", "aria_")
FROM_THE_PAGE = ("request", "csrf_token")


@dataclass(frozen=True)
class Props:
    """What a component takes: the required names, the optional ones with their defaults, and whether more."""

    required: frozenset[str]
    defaults: Mapping[str, Any]
    attrs: bool = False

    def check(self, component: str, given: set[str]) -> None:
        """Raise TemplateSyntaxError for a prop that is unknown or missing."""
        known = self.required | set(self.defaults)
        unknown = {one for one in given - known if not (self.attrs and one.startswith(PASSED_ON))}
        if unknown:
            raise TemplateSyntaxError(
                f"component {component!r} knows no {', '.join(sorted(unknown))}; it takes {', '.join(sorted(known))}"
            )
        if missing := self.required - given:
            raise TemplateSyntaxError(f"component {component!r} needs {', '.join(sorted(missing))}")


def read_props(component: str, engine: Engine | None = None) -> Props:
    """The props that the component's template declares in its first line."""
    name = f"components/{component}.html"
    found = PROPS_LINE.match(_source(name, engine or Engine.get_default()))
    if not found:
        raise TemplateSyntaxError(f"the first line of {name} must be a comment that declares its props")
    required, defaults, attrs = set(), {}, False
    for piece in smart_split(found.group(1)):
        prop, has_default, value = piece.partition("=")
        if piece == "+attrs":
            attrs = True
        elif has_default:
            defaults[prop] = ast.literal_eval(value)
        else:
            required.add(prop)
    return Props(frozenset(required), defaults, attrs)


def _source(name: str, engine: Engine) -> str:
    for loader in engine.template_loaders:
        for origin in loader.get_template_sources(name):
            try:
                return str(loader.get_contents(origin))  # type: ignore[attr-defined] # every file loader has it
            except TemplateDoesNotExist:
                continue
    raise TemplateSyntaxError(f"there is no component template {name}")


class ComponentNode(Node):
    """One use of a component in a template."""

    child_nodelists = ("body",)

    def __init__(self, name: str, given: Mapping[str, FilterExpression], body: NodeList | None) -> None:
        self.name, self.given, self.body = name, given, body
        self.props = read_props(name)
        self.props.check(name, set(given) | ({"body"} if body is not None else set()))

    def render(self, context: Context) -> SafeString:
        values = dict(self.props.defaults)
        passed_on = {}
        for name, expression in self.given.items():
            value = expression.resolve(context)
            if name.startswith(PASSED_ON) and name not in values and name not in self.props.required:
                passed_on[name.replace("_", "-")] = value
            else:
                values[name] = value
        if self.props.attrs:
            values["attrs"] = flatatt({name: value for name, value in passed_on.items() if value is not None})
        if self.body is not None:
            values["body"] = self.body.render(context)
        for name in FROM_THE_PAGE:
            values.setdefault(name, context.get(name))
        found = context.template.engine.get_template(f"components/{self.name}.html")  # type: ignore[union-attr]
        # The engine has escaped it already; the blank ends of a template file would only widen inline pieces.
        return SafeString(found.render(context.new(values)).strip())


def parse(parser: Parser, token: Token) -> ComponentNode:
    """{% component "name" prop=value … %}"""
    name, given = _name_and_props(parser, token)
    return ComponentNode(name, given, None)


def parse_block(parser: Parser, token: Token) -> ComponentNode:
    """{% componentblock "name" prop=value … %} body {% endcomponentblock %}"""
    name, given = _name_and_props(parser, token)
    body = parser.parse(("endcomponentblock",))
    parser.delete_first_token()
    return ComponentNode(name, given, body)


def _name_and_props(parser: Parser, token: Token) -> tuple[str, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError(f"{tag} needs the name of a component in quotation marks first")
    rest = bits[1:]
    given = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"{tag} {bits[0]} takes name=value pairs only, not {rest[0]!r}")
    return bits[0][1:-1], given


def register(library: template.Library) -> None:
    """Make both tags known to a template library."""
    library.tag("component", parse)
    library.tag("componentblock", parse_block)
