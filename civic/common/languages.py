"""The language switch as a button of a page's own form, for pages that must not lose what stands in the form.

The switch in the header is a form of its own: pressing it sends nothing of the page. Where a page's form is all that
holds what somebody has filled in, the component ``language_switch`` takes ``form``, and the form's view speaks here.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def asked(request: HttpRequest) -> str:
    """The language whose button was pressed, "" where it was another button."""
    language = request.POST.get("language", "")
    return language if language in dict(settings.LANGUAGES) else ""


def pressed(request: HttpRequest) -> str:
    """What the pressed button does (its field ``do``). The switch leads back to the page: its form says ``at`` which."""
    return request.POST.get("at" if asked(request) else "do", "")


def speak(request: HttpRequest) -> str:
    """From here on this request is answered in the language asked for, which is given back."""
    language = asked(request)
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
    return language


def remember(response: HttpResponse, language: str) -> HttpResponse:
    """Leave the language in the browser, as Django's own switch does."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Whoever comes next to this browser begins in the browser's own language."""
    response.delete_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
