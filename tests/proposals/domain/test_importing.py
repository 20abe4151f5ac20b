"""Petitions come in once, whole or not at all."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from civic.areas.models import Topic
from civic.comments.models import Comment, Thread
from proposals.models import NumberYear, Proposal
from tests import factories
from tests.proposals.views.costs import LIST, UNANSWERED

pytestmark = pytest.mark.django_db
REAL = Path(os.environ.get("CIVIC_REAL_DATA", Path(__file__).parents[4] / "shared" / "data")) / "petitions"


def a_line(**fields):
    return {
        "category": "안전/환경", "begin": "2019-07-01", "end": "2019-07-31", "content": "밤길이 어둡습니다. 안내등이 필요합니다.",
        "num_agree": 927, "petition_idx": "1", "title": "안내등을 달아 주세요", **fields,
    }  # fmt: skip


def a_file(tmp_path, *lines, name="petitions.jsonl"):
    file = tmp_path / name
    text = "\n".join(
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    file.write_text(text + "\n", encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def city(db):
    factories.a_city()


def test_a_petition_becomes_a_proposal_with_its_dates_topic_and_supports(tmp_path):
    call_command("import_petitions", a_file(tmp_path, a_line()))
    proposal = Proposal.objects.select_related("topic", "thread").get()
    assert proposal.number == "P-2019-00001"
    assert (proposal.title, proposal.support_count, proposal.state) == (
        "안내등을 달아 주세요",
        927,
        "not_supported",
    )
    assert proposal.supports.count() == 0
    assert proposal.submitted_at.isoformat() == "2019-06-30T15:00:00+00:00"
    assert (proposal.topic.name, proposal.topic.name_en) == ("안전/환경", "Safety and environment")
    assert proposal.thread.open is False


def test_a_second_run_adds_nothing(tmp_path, capsys):
    file = a_file(tmp_path, a_line(), a_line(petition_idx="2"), a_line(petition_idx="2"))
    call_command("import_petitions", file)
    call_command("import_petitions", file)
    assert "0 proposals imported, 3 were here already" in capsys.readouterr().out
    assert (Proposal.objects.count(), Thread.objects.count(), Topic.objects.count()) == (2, 2, 1)
    assert NumberYear.objects.get(year=2019).last == 2


def test_without_a_key_the_text_is_the_key(tmp_path):
    line = a_line(petition_idx="")
    call_command("import_petitions", a_file(tmp_path, line, line, line | {"content": "다른 글"}))
    assert Proposal.objects.count() == 2


def test_without_a_title_the_first_sentence_is_the_title(tmp_path):
    line = a_line()
    del line["title"], line["num_agree"]
    call_command("import_petitions", a_file(tmp_path, line))
    assert Proposal.objects.get().title == "밤길이 어둡습니다"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{", "line 3: not JSON"),
        ("[]", "line 3: not an object"),
        (a_line(begin="gestern"), 'line 3: "begin" is not a date'),
        (a_line(content=" ", title=""), 'line 3: "content" is blank'),
        (a_line(content=7), 'line 3: "content" is missing or no text'),
        (a_line(num_agree="many"), 'line 3: "num_agree"'),
        (a_line(num_agree=-1), 'line 3: "num_agree"'),
        (a_line(end="2019-06-01"), 'line 3: "end" 2019-06-01 lies before'),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path, bad, words):
    good = a_file(tmp_path, a_line(petition_idx="9"), name="good.jsonl")
    file = a_file(tmp_path, a_line(), "", bad)
    with pytest.raises(CommandError) as error:
        call_command("import_petitions", good, file)
    assert f"petitions.jsonl, {words}" in str(error.value)
    assert "Nothing was imported" in str(error.value)
    assert not Proposal.objects.exists()
    assert not Topic.objects.exists()


def test_a_file_that_is_not_there_or_not_utf8_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_petitions", tmp_path / "nowhere.jsonl")
    file = tmp_path / "euckr.jsonl"
    file.write_bytes("청원".encode("euc-kr"))
    with pytest.raises(CommandError, match="is not UTF-8"):
        call_command("import_petitions", file)


def test_what_had_enough_supports_was_for_another_body(tmp_path):
    call_command(
        "import_petitions",
        a_file(tmp_path, a_line(num_agree=200_000), a_line(petition_idx="2", end="2999-01-01")),
    )
    assert set(Proposal.objects.values_list("state", flat=True)) == {"transferred", "open"}


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.is_dir(), reason=f"the real petitions are not at {REAL}")
def test_the_1249_real_petitions_come_in_and_cost_no_more_queries(client, django_assert_num_queries):
    call_command("import_petitions", *sorted(REAL.glob("*.jsonl")))
    assert Proposal.objects.count() == 1249
    top = Proposal.objects.order_by("-support_count").first()
    Comment.objects.create(thread=top.thread, body="옛 의견")
    client.get("/proposals/")
    with django_assert_num_queries(LIST + 1):  # a search asks first how common its words are
        assert len(client.get("/proposals/?q=경찰").context["cards"]) == 20
    assert not top.answers.exists()
    with django_assert_num_queries(UNANSWERED):
        client.get(f"/proposals/{top.number}/")
