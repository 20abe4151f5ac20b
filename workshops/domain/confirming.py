"""Telling somebody that they have a place."""

from django.urls import reverse

from civic.notifications.domain.notifying import notify
from workshops.before.links import cancel_path
from workshops.models import Registration, Workshop


def tell_registered(registration: Registration, workshop: Workshop) -> None:
    """The confirmation with the code, and the link by which the places are given back without signing in."""
    notify(
        "workshops.registered",
        registration,
        path=reverse("workshops:registration", args=[workshop.code]),
        title=workshop.title,
        title_en=workshop.title_en,
        code=registration.code,
        begins=workshop.starts_at.isoformat(),
        other_path=cancel_path(registration),
    )
