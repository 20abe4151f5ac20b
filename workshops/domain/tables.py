"""Which table each registered person sits at."""

from collections import Counter

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from workshops.before import actions
from workshops.domain.seating import locked
from workshops.models import Registration, Workshop


def give_tables(actor: Actor, workshop: Workshop, *, tables: int) -> int:
    """Give everybody who has none the table with the fewest people, 1 to ``tables``; gives how many got one.

    Companions sit with whoever brought them. Who has a table keeps it. Raises NotAllowed.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.give_tables.require(actor, workshop=fresh)
        people = Registration.objects.in_force().filter(workshop=fresh)
        filled = Counter({str(number): 0 for number in range(1, tables + 1)})
        for table, companions in people.exclude(table="").values_list("table", "companions"):
            if table in filled:
                filled[table] += 1 + companions
        without = list(people.filter(table="").order_by("id"))
        for one in without:
            one.table = min(filled, key=lambda table: (filled[table], int(table)))
            filled[one.table] += one.seats
        Registration.objects.bulk_update(without, ["table"], batch_size=500)
        record(actor, "workshops.give_tables", fresh, tables=tables, people=len(without))
    return len(without)
