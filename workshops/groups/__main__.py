"""``python -m workshops.groups VOTES.csv --json``: the groups of an exported conversation. Needs no Django, no settings.

Exit codes: 0 grouped, 2 the file was refused (one sentence on standard error, nothing on standard out).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from workshops.groups import VotesError, group_opinions, read_votes
from workshops.groups.grouping import LEAST_PEOPLE, LEAST_VOTES, MOST_GROUPS
from workshops.groups.saying import as_data, in_words

REFUSED = 2


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run the command line; gives the exit code."""
    out, err = out or sys.stdout, err or sys.stderr
    given = _parser().parse_args(arguments)
    try:
        votes = read_votes(given.file)
    except VotesError as fault:
        print(f"{given.file}: {fault}", file=err)
        return REFUSED
    found = group_opinions(
        votes, most=given.most, least_votes=given.least_votes, least_people=given.least_people
    )
    if given.json:
        json.dump(as_data(found), out, ensure_ascii=False, indent=1)
        out.write("\n")
    else:
        out.write("\n".join(in_words(found)) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m workshops.groups", description="Group the voters of votes.csv by how they voted."
    )
    made.add_argument(
        "file", metavar="VOTES.csv", type=Path, help="columns comment-id, voter-id, vote (1, 0, -1)"
    )
    made.add_argument("--json", action="store_true", help="print everything as JSON")
    made.add_argument("--most", type=int, default=MOST_GROUPS, help=f"at most so many groups ({MOST_GROUPS})")
    made.add_argument("--least-votes", type=int, default=LEAST_VOTES,
                      help=f"group only who voted on so many statements ({LEAST_VOTES})")  # fmt: skip
    made.add_argument("--least-people", type=int, default=LEAST_PEOPLE,
                      help=f"make no group of fewer people ({LEAST_PEOPLE})")  # fmt: skip
    return made


if __name__ == "__main__":
    sys.exit(main())
