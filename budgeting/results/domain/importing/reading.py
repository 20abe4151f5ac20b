"""What a ``.pb`` file says, in the platform's words: its identity, its days, its rule, and what we cannot hold. Pure."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from budgeting.counting import Election, PabulibError, stated_rule
from budgeting.results.domain.counting import Settings
from civic.common.korean import nfc

LONGEST_ID = 30  # of a project's number on the platform
LARGEST_AMOUNT = 10**15  # that the platform holds, in the file's smallest unit


def check(election: Election, path: Path) -> None:
    """What a file may say but the platform cannot hold, with the line it stands in."""
    for project in election.projects:
        if project.line.cost <= 0:
            raise PabulibError(
                line_of(path, project.line.id),
                f"project {project.line.id!r} costs nothing; the platform needs a cost",
            )
        if project.line.withdrawn:
            raise PabulibError(
                line_of(path, project.line.id),
                f"project {project.line.id!r} was withdrawn after the vote; the platform needs a cost",
            )
        if project.line.cost > LARGEST_AMOUNT:
            raise PabulibError(
                line_of(path, project.line.id),
                f"project {project.line.id!r} costs more than the platform can hold",
            )
        if len(project.line.id) > LONGEST_ID:
            raise PabulibError(
                line_of(path, project.line.id),
                f"project id {project.line.id!r} is longer than 30 characters",
            )
    if election.budget > LARGEST_AMOUNT:
        raise PabulibError(line_of(path, "budget"), "a budget of more than the platform can hold")
    for name in ("date_begin", "date_end"):
        try:
            day_of(election.meta.get(name, ""), last=False)
        except ValueError as error:
            raise PabulibError(
                line_of(path, name), f"META: {name} is no date: {election.meta.get(name, '')!r}"
            ) from error


def line_of(path: Path, start: str) -> int | None:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return next(
            (number for number, line in enumerate(file, 1) if line.lstrip('"').startswith(start)), None
        )


def external_id(election: Election) -> str:
    """The file's own identity: country, unit, subunit and instance."""
    names = [nfc(election.meta.get(name, "")) for name in ("country", "unit", "subunit", "instance")]
    text = "/".join(name for name in names if name)
    return (
        f"pabulib:{text}"
        if len(text) <= 110
        else f"pabulib:{text[:90]}#{sha256(text.encode()).hexdigest()[:12]}"
    )


def day_of(text: str, *, last: bool) -> date:
    """A day as files write it: 07.10.2022, 2022-10-07, or a year alone (its first or last day)."""
    text = text.strip()
    if text.isdigit() and len(text) == 4:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    for style in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, style).date()  # noqa: DTZ007  a day, not a moment
        except ValueError:
            continue
    raise ValueError(text)


def moment_of(day: date) -> datetime:
    """Midnight of the day, in the platform's time zone."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  made aware here


def settings_of(election: Election) -> tuple[Settings, str]:
    """How we count a file, and a sentence where that is not the rule it names."""
    stated, note, options = stated_rule(election), "", dict[str, object]()
    rule = stated[0] if stated else "greedy"
    if stated is None:
        note = f"The file names the rule {election.rule or 'unknown'!r}; counted here by greedy."
    else:
        if stated[1].threshold is not None:
            options["threshold"] = str(stated[1].threshold)
        if rule == "equal-shares":
            options |= {name: getattr(stated[1], name) for name in ("completion", "exhaustive", "integral")}
        if stated[1].comparison:
            options["comparison"] = True
    shape = {
        "vote_type": election.vote_type,
        "unit": election.unit,
        "points_unit": election.points_unit,
        "ranking_length": election.ranking_length,
    }
    return Settings(
        rule, options, None, {name: value for name, value in shape.items() if value is not None}
    ), note
