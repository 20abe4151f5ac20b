"""City-written texts have an original (Korean) and, where somebody wrote it, an English version beside it."""

from typing import Any

from django.utils.translation import get_language


def localized(obj: Any, name: str) -> str:
    """The field's text for the reader: `<name>_en` in English where it is not blank, else `<name>`."""
    english = _english(obj, name)
    return english or str(getattr(obj, name, "") or "")


def language_of(obj: Any, name: str) -> str:
    """The language in which `localized` answers: "en" or "ko"."""
    return "en" if _english(obj, name) else "ko"


def _english(obj: Any, name: str) -> str:
    if not (get_language() or "ko").startswith("en"):
        return ""
    return str(getattr(obj, f"{name}_en", "") or "").strip()


def is_page_language(language: str) -> bool:
    """Whether the reader's page is in that language."""
    return (get_language() or "ko").startswith(language)


def foreign(obj: Any, name: str) -> str:
    """The language of what `localized` answers where it is not the page's; "" where it is, or where there is no text."""
    if not getattr(obj, name, ""):
        return ""
    language = language_of(obj, name)
    return "" if is_page_language(language) else language
