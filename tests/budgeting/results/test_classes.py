"""Class-weighted counts with ballots in classes: from the sealed ballot to the stranger's recount, and who catches a cheat."""

import io
import json
import random
from collections import Counter
from contextlib import redirect_stdout

import pytest
from django.core.files.storage import default_storage

from budgeting.counting.cli import main
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.results.words import command
from budgeting.voting import keys, proofs
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.models import OpenedBallot
from tests.budgeting.results.test_tamperings import Held, run
from tests.budgeting.voting import making
from tests.budgeting.voting.schooling import WEIGHTS, graduated
from tests.budgeting.voting.test_classes import SEONGBUK, a_vote_by_district

pytestmark = pytest.mark.django_db
GRADUATES, OTHERS = 12, 15


def published(oh, jang, settings, *, graduates=GRADUATES, weights=WEIGHTS, **rules):
    """Twelve hold a certificate; ``graduates`` of them vote for the first project, fifteen citizens for the second."""
    settings.BALLOT_FILE_MINIMUM = 1
    people = making.voters(GRADUATES + OTHERS)
    graduated(people[:GRADUATES])
    vote = making.a_vote((600, 500, 400), count_rule="class-weighted", weights=weights, **rules)
    for place, person in enumerate(people):
        if place < graduates or place >= GRADUATES:
            vote.cast(person, 0 if place < GRADUATES else 1)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    return vote


def file_of(vote, name):
    with default_storage.open(path_of(vote.cycle, name)) as file:
        return file.read()


def ballots_of(vote):
    return [json.loads(one) for one in file_of(vote, "ballots.jsonl").splitlines()]


def by_stranger(vote, tmp_path):
    (tmp_path / "package.zip").write_bytes(file_of(vote, "package.zip"))
    return run("recount.py", tmp_path / "package.zip")


def shares():
    return {
        one.project.number: [
            (part["name"], part["score"], part["of"], part["weight"]) for part in one.step["classes"]
        ]
        for one in Standing.objects.select_related("project")
    }


def test_a_graduates_ballot_weighs_among_the_graduates_and_a_stranger_finds_the_same(
    client, oh, jang, settings, tmp_path
):
    vote = published(oh, jang, settings)
    first, second = (shares()[vote.projects[at].number] for at in (0, 1))
    assert first == [("citizens", "0", OTHERS, "60"), ("graduates", "12", GRADUATES, "40")]
    assert second == [("citizens", "15", OTHERS, "60"), ("graduates", "0", GRADUATES, "40")]
    assert not list(recount(vote.cycle))
    stranger = by_stranger(vote, tmp_path)
    assert (stranger.returncode, stranger.stderr) == (0, ""), stranger.stdout
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert "12 ÷ 12 × 40 = 40" in page
    assert "Ballots by class of voters" in page

    row = EnvelopeCount.objects.get()
    name = default_storage.path(path_of(vote.cycle, f"{row.envelope.key}.pb"))
    with redirect_stdout(io.StringIO()) as said:
        assert main([name, *command(row, vote.cycle.slug).split()[4:]]) == 0
    assert json.loads(said.getvalue())["profile_sha256"] == row.digest


def test_a_class_with_nine_ballots_is_counted_with_the_citizens_and_so_is_its_weight(
    client, oh, jang, settings, tmp_path
):
    vote = published(oh, jang, settings, graduates=9)
    assert shares()[vote.projects[0].number] == [("citizens", "9", OTHERS + 9, "100")]
    assert "graduates" not in file_of(vote, f"{vote.envelope.key}.pb").decode()
    assert not any("voter_class" in one for one in ballots_of(vote))
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert "60 + 40 = 100" in page
    assert ">9<" not in page  # how many graduates voted is told nowhere
    stranger = by_stranger(vote, tmp_path)
    assert stranger.returncode == 0, stranger.stdout
    assert "no class is told apart" in stranger.stdout


def test_where_a_district_has_too_few_graduates_all_its_ballots_are_citizens(oh, jang, settings, tmp_path):
    settings.BALLOT_FILE_MINIMUM = 1
    here, there = making.voters(24), making.voters(24, SEONGBUK, "far")
    graduated([*here[:12], *there[:9]])
    vote = a_vote_by_district()
    for person in [*here, *there]:
        vote.cast(person, 0 if person in here else 2)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    classes = Counter((one["scope"] == SEONGBUK, one.get("voter_class")) for one in ballots_of(vote))
    assert classes == {(False, "graduates"): 12, (False, "citizens"): 12, (True, None): 24}
    assert shares()[vote.projects[2].number][0] == ("citizens", "24", 36, "60")
    stranger = by_stranger(vote, tmp_path)
    assert stranger.returncode == 0, stranger.stdout


def test_the_weight_of_a_class_whose_ballots_nobody_tells_apart_goes_to_the_citizens(
    oh, jang, settings, tmp_path
):
    weights = {"citizens": 50, "graduates": 30, "proposers": 20}
    vote = published(oh, jang, settings, weights=weights)
    assert shares()[vote.projects[1].number] == [
        ("citizens", "15", OTHERS, "70"),
        ("graduates", "0", 12, "30"),
    ]
    assert by_stranger(vote, tmp_path).returncode == 0


def test_a_graduate_at_a_kiosk_is_not_shown_by_the_door(oh, jang, settings):
    vote = published(oh, jang, settings)
    assert not any("channel" in one for one in ballots_of(vote))
    assert Count.objects.get().channels == {"web": GRADUATES + OTHERS}
    assert OpenedBallot.objects.filter(channel="web").count() == GRADUATES + OTHERS


class Cheat(Held):
    """A package in an insider's hands, who signs it anew; the winners stay what they are."""

    def recount(self):
        pass

    def of(self, name):
        return next(one for one in self.ballots if one["voter_class"] == name)


HELD: list = []


@pytest.fixture
def cheat(oh, jang, settings, tmp_path):
    """The vote below, held once and copied for every test: what it gives is files, no rows."""
    settings.BALLOT_FILE_MINIMUM = 1
    if not HELD:
        HELD.append(a_package(oh, jang))
    package, heads, key = HELD[0]
    return Cheat(tmp_path, dict(package), heads, key, [])


def a_package(oh, jang):
    """Two citizens vote as the graduates do, the others otherwise; a witness kept the heads."""
    people = making.voters(GRADUATES + OTHERS)
    graduated(people[:GRADUATES])
    vote = making.a_vote((600, 500, 400), count_rule="class-weighted", weights=WEIGHTS)
    for place, person in enumerate(people):
        vote.cast(person, 0 if place < GRADUATES + 2 else 1)
    sequence(vote.group, making.timezone.now(), everything=True)
    vote.close()
    heads = "".join(proofs.head_lines(vote.group))
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    package = {name: file_of(vote, name) for name in Count.objects.get().files if name != "package.zip"}
    return package, heads, keys.log_key(vote.group.pk)


def test_signing_the_package_anew_without_a_change_fits(cheat):
    """The control: what is caught below is the class, not the forger's clumsiness."""
    cheat.sign_anew()
    assert "public" not in cheat.caught_by(), cheat.said


def move(cheat, frm, to, nonce):
    ballot = cheat.of(frm)
    ballot["voter_class"], ballot["class_nonce"] = to, nonce or ballot["class_nonce"]


def to_the_citizens(cheat):
    """With the nonce of another ballot, and with its own: neither opens the seal to another class."""
    move(cheat, "graduates", "citizens", cheat.of("citizens")["class_nonce"])
    return "was cast in another class"


def to_the_graduates(cheat):
    move(cheat, "citizens", "graduates", None)
    return "was cast in another class"


def not_opened(cheat):
    """A graduate's ballot is left unopened, so that it counts as a citizen's."""
    ballot = cheat.of("graduates")
    del ballot["voter_class"], ballot["class_nonce"]
    return "not opened as the rules say"


def another_seal(cheat):
    ballot = cheat.of("graduates")
    ballot["class"] = cheat.of("citizens")["class"]
    return "does not open to its commitment"


def other_weights(cheat):
    cheat.result["envelopes"][0]["shape"]["classes"] = [["citizens", "90"], ["graduates", "10"]]
    return "not those of the rules"


def more_members_than_there_are(cheat):
    """The list of members is in the rules, whose hash witnesses saw before the first ballot."""
    cheat.rules["classes"]["cells"][0]["members"] = 11
    return "more ballots of graduates than members"


@pytest.mark.parametrize(
    "tamper",
    [to_the_citizens, to_the_graduates, not_opened, another_seal, other_weights, more_members_than_there_are],
)
def test_a_ballot_moved_to_another_class_is_caught_by_whoever_looks(cheat, tamper):
    message = tamper(cheat)
    cheat.sign_anew()
    assert "public" in cheat.caught_by()
    assert message in cheat.said


def lines_of(content):
    """The rows of votes in a .pb file: (id, rest)."""
    rows = content.decode().split("VOTES\n")[1].splitlines()[1:]
    return [tuple(row.split(";", 1)) for row in rows]


def joined(rows, order):
    """How many rows of a file stand where the order of the ledger's commitments would put them."""
    return sum(row == other for row, other in zip(rows, order, strict=True))


def test_the_rows_of_the_file_are_shuffled_by_a_seed_that_nobody_has(oh, jang, settings):
    """From the published files alone nobody joins a row to a commitment; with a seed from the file everybody did (control)."""
    vote = published(oh, jang, settings)
    row = EnvelopeCount.objects.get()
    name = f"{row.envelope.key}.pb"
    ledger_order = [
        f"{','.join(one['choices'][row.envelope.key])};{one['voter_class']}" for one in ballots_of(vote)
    ]
    ids = [f"{number:07d}" for number in range(1, len(ledger_order) + 1)]

    def guessed(content):
        """Deal the ids anew by the file's own profile hash, and look each commitment's row up."""
        again = list(ids)
        random.Random(row.digest).shuffle(again)
        by_id = dict(lines_of(content))
        return joined([by_id[one] for one in again], ledger_order)

    assert guessed(file_of(vote, name)) < len(ids) - 3  # by chance about half: two kinds of rows
    naive = list(ids)
    random.Random(row.digest).shuffle(naive)
    rows = sorted(zip(naive, ledger_order, strict=True))
    control = "VOTES\nhead\n" + "\n".join(";".join(one) for one in rows)
    assert guessed(control.encode()) == len(ids)
