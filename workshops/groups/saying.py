"""A grouping as plain data, for JSON and for a person at a terminal."""

from typing import Any

from workshops.groups.grouping import Grouping
from workshops.groups.speaking import Saying


def as_data(found: Grouping) -> dict[str, Any]:
    """``groups`` {voter: group} of everybody who was grouped; ``statements`` {statement: counts and figures}."""
    votes = found.votes
    return {
        "groups": {
            voter: int(group) for voter, group in zip(votes.voters, found.group, strict=True) if group >= 0
        },
        "sizes": found.sizes,
        "ungrouped": int((found.group < 0).sum()),
        "silhouettes": {str(k): width for k, width in found.silhouettes.items()},
        "statements": {name: _statement(found, place) for place, name in enumerate(votes.statements)},
        "representative": [[_saying(found, one) for one in group] for group in found.sayings],
        "shared": [votes.statements[one] for one in found.shared],
        "dividing": [votes.statements[one] for one in found.dividing],
        "places": {
            voter: [round(float(x), 4), round(float(y), 4)]
            for voter, (x, y), group in zip(votes.voters, found.places, found.group, strict=True)
            if group >= 0
        },
    }


def _statement(found: Grouping, place: int) -> dict[str, Any]:
    names = ("agree", "disagree", "pass")
    values = found.votes.value[found.votes.statement == place]
    return {
        **{name: int((values == value).sum()) for name, value in zip(names, (1, -1, 0), strict=True)},
        "by_group": [
            dict(zip(names, map(int, counts), strict=True)) for counts in found.tally[:, place, :].tolist()
        ],
        "consensus": round(float(found.consensus[place]), 4),
        "dissent": round(float(found.dissent[place]), 4),
        "division": round(float(found.division[place]), 4),
    }


def _saying(found: Grouping, one: Saying) -> dict[str, Any]:
    return {
        "statement": found.votes.statements[one.statement],
        "side": "agree" if one.agrees else "disagree",
        "share": one.share,
        "others": one.others,
        "z_share": one.z_share,
        "z_difference": one.z_difference,
    }


def in_words(found: Grouping) -> list[str]:
    """A few lines for a terminal."""
    votes = found.votes
    ungrouped = int((found.group < 0).sum())
    head = f"{len(votes.voters)} voters, {len(votes.statements)} statements, {len(votes.value)} votes"
    lines = [f"{head}; {ungrouped} voters voted too little to be grouped"]
    for group, size in enumerate(found.sizes):
        lines.append(f"group {group}: {size} people")
        if group < len(found.sayings):
            lines += [
                f"  {'agrees with' if one.agrees else 'disagrees with'} {votes.statements[one.statement]}: "
                f"{one.share:.0%} (others {one.others:.0%}), z {one.z_share:.2f} and {one.z_difference:.2f}"
                for one in found.sayings[group]
            ]
    lines.append(f"shared by all: {', '.join(votes.statements[one] for one in found.shared) or 'nothing'}")
    lines.append(f"dividing: {', '.join(votes.statements[one] for one in found.dividing) or 'nothing'}")
    return lines
