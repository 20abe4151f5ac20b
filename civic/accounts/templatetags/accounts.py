"""Filters of the pages about one's own account."""

from django import template

from civic.accounts import devices

register = template.Library()


@register.filter
def device_name(user_agent: object) -> str:
    """What the browser said of itself, in words."""
    return devices.device_name(str(user_agent))
