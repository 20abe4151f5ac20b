"""Sending a form as a browser does."""

from typing import Any


def typed(form: Any) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    found: dict[str, Any] = {}
    forms = [form.management_form, *form.forms] if hasattr(form, "management_form") else [form]
    for one in forms:
        for bound in one:
            value = bound.value()
            if value is not None and value is not False and value != "":
                found[bound.html_name] = value
    return found
