"""The reference in the documentation says what the code has."""

import pytest
from django.conf import settings

from civic.portal.referencing import pages


@pytest.mark.parametrize("name", list(pages()))
def test_the_reference_is_up_to_date(name: str) -> None:
    file = settings.BASE_DIR / "docs" / "reference" / name
    assert file.is_file(), "run `manage.py reference` and commit what it writes"
    assert file.read_text(encoding="utf-8") == pages()[name], (
        "run `manage.py reference` and commit what it writes"
    )
