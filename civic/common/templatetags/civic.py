"""Tags and filters that every template has (settings make this library a builtin)."""

import datetime as dt
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from civic.common import bilingual, clock, components, dates, korean, markdown, money
from civic.common.actions import registry
from civic.common.http import comes_back
from civic.common.refusals import Refusal, Remedy

register = template.Library()
components.register(register)


@register.filter
def won(amount: object) -> str:
    """{{ project.cost|won }}: 12억 5,000만 원. Nothing for no amount."""
    return "" if amount is None or amount == "" else money.won(int(str(amount)))


@register.filter
def sum_in(amount: object, currency: money.Currency | str) -> str:
    """{{ project.cost|sum_in:cycle.money }}: in the cycle's currency; won where there is none. Nothing for no amount."""
    if amount is None or amount == "":
        return ""
    return money.amount_text(
        int(str(amount)), currency if isinstance(currency, money.Currency) else money.WON
    )


@register.filter
def number(value: object) -> str:
    """{{ supports|number }}: 1,249. Like intcomma, at a tenth of its cost; nothing for no number."""
    return f"{value:,}" if isinstance(value, (int, float, Decimal)) else ""


@register.filter
def josa(word: object, pair: str) -> str:
    """{{ name|josa:"을를" }}: the word with the particle that follows it."""
    return korean.josa(str(word), pair)


@register.filter
def masked(name: object) -> str:
    """{{ person.display_name|masked }}: 홍*동."""
    return korean.masked(str(name))


@register.filter
def localized(obj: object, name: str) -> str:
    """{{ proposal|localized:"title" }}: the English title for English readers where there is one."""
    return bilingual.localized(obj, name)


@register.filter
def lang_attr(obj: object, name: str) -> str:
    """<a{{ proposal|lang_attr:"title" }}>: lang="ko" where the shown text is not in the page's language."""
    language = bilingual.language_of(obj, name)
    return format_html(' lang="{}"', language) if not bilingual.is_page_language(language) else ""


@register.filter
def when(moment: dt.date | dt.time | None, style: str = "") -> str:
    """{{ at|when }}: 2026. 3. 4.(수) 오후 3시 30분. Styles: date, time, short (no year), deadline (오후 6시까지)."""
    if isinstance(moment, dt.time):
        return dates.time_text(moment)
    if not isinstance(moment, dt.date):
        return ""
    if style == "deadline":
        return dates.deadline_text(moment, clock.now())
    if style == "time":
        return dates.time_text(moment) if isinstance(moment, dt.datetime) else ""
    if style == "date":
        return dates.date_text(moment)
    return dates.moment_text(moment, year=style != "short")


@register.filter
def iso(moment: dt.date | None) -> str:
    """For <time datetime="…">."""
    return moment.isoformat() if isinstance(moment, dt.date) else ""


@register.filter
def dday(moment: dt.date | None, style: str = "") -> str:
    """{{ closes_at|dday }}: 9일 남음. Style short: D-9."""
    if not isinstance(moment, dt.date):
        return ""
    say = dates.dday_short if style == "short" else dates.dday_words
    return say(moment, clock.now())


@register.filter
def past(moment: dt.date | None) -> bool:
    """{% if due|past %}: whether the moment is over."""
    return isinstance(moment, dt.date) and dates.is_past(moment, clock.now())


@register.filter
def richtext(source: object) -> SafeString:
    """{{ text|richtext }}: Markdown as clean HTML."""
    return markdown.rendered(str(source or ""))


@register.filter
def stored_html(html: object) -> SafeString:
    """{{ proposal.body_html|stored_html }}: HTML that was rendered from Markdown when it was stored."""
    return markdown.stored(str(html or ""))


@register.filter
def from_here(remedy: Remedy, request: HttpRequest) -> str:
    """The address of the page that helps, from where people come back to this one."""
    return f"{reverse(remedy.view)}?{urlencode({'next': comes_back(request)})}"


@register.simple_tag
def first_refusal(code: str, actor: Any, **given: Any) -> Refusal | None:
    """{% first_refusal "budgeting.cast_ballot" user cycle=cycle as no %}: why not, or None."""
    refusal: Refusal | None = registry[code].refusal(actor, **given)
    return refusal


@register.simple_tag(takes_context=True)
def here(context: template.Context, **changed: Any) -> str:
    """{% here area="11680" %}: this page's query with some parameters set, or left out when given as None."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def here_with(context: template.Context, name: str, value: str | None = None) -> str:
    """Like {% here %} for one parameter whose name is itself a variable."""
    return here(context, **{name: value})
