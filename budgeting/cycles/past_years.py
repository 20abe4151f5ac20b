"""The rules of past years in Seoul and Busan, as published sources tell them; what they do not tell is left undecided.

Budget years for Seoul, years of the vote for Busan. "Less than X" is written as X minus one won. No source that we
know states a rule for ties, so it is undecided everywhere.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.presets import DAYS, DEFAULTS, RULES, EnvelopePreset, Preset

MILLION = 1_000_000
BILLION = 1_000 * MILLION
ALWAYS = ("tie_break", "minimum_age", "committee_minimum", "objection_days", "publication")
"""What none of the sources states for any year."""
FEW = ("identity_level", "channels", "invalid_rule", "excluded")


def year(
    key: str,
    label: Any,
    text: Any,
    source: str,
    envelopes: tuple[EnvelopePreset, ...],
    *,
    undecided: tuple[str, ...] = (),
    stated: tuple[str, ...] = (),
    **rules: Any,
) -> Preset:
    """One year. ``stated`` names rules of FEW that this year's source does state; amounts of 0 are undecided."""
    if len(rules.get("weights", {})) > 1:
        rules["count_rule"] = "class-weighted"
    unknown = [name for name in (*ALWAYS, *FEW) if name not in rules and name not in stated]
    if "weights" not in rules:
        unknown.append("weights")
    if "electorate" not in stated:
        unknown.append("electorate")
    unknown += [f"envelope.{one.key}.amount" for one in envelopes if not one.amount]
    unknown += [f"envelope.{one.key}.picks" for one in envelopes if one.picks_max is None]
    return Preset(
        key, label, text, RULES | rules, envelopes, DAYS, source, tuple(sorted({*unknown, *undecided}))
    )


def whole(amount: int, ceiling: int | None = None, **fields: Any) -> tuple[EnvelopePreset, ...]:
    """One envelope for all."""
    return (EnvelopePreset("all", "시민참여예산", "Citizens' budget", amount, ceiling, **fields),)


CITY, LOCAL = ("city", "시정참여형", "City-wide"), ("local", "지역참여형", "Local")
PARTNERS = ("partnership", "시정협치형", "Partnership")
PLAN = ("plan", "구·동단위계획형", "Borough and ward plans")
MEMBERS = {"committee": 100}
ORDINANCE = ("electorate", "excluded")

SEOUL = (
    year(
        "seoul-2013",
        _("Seoul, budget year 2013"),
        _("50 billion won; the 250 members of the citizens' council vote."),
        "go.seoul.co.kr 2012-07-13; english.seoul.go.kr; wooritvnews",
        whole(50 * BILLION, 3 * BILLION - 1),
        weights=MEMBERS,
        count_rule="greedy",
    ),
    year(
        "seoul-2014",
        _("Seoul, budget year 2014"),
        _(
            "50 billion won; each member has 123 votes; only projects with votes of at least 30 % of the voters."
        ),
        "wooritvnews",
        whole(50 * BILLION, picks_max=123),
        weights=MEMBERS,
        support_threshold=30,
        count_rule="greedy",
    ),
    year(
        "seoul-2015",
        _("Seoul, budget year 2015"),
        _("50 billion won; exactly 168 votes; too many or too few make the whole ballot void."),
        "wowtv 2014-07-24",
        whole(50 * BILLION, picks_min=168, picks_max=168),
        invalid_rule="void",
        count_rule="greedy",
    ),
    year(
        "seoul-2016",
        _("Seoul, budget year 2016"),
        _(
            "City-wide 37.5 and local 12.5 billion won; five choices, one in each field; committee 45, citizens 45, survey 10."
        ),
        "yesan.seoul.go.kr/intro/2016; mbn; wowtv",
        (
            EnvelopePreset(
                *CITY, 37_500 * MILLION, BILLION, 0, 5, event_ceiling=300 * MILLION, picks_per_topic=1
            ),
            EnvelopePreset(*LOCAL, 12_500 * MILLION, 300 * MILLION, event_ceiling=100 * MILLION),
            EnvelopePreset("ward", "동 시범사업", "Ward pilot", 2_500 * MILLION),
        ),
        weights={"committee": 45, "citizens": 45, "survey": 10},
        identity_level="phone",
        channels=["web"],
    ),
    year(
        "seoul-nowon",
        _("Seoul, as announced in Nowon (year not certain, perhaps 2018)"),
        _("City-wide 35, partnership 10, borough 0.5 billion won; the citizens' vote counts for half."),
        "webzine.nowon.kr",
        (
            EnvelopePreset(
                *CITY,
                35 * BILLION,
                3 * BILLION - 1,
                event_ceiling=300 * MILLION - 1,
                floor=100 * MILLION,
            ),
            EnvelopePreset(*PARTNERS, 10 * BILLION, BILLION - 1, event_ceiling=300 * MILLION - 1),
            EnvelopePreset(*LOCAL, 500 * MILLION, 200 * MILLION - 1, event_ceiling=50 * MILLION - 1),
        ),
    ),
    year(
        "seoul-2018",
        _("Seoul, budget year 2018"),
        _("City-wide 40.5 and local 15 billion won; citizens 50, committee 40, budget school 10."),
        "ohmynews; sedaily",
        (EnvelopePreset(*CITY, 40_500 * MILLION), EnvelopePreset(*LOCAL, 15 * BILLION)),
        weights={"citizens": 50, "committee": 40, "graduates": 10},
        channels=["web"],
    ),
    year(
        "seoul-2019",
        _("Seoul, budget year 2019"),
        _("65.5 billion won; ten choices; citizens 50, committee 30, proposers 10, budget school 10."),
        "m.sedaily.com 1S38RK0S5M",
        whole(65_500 * MILLION, picks_max=10),
        weights={"citizens": 50, "committee": 30, "proposers": 10, "graduates": 10},
        channels=["web", "kiosk"],
    ),
    year(
        "seoul-2020",
        _("Seoul, budget year 2020"),
        _("City-wide 35, partnership 10, borough about 2, borough and ward plans about 24 billion won."),
        "hankyung 2019-02-10; fnnews",
        (
            EnvelopePreset(*CITY, 35 * BILLION),
            EnvelopePreset(*PARTNERS, 10 * BILLION),
            EnvelopePreset(*LOCAL, 2 * BILLION),
            EnvelopePreset(*PLAN, 24 * BILLION),
        ),
        channels=["web"],
    ),
    year(
        "seoul-2021",
        _("Seoul, budget year 2021"),
        _("Ten choices: seven city-wide and three of the partnership type."),
        "edaily; eroun; opengov.seoul.go.kr 19921285",
        (
            EnvelopePreset(*CITY, 30 * BILLION, None, 0, 7),
            EnvelopePreset(*PARTNERS, 10 * BILLION, None, 0, 3),
            EnvelopePreset(*PLAN, 30 * BILLION),
        ),
        channels=["web"],
    ),
    year(
        "seoul-2022",
        _("Seoul, budget year 2022"),
        _("30 billion won city-wide; five choices; polling stations in 21 boroughs."),
        "m.edaily.co.kr 01177526629146992; wowtv",
        whole(30 * BILLION, picks_max=5),
        channels=["web", "kiosk"],
    ),
    year(
        "seoul-2025",
        _("Seoul, budget year 2025"),
        _("20 billion won for a set theme and 30 billion for free proposals."),
        "asiae 2024-02-29; m.edaily.co.kr 01446486638819712; ordinance no. 9242",
        (
            EnvelopePreset("designated", "지정제안형", "Set theme", 20 * BILLION),
            EnvelopePreset("free", "자유제안형", "Free", 30 * BILLION),
        ),
        stated=ORDINANCE,
    ),
    year(
        "seoul-2026",
        _("Seoul, budget year 2026"),
        _(
            "30 billion won for set themes, 20 billion free; a project below 2 billion, an event below 100 million."
        ),
        "kila.or.kr 2025-03-10; kyungilife; ordinance no. 9242",
        (
            EnvelopePreset(
                "designated",
                "지정제안형",
                "Set theme",
                30 * BILLION,
                2 * BILLION - 1,
                event_ceiling=100 * MILLION - 1,
            ),
            EnvelopePreset(
                "free", "자유제안형", "Free", 20 * BILLION, 2 * BILLION - 1, event_ceiling=100 * MILLION - 1
            ),
        ),
        stated=ORDINANCE,
    ),
)
BUSAN = (
    year(
        "busan-2019",
        _("Busan, vote of 2019"),
        _(
            "Ten votes: three city and seven local projects; citizens 50, committee 50; a project costs at most 500 million won."
        ),
        "sedaily; busan.go.kr",
        (
            EnvelopePreset(*CITY, 0, 500 * MILLION, 0, 3),
            EnvelopePreset(*LOCAL, 0, 500 * MILLION, 0, 7),
        ),
        weights={"citizens": 50, "committee": 50},
        channels=["web"],
    ),
    year(
        "busan-2020",
        _("Busan, vote of 2020"),
        _(
            "Twelve votes: two city and ten local projects; city 13, local 3, residents' councils 1 billion won."
        ),
        "kukinews; cnbnews 435648; wnews",
        (
            EnvelopePreset(*CITY, 13 * BILLION, 500 * MILLION, 0, 2),
            EnvelopePreset(*LOCAL, 3 * BILLION, 500 * MILLION, 0, 10),
            EnvelopePreset("councils", "주민자치회형", "Residents' councils", BILLION, 500 * MILLION),
        ),
        channels=["web"],
    ),
    year(
        "busan-2021",
        _("Busan, vote of 2021"),
        _("148 projects in four types: city, local, and both in partnership."),
        "cnbnews 558959",
        (
            EnvelopePreset(*CITY, 0, 500 * MILLION),
            EnvelopePreset(*LOCAL, 0, 500 * MILLION),
            EnvelopePreset("city-partners", "시정협치형", "City partnership", 0, 500 * MILLION),
            EnvelopePreset("local-partners", "지역협치형", "Local partnership", 0, 500 * MILLION),
        ),
    ),
)
PRESETS = {**DEFAULTS, **{one.key: one for one in (*SEOUL, *BUSAN)}}
"""Every preset: the three to begin with, then the years."""
