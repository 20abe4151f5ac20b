"""Numbers and words of the components that draw; pages have no use for them."""

from django import template

from civic.common import charts

register = template.Library()
register.simple_tag(charts.tile_map)
register.simple_tag(charts.bar_chart)
register.simple_tag(charts.budget_words)
