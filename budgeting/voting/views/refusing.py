"""Where a refusal at a ballot leads. The page before is no way back: as a rule it is the one that is refused now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from budgeting.voting.refusals import KioskEnded, KioskTaken
from civic.common.refusals import Refusal

View = Callable[..., HttpResponse]


def at_the_vote(view: View) -> View:
    """To the vote's first page, which says every reason with the button that helps."""

    @wraps(view)
    def told(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, slug, *args, **kwargs)
        except Refusal as no:
            no.back = reverse("voting:start", args=[slug])
            raise

    return told


def at_the_device(view: View) -> View:
    """On the device's own page, from which nothing leads but its beginning; nowhere where it is no voting device."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as no:
            no.page = "voting/kiosk/refused.html"
            if not isinstance(no, KioskEnded | KioskTaken):
                no.back = reverse("voting:kiosk")
            raise

    return told
