"""What each supporter paid, and what was missing."""

from budgeting.counting import Profile, ProjectLine, Verdict, count, explain

LINES = [ProjectLine("가", 60), ProjectLine("나", 40), ProjectLine("다", 30), ProjectLine("라", 10)]
BALLOTS = [[0, 1]] * 3 + [[1]] + [[2]]


def test_a_bought_project_tells_who_paid_what_and_a_missed_one_what_was_missing() -> None:
    outcome = count(Profile.build(100, LINES, BALLOTS), "equal-shares", {"utility": "cardinality"})
    first = outcome.steps[0]

    assert (first.project, first.price, first.paid_most, first.payers, first.paid_all) == ("나", 10, 10, 4, 0)
    assert [(step.project, step.verdict, step.missing) for step in outcome.steps[1:]] == [
        ("가", Verdict.UNAFFORDABLE, 60 - 3 * (20 - 10)),
        ("다", Verdict.UNAFFORDABLE, 30 - 20),
        ("라", Verdict.UNSUPPORTED, None),
    ]


def test_who_gave_all_is_counted() -> None:
    lines = [ProjectLine("a", 18), ProjectLine("b", 33)]
    step = count(
        Profile.build(66, lines, [[0, 1], [1], [0]]), "equal-shares", {"utility": "cardinality"}
    ).steps[1]

    assert (step.project, step.payers, step.paid_all, step.paid_most) == ("b", 2, 1, 20)


def test_the_words_name_payments_and_what_was_missing() -> None:
    profile = Profile.build(100, LINES, BALLOTS)
    told = {
        step.project: explain(step, "ko")
        for step in count(profile, "equal-shares", {"utility": "cardinality"}).steps
    }

    assert (
        told["나"] == "받은 표 4, 비용 40원. 지지한 4명이 한 사람당 최대 10원씩 나누어 내어 선정되었습니다."
    )
    assert (
        told["다"]
        == "받은 표 1, 비용 30원. 지지한 1명에게 남은 몫을 모두 더해도 비용에서 10원만큼 모자랍니다."
    )
    assert told["라"] == "받은 표 0, 비용 10원. 지지한 투표자가 없어 선정 대상이 아닙니다."


def test_the_completion_says_that_it_spent_what_was_left() -> None:
    profile = Profile.build(100, LINES, BALLOTS)
    outcome = count(profile, "equal-shares", {"completion": "utilitarian", "utility": "cardinality"})

    assert outcome.winners == ["나", "가"]
    assert "득표순으로 쓰는 단계" in explain(outcome.steps[1], "ko")
    assert explain(outcome.steps[2], "en").endswith("and it did not fit into the ₩0 left over.")


def test_phragmen_tells_the_load_and_where_it_stopped() -> None:
    outcome = count(Profile.build(100, LINES, BALLOTS), "phragmen")

    assert outcome.winners == ["나", "다"]
    assert [step.load for step in outcome.steps] == [10, 30, None, None]
    stopped = next(step for step in outcome.steps if step.verdict is Verdict.STOPPED)
    assert stopped.rank == len(outcome.winners) + 1
    assert explain(stopped, "en").endswith("this rule stops at the first project that does not fit.")
