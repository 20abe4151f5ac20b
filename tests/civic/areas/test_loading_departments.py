"""A file of departments does not undo what the desk has written down."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from civic.accounts.models import User
from civic.areas.domain.loading import load_departments
from civic.areas.models import Department
from civic.common.clock import now
from civic.departments.domain import ending
from tests import factories

pytestmark = pytest.mark.django_db


def load(folder: Path, *lines: str) -> int:
    file = folder / "departments.csv"
    file.write_text("code,area,parent,name,phone\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return load_departments(file)


def test_a_name_is_not_changed_by_a_file(tmp_path: Path) -> None:
    factories.a_city()
    load(tmp_path, "safety,1100000000,,안전과,02-1")
    load(tmp_path, "safety,1100000000,,안전과,02-2")
    with pytest.raises(ValidationError, match="안전과"):
        load(tmp_path, "safety,1100000000,,재난과,02-3")
    assert Department.objects.get().phone == "02-2"


def test_what_has_ended_stays_and_what_stood_below_it_stands_below_its_successor(
    tmp_path: Path, admin: User
) -> None:
    factories.a_city()
    lines = ("safety,1100000000,,안전과,02-1", "team,1100000000,safety,점검팀,02-2")
    load(tmp_path, *lines)
    new = ending.rename(
        admin, Department.objects.get(code="safety"), name="재난과", because="새 이름", at=now()
    )
    load(tmp_path, *lines)
    assert Department.objects.get(code="safety").ended_at is not None
    assert Department.objects.get(code="team").parent == new
    new.refresh_from_db()
    assert new.stands_for == [Department.objects.get(code="safety").pk]
