"""What the people one can sign in as have heard of already: years of a city are told at the moment of loading."""

from civic.notifications.domain.delivering import fan_out_once
from civic.notifications.domain.reading import mark_read
from civic.notifications.models import Message
from civic.portal.demo import Stage, demo_part
from civic.portal.demo_people import LOGINS

UNREAD = 5


@demo_part("inboxes", order=100)
def build(stage: Stage) -> None:
    """Everybody has a line for each thing that concerns them; whoever one signs in as has read all but the newest few."""
    while fan_out_once():
        continue
    for key in LOGINS.keys() & stage.people.keys():
        lines = Message.objects.filter(user=stage.people[key]).order_by("-id").values_list("pk", flat=True)
        mark_read(stage.people[key], list(lines[UNREAD:]))
