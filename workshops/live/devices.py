"""The cookies by which a device is known in its room, or let into it: signed, for a day, and naming nobody."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from workshops.live.models import Participant, Room

COOKIE, PATH, SALT = "room", "/room/", "live.device"
PASS, PASS_SALT = "room_pass", "live.pass"
DAY = 24 * 60 * 60


def remember(response: HttpResponse, request: HttpRequest, who: Participant) -> None:
    """Let this device be ``who`` in its room."""
    _set(response, request, COOKIE, signing.dumps([who.room_id, who.key], salt=SALT))


def let_in(response: HttpResponse, request: HttpRequest, workshop_id: int) -> None:
    """This device may come into the room of this workshop, which is private: it has shown a code of a registration. The
    mark does not say which."""
    _set(response, request, PASS, signing.dumps(workshop_id, salt=PASS_SALT))


def has_passed(request: HttpRequest, room: Room) -> bool:
    """Has this device shown a code, or joined the room already? No query: both marks are signed."""
    shown = _read(request, PASS, PASS_SALT)
    joined = _read(request, COOKIE, SALT)
    return shown == room.workshop_id or (isinstance(joined, list) and joined[:1] == [room.pk])


def _read(request: HttpRequest, cookie: str, salt: str) -> Any:
    try:
        return signing.loads(request.COOKIES.get(cookie, ""), salt=salt, max_age=DAY)
    except signing.BadSignature:
        return None


def _set(response: HttpResponse, request: HttpRequest, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie,
        value,
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
