"""Computing a workshop's opinion map from the votes on its statements."""

from datetime import datetime
from typing import Any

import numpy as np

from workshops.groups import Grouping, Votes, group_opinions
from workshops.groups.speaking import Saying
from workshops.models import OpinionMap, StatementVote, Workshop

LEAST_PEOPLE = 10  # fewer voters have no map: too few to say anything, and too easy to recognise
MOST_DOTS = 1500  # a drawing of more dots says no more and weighs more
AT_ONCE = 5000


def map_opinions(workshop: Workshop, *, at: datetime) -> OpinionMap | None:
    """Compute and store the map from all votes on statements that are not hidden; takes an earlier one away where
    fewer than ten people voted enough. Runs in the caller's transaction."""
    votes = _votes(workshop)
    if votes is None or len(votes.voters) < LEAST_PEOPLE:
        OpinionMap.objects.filter(workshop=workshop).delete()
        return None
    found = group_opinions(votes)
    if sum(found.sizes) < LEAST_PEOPLE:  # ten voted, but most of them on too little to be grouped
        OpinionMap.objects.filter(workshop=workshop).delete()
        return None
    values = {
        "votes": len(votes.value),
        "people": len(votes.voters),
        "computed_at": at,
        "data": map_data(found),
    }
    stored, _created = OpinionMap.objects.update_or_create(workshop=workshop, defaults=values)
    return stored


def _votes(workshop: Workshop) -> Votes | None:
    single = StatementVote.objects.of_single_people()
    rows = single.filter(opinion__workshop=workshop, opinion__hidden_at=None).values_list(
        "participant", "opinion_id", "value"
    )
    cast = {(voter, str(opinion)): value for voter, opinion, value in rows.iterator(chunk_size=AT_ONCE)}
    return Votes.of(cast) if cast else None


def map_data(found: Grouping) -> dict[str, Any]:
    """Groups with their sizes and statements, what is shared and what divides, and dots without names.

    ``opinion`` is the key of what was voted on: an opinion, in a live room a statement.
    """
    return {
        "sizes": found.sizes,
        "ungrouped": int((found.group < 0).sum()),
        "sayings": [[_saying(found, one) for one in group] for group in found.sayings],
        "shared": [_line(found, one) for one in found.shared],
        "dividing": [_line(found, one) for one in found.dividing],
        "dots": _dots(found),
    }


def _saying(found: Grouping, one: Saying) -> dict[str, Any]:
    said = {"opinion": int(found.votes.statements[one.statement]), "agrees": one.agrees}
    return said | {"percent": round(100 * one.share), "others": round(100 * one.others)}


def _line(found: Grouping, place: int) -> dict[str, Any]:
    """A statement, and how many of each group agree, disagree and pass."""
    return {"opinion": int(found.votes.statements[place]), "counts": found.tally[:, place, :].tolist()}


def _dots(found: Grouping) -> list[list[int]]:
    """Places in a square of 1000 × 1000 and the group of each, evenly thinned out, in an order that names nobody."""
    inside = np.flatnonzero(found.group >= 0)
    if len(inside) > MOST_DOTS:
        inside = inside[np.linspace(0, len(inside) - 1, MOST_DOTS).astype(int)]
    places = found.places[inside]
    low, high = places.min(axis=0), places.max(axis=0)
    scaled = np.rint(1000 * (places - low) / np.where(high > low, high - low, 1)).astype(int)
    dots = np.column_stack([scaled, found.group[inside]]).tolist()
    return sorted(dots)
