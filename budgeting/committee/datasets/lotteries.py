"""Every draw of seats, with what repeats it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Committee, Lottery
from civic.opendata.catalogue import Column, dataset


@dataset(
    "committee-lotteries",
    title=_("Lotteries of committee seats"),
    description=_(
        "Every draw: seats, candidates, commitment, seed, hash of the list and of the file that repeats it."
    ),
    columns=[
        Column("committee", "string", _("address part of the committee")),
        Column("drawn_at", "dateTime", _("when it was drawn")),
        Column("seats", "integer", _("seats")),
        Column("candidates", "integer", _("candidates on the list")),
        Column("commitment", "string", _("hash of the seed, published when the call opened")),
        Column("seed", "string", _("seed")),
        Column("candidates_hash", "string", _("hash of the list")),
        Column("file_hash", "string", _("hash of the published file")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "recruitment__committee__slug": "committee", "at": "drawn_at", "recruitment__seats": "seats",
        "candidates": "candidates", "recruitment__commitment": "commitment", "recruitment__seed": "seed",
        "candidates_hash": "candidates_hash", "digest": "file_hash",
    }  # fmt: skip
    shown = Committee.objects.visible_to(AnonymousUser())
    for row in (
        Lottery.objects.filter(recruitment__committee__in=shown).order_by("id").values(*names).iterator(500)
    ):
        yield {names[name]: value for name, value in row.items()}
