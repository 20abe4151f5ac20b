"""Nothing but the election decides: not the order of projects or ballots, not the ids where the list ignores them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import RULES, Profile, ProjectLine, count

RULE_NAMES = sorted(set(RULES) - {"class-weighted", "greedy-threshold"})


@st.composite
def elections(draw: st.DrawFn) -> tuple[int, list[ProjectLine], list[list[int]]]:
    """Small elections full of equal costs and equal votes."""
    size = draw(st.integers(1, 6))
    lines = [
        ProjectLine(f"p{at}", draw(st.integers(0, 4)) * 10, lot=lot)
        for at, lot in enumerate(draw(st.permutations(range(size))))
    ]
    ballots = draw(st.lists(st.lists(st.integers(0, size - 1), unique=True), max_size=12))
    return draw(st.integers(0, 120)), lines, ballots


@given(elections(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_input_changes_nothing(
    election: tuple[int, list[ProjectLine], list[list[int]]], data: st.DataObject
) -> None:
    budget, lines, ballots = election
    order = data.draw(st.permutations(range(len(lines))))
    place = {old: new for new, old in enumerate(order)}
    shuffled = data.draw(
        st.permutations([[place[at] for at in data.draw(st.permutations(row))] for row in ballots])
    )
    rule = data.draw(st.sampled_from(RULE_NAMES))

    one = count(Profile.build(budget, lines, ballots), rule)
    other = count(Profile.build(budget, [lines[at] for at in order], shuffled), rule)

    assert one.as_json() == other.as_json()


@given(elections(), st.data())
@settings(max_examples=150, deadline=None)
def test_ids_change_nothing_where_the_lot_decides_first(
    election: tuple[int, list[ProjectLine], list[list[int]]], data: st.DataObject
) -> None:
    budget, lines, ballots = election
    names = data.draw(st.permutations([f"n{at}" for at in range(len(lines))]))
    renamed = [ProjectLine(name, line.cost, lot=line.lot) for name, line in zip(names, lines, strict=True)]
    rule = data.draw(st.sampled_from(RULE_NAMES))

    one = count(Profile.build(budget, lines, ballots), rule)
    other = count(Profile.build(budget, renamed, ballots), rule)

    new_name = {line.id: name for line, name in zip(lines, names, strict=True)}
    assert [new_name[name] for name in one.winners] == other.winners


@given(elections(), st.sampled_from(RULE_NAMES))
@settings(max_examples=200, deadline=None)
def test_the_budget_is_never_exceeded_and_every_project_has_one_step(
    election: tuple[int, list[ProjectLine], list[list[int]]], rule: str
) -> None:
    budget, lines, ballots = election

    outcome = count(Profile.build(budget, lines, ballots), rule)

    costs = {line.id: line.cost for line in lines}
    assert outcome.cost == sum(costs[name] for name in outcome.winners) <= budget
    assert len(set(outcome.winners)) == len(outcome.winners)
    assert sorted(step.project for step in outcome.steps) == sorted(costs)
    assert [step.project for step in outcome.steps if step.verdict == "selected"] == outcome.winners
