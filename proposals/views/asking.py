"""What an address asks the list for."""

from django.http import QueryDict

from proposals import listing


def wish_of(
    query: QueryDict, *, order: str | None = None, seed: int = 0, size: int = listing.PAGE
) -> listing.Wish:
    """The wish behind a query; an order that does not exist is the newest first."""
    asked = order or query.get("order", "newest")
    return listing.Wish(
        order=asked if asked in listing.ORDERS else "newest",
        q=query.get("q", "").strip()[:100],
        area=query.get("area", "")[:10],
        topic=query.get("topic", "")[:60],
        state=query.get("state", "")[:14],
        department=query.get("department", "")[:60],
        call=query.get("call", "")[:80],
        seed=seed,
        after=query.get("after"),
        size=size,
    )
