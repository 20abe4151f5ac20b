"""The cookie by which a device is known in its room: signed, for a day, and naming nobody."""

from django.core import signing
from django.http import HttpRequest, HttpResponse

from workshops.live.models import Participant, Room

COOKIE, PATH, SALT = "room", "/room/", "live.device"
DAY = 24 * 60 * 60


def remember(response: HttpResponse, request: HttpRequest, who: Participant) -> None:
    """Let this device be ``who`` in its room."""
    response.set_cookie(
        COOKIE,
        signing.dumps([who.room_id, who.key], salt=SALT),
        max_age=DAY,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def participant(request: HttpRequest, room: Room) -> Participant | None:
    """Who this device is in the room; None for one that has not joined it. One query, none without a good cookie."""
    try:
        of, key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAY)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if of != room.pk or not key:
        return None
    found = Participant.objects.filter(room=room, key=key).first()
    if found is not None:
        found.room = room
    return found
