"""Who rates what, where not everybody rates everything. Plain Python; the same input gives the same shares.

Balanced shares: each item in turn goes to the raters who carry the least so far (greedy list scheduling: Graham, 1966,
"Bounds for Certain Multiprocessing Anomalies"); items that few may rate come first, so that nobody is used up.
"""

from collections.abc import Collection, Mapping, Sequence

Pair = tuple[int, int]


def balanced(
    items: Sequence[int], members: Sequence[int], per_item: int, barred: Collection[Pair] = ()
) -> dict[int, list[int]]:
    """Item → the members who rate it: ``per_item`` of them, or all who may where they are fewer.

    ``barred``: pairs (member, item) of members who are excluded. Without bars nobody carries more than one item more
    than anybody else. ValueError unless ``per_item`` is at least 1.
    """
    if per_item < 1:
        raise ValueError("an item needs at least one rater")
    may = {item: [one for one in members if (one, item) not in barred] for item in items}
    load = dict.fromkeys(members, 0)
    place = {member: position for position, member in enumerate(members)}
    shares: dict[int, list[int]] = {}
    for turn, item in enumerate(sorted(items, key=lambda one: len(may[one]))):
        # Among equals the turn goes round, so that the first names of the list are not always together.
        rows = sorted(may[item], key=lambda one: (load[one], (place[one] - turn) % len(members)))
        shares[item] = sorted(rows[:per_item], key=place.__getitem__)
        for member in shares[item]:
            load[member] += 1
    return shares


def by_group(
    groups: Mapping[int, int | None], of_items: Mapping[int, int | None], barred: Collection[Pair] = ()
) -> dict[int, list[int]]:
    """Item → the members of its sub-committee; an item without one goes to every member. ``groups``: member → group."""
    return {
        item: [
            member
            for member, own in groups.items()
            if (group is None or own == group) and (member, item) not in barred
        ]
        for item, group in of_items.items()
    }
