"""What the public record shows."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from civic.accounts.models import Role
from civic.audit.models import Entry, Seal, SealedEntry
from civic.audit.verbs import registry


def public_entries() -> QuerySet[Entry]:
    """Acts of office, with the roles of who acted and the seal. Three queries for a page, whatever its length."""
    roles = Role.objects.select_related("department", "area")
    seal = SealedEntry.objects.filter(entry=OuterRef("pk")).values("seal_id")
    return (
        Entry.objects.filter(verb__in=registry.names())
        .select_related("actor")
        .prefetch_related(Prefetch("actor__roles", roles))
        .annotate(seal_number=Subquery(seal))
    )


def last_seal() -> Seal | None:
    """The head of the chain."""
    return Seal.objects.order_by("-id").first()
