"""What sessions have taken out of the secretary's hands."""

from django.db.models import Q, QuerySet

from budgeting.committee.models import Item, Session


def on_agendas() -> QuerySet[Item]:
    """Items decided in a session: they wait in one that is called or open, or were decided there and are not published."""
    waits = Q(state=Item.State.WAITING, session__state__in=[Session.State.CALLED, Session.State.OPEN])
    return Item.objects.filter(waits | Q(state=Item.State.DECIDED, published_at__isnull=True))
