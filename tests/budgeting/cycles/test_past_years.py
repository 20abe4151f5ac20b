"""The years of two cities as data: what sources state is there, what they do not is said."""

import pytest
from django.test import Client
from django.utils import translation

from budgeting.cycles.ballot_wording import envelope_rows
from budgeting.cycles.models import Cycle, RuleSet
from budgeting.cycles.past_years import BUSAN, PRESETS, SEOUL
from budgeting.cycles.wording import rules_in_words
from civic.accounts.models import User
from tests.budgeting.cycles.test_doors import make, sign_in

YEARS = [one.key for one in (*SEOUL, *BUSAN)]


@pytest.mark.parametrize("key", YEARS)
def test_every_year_names_its_source_and_what_it_does_not_state(key: str) -> None:
    preset = PRESETS[key]
    assert preset.source
    assert "tie_break" in preset.undecided
    known = {field.name for field in RuleSet._meta.get_fields()}
    for name in preset.undecided:
        first, *rest = name.split(".")
        assert first in known or (first == "envelope" and rest[0] in {one.key for one in preset.envelopes})
    assert sum(preset.rules["weights"].values()) == 100


def test_the_years_differ_as_the_sources_say() -> None:
    assert PRESETS["seoul-2019"].rules["weights"] == {
        "citizens": 50, "committee": 30, "proposers": 10, "graduates": 10
    }  # fmt: skip
    assert [(one.picks_max, one.amount) for one in PRESETS["seoul-2021"].envelopes] == [
        (7, 30_000_000_000),
        (3, 10_000_000_000),
        (None, 30_000_000_000),
    ]
    void = PRESETS["seoul-2015"]
    assert (void.envelopes[0].picks_min, void.envelopes[0].picks_max, void.rules["invalid_rule"]) == (
        168,
        168,
        "void",
    )
    assert [one.picks_max for one in PRESETS["busan-2019"].envelopes] == [3, 7]
    assert [one.picks_max for one in PRESETS["busan-2020"].envelopes] == [2, 10, None]
    assert PRESETS["seoul-2014"].rules["support_threshold"] == 30


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_year_says_its_rules_in_words_and_what_is_not_stated(oh: User, language: str) -> None:
    rules = RuleSet.objects.get(cycle=make(oh, preset="seoul-2016"))
    with translation.override(language):
        said = {row.label: row.value for row in rules_in_words(rules)}
        rows = envelope_rows(list(rules.cycle.envelopes.all()), rules.undecided)
        unstated = translation.gettext("Not stated in the source of these rules.")
        assert said[translation.gettext("Ties")] == unstated
        assert "45" in said[translation.gettext("Weights")]
        assert rows[1].ballot == [translation.gettext("How to vote is not stated in the source.")]
        assert translation.gettext("At most %(n)s in one policy field.") % {"n": 1} in rows[0].ballot


@pytest.mark.django_db
def test_the_page_names_the_source_and_says_what_is_not_stated(client: Client, oh: User) -> None:
    cycle: Cycle = make(oh, preset="seoul-2022")
    sign_in(client, oh)
    page = client.get(f"/budget/{cycle.slug}/").content.decode()
    assert "m.edaily.co.kr 01177526629146992" in page
    assert "이 규칙의 출처 자료에 나오지 않습니다." in page
