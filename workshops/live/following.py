"""The record waits for the live room: what is written on phones after it was published would be lost."""

from collections.abc import Iterator

from civic.common.refusals import Refusal
from workshops import followers
from workshops.live.models import Room
from workshops.live.refusals import RoomStillOpen
from workshops.models import Workshop


class LiveRoom(followers.Follower):
    def publishing(self, workshop: Workshop) -> Iterator[Refusal]:
        if Room.objects.filter(workshop=workshop).exclude(phase=Room.Phase.CLOSED).exists():
            yield RoomStillOpen()


followers.registry.add("live.rooms", LiveRoom())
