"""The files of the package that prove: the rules as they stood, what was replaced or void, who voted in all, the ledger."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from budgeting.results.models import Count
from budgeting.voting import proofs
from budgeting.voting.ledger import lines
from budgeting.voting.models import LedgerEntry, RulesDocument, VotingGroup

Writer = Callable[[Any], Any]
RULES, ROLL, SUPERSEDED, VOID = "rules.json", "roll_totals.json", "superseded.jsonl", "void.jsonl"
LOG, HEADS, KEY, PACKAGE = "log.jsonl", "sths.jsonl", "pub.pem", "package.zip"


def before_the_result(count: Count, group: VotingGroup) -> dict[str, Writer]:
    """Files whose hashes stand in result.json, and how each is written."""
    return {
        RULES: lambda file: file.write(RulesDocument.objects.get(group=group).text),
        ROLL: lambda file: file.write(_roll(count, group)),
        SUPERSEDED: lambda file: _write(file, _superseded(group)),
        VOID: lambda file: _write(file, _void(group)),
    }


def after_the_result(group: VotingGroup) -> dict[str, Writer]:
    """Files that end with the ledger's line about result.json."""
    head = proofs.newest_head(group)
    size = head.size if head else 0
    return {
        LOG: lambda file: _write(file, proofs.log_lines(group, 0, size)),
        HEADS: lambda file: _write(file, proofs.head_lines(group)),
        KEY: lambda file: file.write(lines.pem(bytes(group.log_key or b""))),
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """The package as one file; the same content always makes the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _write(file: Any, rows: Iterator[str]) -> None:
    for row in rows:
        file.write(row)


def _roll(count: Count, group: VotingGroup) -> str:
    body = {
        "by_area": group.roll_totals,
        "sha256": bytes(group.roll_hash or b"").hex(),
        "size": group.roll_size,
        "turnout": count.turnout,
        "voted": count.voted,
    }
    return lines.canonical(body).decode() + "\n"


def _superseded(group: VotingGroup) -> Iterator[str]:
    """Ballots that a later one replaced: their commitments, never their content."""
    rows = LedgerEntry.objects.filter(group=group, kind=LedgerEntry.Kind.BALLOT, body__has_key="replaces")
    for body in rows.order_by("index").values_list("body", flat=True).iterator(2000):
        row = {"commitment": body["replaces"], "replaced_by": body["commitment"]}
        yield lines.canonical(row).decode() + "\n"


def _void(group: VotingGroup) -> Iterator[str]:
    rows = LedgerEntry.objects.filter(group=group, kind=LedgerEntry.Kind.VOID).order_by("index")
    for body in rows.values_list("body", flat=True).iterator(2000):
        yield lines.canonical(body).decode() + "\n"
