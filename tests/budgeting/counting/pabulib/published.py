"""Invented files for the tests of what published ones look like."""

import io

from budgeting.counting import Election, read_pb


def file(
    votes: str = "1;a\n2;b",
    *,
    kind: str = "approval",
    budget: str = "100",
    meta: str = "",
    columns: str = "project_id;cost",
    projects: str = "a;60\nb;50",
    header: str = "",
) -> str:
    header = header or ("voter_id;vote;points" if kind in ("cumulative", "scoring") else "voter_id;vote")
    return (
        f"META\nkey;value\nbudget;{budget}\nvote_type;{kind}\n{meta}PROJECTS\n{columns}\n{projects}\n"
        f"VOTES\n{header}\n{votes}\n"
    )


def read(text: str) -> Election:
    return read_pb(io.StringIO(text, newline=""))  # line ends as they are, as of a file


def said(election: Election) -> list[str]:
    return [str(remark) for remark in election.remarks if "META does not say" not in remark.what]
