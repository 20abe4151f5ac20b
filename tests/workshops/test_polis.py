"""Importing a finished Polis conversation."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from civic.areas.models import Area, Department
from tests import factories
from workshops import queries
from workshops.models import Opinion, StatementVote, Workshop

REAL = Path(os.environ.get("CIVIC_REAL_DATA", Path(__file__).parents[3] / "shared" / "data")) / "polis"

SUMMARY = 'topic,밤길\nurl,https://pol.is/abc123\nconversation-description,"두 줄\n짜리"\n'
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1440000000000,x,0,1,0,0,1,안내등이 필요합니다\n"
    '1440000000000,x,1,1,0,0,0,"쉼표, 있는 말"\n'
    "1440000000000,x,2,1,0,0,-1,지워진 말\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1440000002000,x,0,1,-1\n"  # the last one of participant 1 on statement 0, though it stands first
    "1440000001000,x,0,1,1\n"
    "1440000001000,x,0,2,1\n"
    "1440000001000,x,1,2,1\n"
    "1440000001000,x,1,2,0\n"  # the same moment: the later line counts
    "1440000003000,x,2,3,1\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "summary.csv").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "votes.csv").write_text(VOTES, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_polis", str(folder), *options, stdout=out)
    return out.getvalue()


def _votes() -> list[tuple[str, str, int]]:
    rows = StatementVote.objects.order_by("opinion__external_id", "participant")
    return list(rows.values_list("opinion__external_id", "participant", "value"))


def test_the_last_vote_of_each_pair_counts(folder: Path, db: None) -> None:
    said = _run(folder)
    assert "3 statements (1 taken out by its moderators), 6 votes read, 4 counted, 3 participants" in said
    assert _votes() == [("0", "polis:1", -1), ("0", "polis:2", 1), ("1", "polis:2", 0), ("2", "polis:3", 1)]
    workshop = Workshop.objects.get()
    assert (workshop.title, workshop.state, workshop.external_id) == ("밤길", "recorded", "polis:abc123")
    assert workshop.summary == "두 줄\n짜리"


def test_a_second_run_changes_nothing_and_keeps_receipts(folder: Path, db: None) -> None:
    first, second = _run(folder), None
    receipts = list(Opinion.objects.order_by("pk").values_list("pk", "receipt"))
    votes = _votes()
    second = _run(folder)
    assert second == first
    assert list(Opinion.objects.order_by("pk").values_list("pk", "receipt")) == receipts
    assert _votes() == votes


def test_a_second_run_brings_what_is_new(folder: Path, db: None) -> None:
    _run(folder)
    with (folder / "votes.csv").open("a", encoding="utf-8") as votes:
        votes.write("1440000009000,x,0,1,0\n1440000009000,x,0,9,1\n")
    _run(folder)
    assert ("0", "polis:1", 0) in _votes()
    assert ("0", "polis:9", 1) in _votes()


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("votes.csv", "1440000009000,x,0,1,7\n", "votes.csv, line 8: a vote is -1, 0 or 1, not 7"),
        ("votes.csv", "1440000009000,x,99,1,1\n", "votes.csv, line 8: there is no statement 99"),
        (
            "votes.csv",
            "1440000009000,x,0,eins,1\n",
            "votes.csv, line 8: voter-id must be a whole number, not 'eins'",
        ),
        ("votes.csv", "1440000009000,x\n", "votes.csv, line 8: fewer values than columns"),
        (
            "comments.csv",
            "1440000000000,x,3,1,0,0,1,\n",
            "comments.csv, line 5: a statement has 1 to 1,000 characters",
        ),
        ("comments.csv", "1440000000000,x,0,1,0,0,1,noch einmal\n", "statement 0 stands there twice"),
    ],
)
def test_a_bad_line_is_named_and_leaves_nothing_behind(
    name: str, line: str, says: str, folder: Path, db: None
) -> None:
    with (folder / name).open("a", encoding="utf-8") as rows:
        rows.write(line)
    with pytest.raises(CommandError, match="Nothing was written") as error:
        _run(folder)
    assert says in str(error.value)
    assert not Workshop.objects.exists()
    assert not Opinion.objects.exists()
    assert not StatementVote.objects.exists()


@pytest.mark.parametrize("name", ["summary.csv", "comments.csv", "votes.csv"])
def test_a_missing_file_is_named(name: str, folder: Path, db: None) -> None:
    (folder / name).unlink()
    with pytest.raises(CommandError, match=name):
        _run(folder)


def test_area_and_department_are_made_when_not_named_and_must_exist_when_named(
    folder: Path, db: None
) -> None:
    with pytest.raises(CommandError, match="1199900000"):
        _run(folder, "--area", "1199900000")
    _run(folder)
    assert (Area.objects.get().code, Department.objects.get().code) == ("1100000000", "participation")
    _run(folder, "--department", factories.a_department().code)


def test_the_page_counts_answers_and_hides_what_its_moderators_took_out(
    folder: Path, client: Client, db: None
) -> None:
    _run(folder)
    client.cookies["django_language"] = "ko"
    workshop = Workshop.objects.get()
    page = client.get(f"/workshops/{workshop.code}/").content.decode()
    assert "동의 1명(50%), 반대 1명, 잘 모르겠음 0명" in page
    assert "지워진 말" not in page
    assert "<progress" in page


def test_an_imported_conversation_owes_nobody_an_answer(folder: Path, db: None) -> None:
    _run(folder)
    assert not queries.without_owner().exists()
    assert queries.outcome(Workshop.objects.get().opinions.all()).total == 0


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["vtaiwan.uberx", "15-per-hour-seattle"])
def test_every_vote_is_the_one_that_polis_counts(name: str, db: None) -> None:
    """Polis' own matrix of participants and statements, cell by cell."""
    folder = REAL / name
    if not folder.is_dir():
        pytest.skip(f"the real data is not here ({folder})")
    _run(folder)
    ours = {(statement, participant): value for statement, participant, value in _votes()}
    theirs = {}
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for key, value in row.items():
                if key.isdigit() and value != "":
                    theirs[key, f"polis:{row['participant']}"] = int(value)
    assert ours == theirs
