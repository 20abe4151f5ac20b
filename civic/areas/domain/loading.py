"""Loading places, departments and topics from files. Running it again changes only what differs."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc

DATA = Path(__file__).resolve().parent.parent / "data"


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
def load_areas(path: Path = DATA / "areas.csv", *, city: str = "") -> int:
    """Areas from ``path`` (only the city whose code is given, when one is); gives how many. Parents come before children."""
    loaded = 0
    for line, row in rows(path, {"code", "level", "parent", "name"}):
        if city and city not in (row["code"], row["parent"]):
            continue
        area = Area(
            code=row["code"],
            level=row["level"],
            parent_id=row["parent"] or None,
            name=row["name"],
            name_en=row.get("name_en", ""),
            population=_number(row.get("population", "")),
            population_as_of=row.get("population_as_of", ""),
            tile_column=_number(row.get("tile_column", "")),
            tile_row=_number(row.get("tile_row", "")),
        )
        _check(area, path, line)
        Area.objects.update_or_create(code=area.code, defaults=_fields(area, "code", "geometry"))
        loaded += 1
    return loaded


@transaction.atomic
def load_departments(path: Path = DATA / "departments.csv", *, city: str = "") -> int:
    """Departments from ``path``, only those whose area is loaded; gives how many."""
    known = set(Area.objects.values_list("code", flat=True))
    loaded = 0
    for line, row in rows(path, {"code", "area", "name"}):
        if row["area"] not in known or (city and row["area"][:2] != city[:2]):
            continue
        parent = Department.objects.filter(code=row.get("parent", "")).first()
        department = Department(
            code=row["code"],
            area_id=row["area"],
            parent=parent,
            name=row["name"],
            name_en=row.get("name_en", ""),
            phone=row.get("phone", ""),
            takes_unrouted=row.get("takes_unrouted") == "1",
        )
        _check(department, path, line)
        Department.objects.update_or_create(code=department.code, defaults=_fields(department, "id", "code"))
        loaded += 1
    return loaded


@transaction.atomic
def load_topics(path: Path = DATA / "topics.csv") -> int:
    """Policy topics from ``path``; gives how many."""
    loaded = 0
    for line, row in rows(path, {"slug", "name"}):
        parent = Topic.objects.filter(slug=row.get("parent", "")).first()
        topic = Topic(
            slug=row["slug"], parent=parent, name=row["name"], name_en=row.get("name_en", ""), position=loaded
        )
        _check(topic, path, line)
        Topic.objects.update_or_create(slug=topic.slug, defaults=_fields(topic, "id", "slug"))
        loaded += 1
    return loaded


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _fields(row: Area | Department | Topic, *without: str) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in without}


def _check(row: Area | Department | Topic, path: Path, line: int) -> None:
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError as error:
        what = "; ".join(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
        raise ValidationError(
            _("%(file)s, line %(line)s: %(what)s") % {"file": path, "line": line, "what": what}
        ) from error
