"""Loading places, departments and topics from files. Running it again changes only what differs."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc

BY_THE_DESK = ("ended_at", "ended_because", "ended_because_en", "successor", "stands_for")
DATA = Path(__file__).resolve().parent.parent / "data"
AREAS, DEPARTMENTS, TOPICS = DATA / "areas.csv", DATA / "departments.csv", DATA / "topics.csv"

Row = TypeVar("Row", Department, Topic)


def rows(path: Path, needed: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a UTF-8 CSV file; raises ValidationError naming the line or column that is wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = needed - set(reader.fieldnames or [])
            if missing:
                raise ValidationError(
                    _("%(file)s lacks the columns %(columns)s.")
                    % {"file": path, "columns": ", ".join(sorted(missing))}
                )
            for row in reader:
                yield reader.line_num, {key: nfc((value or "").strip()) for key, value in row.items() if key}
    except OSError as error:
        raise ValidationError(
            _("%(file)s cannot be read: %(why)s.") % {"file": path, "why": error.strerror}
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError(
            _("%(file)s is not a UTF-8 CSV file: %(why)s.") % {"file": path, "why": error}
        ) from error


@transaction.atomic
def load_areas(path: Path = AREAS, *, city: str = "") -> int:
    """Areas from ``path`` (only the city whose code is given, when one is); gives how many. Parents come before children."""
    loaded: set[str] = set()
    for line, row in rows(path, {"code", "level", "parent", "name"}):
        if city and row["code"] != city and row["parent"] not in loaded:
            continue
        area = Area(
            code=row["code"],
            level=row["level"],
            parent_id=row["parent"] or None,
            name=row["name"],
            name_en=row.get("name_en", ""),
            population=_number(row, "population", path, line),
            population_as_of=row.get("population_as_of", ""),
            tile_column=_number(row, "tile_column", path, line),
            tile_row=_number(row, "tile_row", path, line),
        )
        _check(area, path, line)
        Area.objects.update_or_create(code=area.code, defaults=_fields(area, "code", "geometry"))
        loaded.add(area.code)
    return len(loaded)


@transaction.atomic
def load_departments(path: Path = DEPARTMENTS, *, city: str = "") -> int:
    """Departments from ``path`` (of the shipped file only those whose area is loaded); gives how many.

    One that has ended stays as it is. Another name for one that is there is refused: answers would change theirs unasked.
    """
    known = set(Area.objects.values_list("code", flat=True))
    there = Department.objects.in_bulk(field_name="code")
    loaded = 0
    for line, row in rows(path, {"code", "area", "name"}):
        if city and row["area"][:2] != city[:2]:
            continue
        if path == DEPARTMENTS and row["area"] not in known:
            continue
        department = Department(
            code=row["code"],
            area_id=row["area"],
            parent=_parent(_in_charge_of(row.get("parent", "")), row, path, line),
            name=row["name"],
            name_en=row.get("name_en", ""),
            phone=row.get("phone", ""),
            takes_unrouted=_yes_or_no(row, "takes_unrouted", path, line),
        )
        _check(department, path, line)
        present = there.get(department.code)
        if present is not None and present.ended_at is not None:
            continue
        if present is not None and present.name != department.name:
            raise _wrong(
                path,
                line,
                _("it is called %(name)s here. Give it its new name on the desk.") % {"name": present.name},
            )
        said = _fields(department, "id", "code", *BY_THE_DESK)
        Department.objects.update_or_create(code=department.code, defaults=said)
        loaded += 1
    return loaded


def _in_charge_of(code: str) -> QuerySet[Department]:
    """The department of this code, or the one that has come after it."""
    named = Department.objects.filter(code=code)
    ended = named.filter(ended_at__isnull=False).first()
    return Department.objects.in_force().filter(stands_for__contains=[ended.pk]) if ended else named


@transaction.atomic
def load_topics(path: Path = TOPICS) -> int:
    """Policy topics from ``path``; gives how many."""
    loaded = 0
    for line, row in rows(path, {"slug", "name"}):
        topic = Topic(
            slug=row["slug"],
            parent=_parent(Topic.objects.filter(slug=row.get("parent", "")), row, path, line),
            name=row["name"],
            name_en=row.get("name_en", ""),
            position=loaded,
        )
        _check(topic, path, line)
        Topic.objects.update_or_create(slug=topic.slug, defaults=_fields(topic, "id", "slug"))
        loaded += 1
    return loaded


def _number(row: dict[str, str], column: str, path: Path, line: int) -> int | None:
    """A whole number or nothing; "1,234" or "about 900" would be lost without a word."""
    text = row.get(column, "")
    if text and not (text.isascii() and text.isdigit()):
        raise _wrong(
            path, line, _("%(column)s: “%(text)s” is not a whole number.") % {"column": column, "text": text}
        )
    return int(text) if text else None


def _yes_or_no(row: dict[str, str], column: str, path: Path, line: int) -> bool:
    text = row.get(column, "")
    if text not in ("", "0", "1"):
        raise _wrong(
            path, line, _("%(column)s: “%(text)s” is neither 1 nor 0.") % {"column": column, "text": text}
        )
    return text == "1"


def _parent(named: "QuerySet[Row]", row: dict[str, str], path: Path, line: int) -> Row | None:
    """The row that is named as the parent; parents come before children."""
    if not row.get("parent"):
        return None
    parent = named.first()
    if parent is None:
        raise _wrong(
            path, line, _("parent: there is no “%(text)s” above this line.") % {"text": row["parent"]}
        )
    return parent


def _wrong(path: Path, line: int, what: str) -> ValidationError:
    return ValidationError(
        _("%(file)s, line %(line)s: %(what)s") % {"file": path, "line": line, "what": what}
    )


def _fields(row: Area | Department | Topic, *without: str) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in without}


def _check(row: Area | Department | Topic, path: Path, line: int) -> None:
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError as error:
        what = "; ".join(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
        raise _wrong(path, line, what) from error
