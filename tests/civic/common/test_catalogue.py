"""`manage.py catalogue` on a small tree of its own."""

import json
import re
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pytest_django import Settings

from civic.common import cataloguing

PYTHON = '''
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
_("Hello %(name)s")
_("A long sentence "
  "in two pieces")
ngettext("%(n)s vote", "%(n)s votes", 3)
pgettext("menu", "Vote")
f"{_('Two people')}: {ngettext('%(n)s seat', '%(n)s seats', 2) % {'n': 2}}"
"""_("not this")"""
'''
TEMPLATE = """{% load i18n %}
<p>
    {% translate "50% off" %} {% translate "Vote" context "heading" %}
  {% blocktranslate count n=x %}{{ n }} cat{% plural %}{{ n }} cats{% endblocktranslate %}
{% component "button" label=_("Save") %}</p>
"""
KOREAN = {
    "Hello %(name)s": "%(name)s 님, 안녕하세요",
    "A long sentence in two pieces": "두 조각으로 된 긴 문장",
    "%(n)s vote": "%(n)s표",
    "menu\u0004Vote": "투표",
    "heading\u0004Vote": "투표하기",
    "50% off": "50%% 할인",
    "Two people": "두 사람",
    "%(n)s seat": "%(n)s자리",
    "%(n)s cat": "고양이 %(n)s마리",
    "Save": "저장",
}


@pytest.fixture
def tree(tmp_path: Path, settings: Settings) -> Path:
    (tmp_path / "civic").mkdir()
    (tmp_path / "civic" / "views.py").write_text(PYTHON)
    (tmp_path / "civic" / "migrations").mkdir()
    (tmp_path / "civic" / "migrations" / "0001.py").write_text('_("not this either")')
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "a.html").write_text(TEMPLATE)
    settings.BASE_DIR = tmp_path
    return tmp_path


def po(tree: Path) -> Path:
    return tree / "civic" / "locale" / "ko" / "LC_MESSAGES" / "django.po"


def take(tree: Path, korean: dict[str, str]) -> None:
    file = tree / "ko.json"
    file.write_text(json.dumps(korean), encoding="utf-8")
    call_command("catalogue", take=file)


def test_every_sentence_of_python_and_templates_is_found(tree: Path) -> None:
    call_command("catalogue")
    found = {cataloguing.key_of(message) for message in cataloguing.read_catalogue(po(tree)) if message.id}
    assert found == {
        ("Hello %(name)s", None),
        ("A long sentence in two pieces", None),
        ("%(n)s vote", None),
        ("Vote", "menu"),
        ("Vote", "heading"),
        ("50%% off", None),
        ("%(n)s cat", None),
        ("Save", None),
        ("Two people", None),
        ("%(n)s seat", None),
    }


def test_a_complete_catalogue_passes_and_speaks_korean(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(tree, KOREAN)
    call_command("catalogue", check=True)
    assert "complete" in capsys.readouterr().out
    with po(tree).with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    assert compiled.ngettext("%(n)s vote", "%(n)s votes", 3) == "%(n)s표"
    assert compiled.pgettext("menu", "Vote") == "투표"
    assert compiled.pgettext("heading", "Vote") == "투표하기"


def test_what_lacks_korean_is_listed_where_asked_for(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take(tree, {"Save": "저장"})
    with pytest.raises(CommandError, match="9 sentences"):
        call_command("catalogue", check=True)
    assert "'Hello %(name)s'  (civic/views.py)" in capsys.readouterr().out
    with pytest.raises(CommandError, match="3 sentences"):
        call_command("catalogue", check=True, only="templates/pages")
    call_command(
        "catalogue", check=True, only="workshops,templates/pag"
    )  # a prefix is a folder, not a piece of a name


@pytest.mark.parametrize(
    ("english", "korean", "complaint"),
    [
        ("Hello %(name)s", "%(nam)s 님", "placeholders"),
        ("Hello %(name)s", "안녕하세요", "placeholders"),
        ("%(n)s vote", "한 표", "placeholders"),
        ("Hello %(name)s", "%(name)s 님 100%", "percent"),
    ],
)
def test_a_lost_placeholder_is_found(
    tree: Path, capsys: pytest.CaptureFixture[str], english: str, korean: str, complaint: str
) -> None:
    take(tree, {**KOREAN, english: korean})
    with pytest.raises(CommandError, match="1 sentence"):
        call_command("catalogue", check=True)
    assert complaint in capsys.readouterr().out


def test_brace_placeholders_are_held_to_the_same(tree: Path) -> None:
    message = cataloguing.Message("{count} of {total}")
    assert cataloguing.placeholder_fault(message, "{total} 중 {count}") == ""
    assert cataloguing.placeholder_fault(message, "{total} 중 {coun}")


def test_a_sentence_that_left_the_source_stays_until_it_is_pruned(tree: Path) -> None:
    take(tree, {**KOREAN, "Not written yet": "아직"})
    call_command("catalogue")
    assert "아직" in po(tree).read_text()
    call_command("catalogue", prune=True)
    assert "아직" not in po(tree).read_text()
    call_command("catalogue", check=True)


def test_the_file_has_no_dates_or_places_and_does_not_change_by_itself(tree: Path) -> None:
    take(tree, KOREAN)
    before = po(tree).read_text()
    call_command("catalogue")
    assert po(tree).read_text() == before
    assert "views.py" not in before
    assert "Date" not in before


def test_nothing_is_pruned_while_a_file_cannot_be_read(tree: Path) -> None:
    take(tree, KOREAN)
    (tree / "civic" / "broken.py").write_text('_("open')
    with pytest.raises(CommandError, match="Nothing was pruned"):
        call_command("catalogue", prune=True)


@pytest.mark.parametrize("content", ["[]", "{", '{"a": ""}', '{"a": 1}'])
def test_a_file_that_is_no_list_of_translations_is_refused(tree: Path, content: str) -> None:
    (tree / "ko.json").write_text(content)
    with pytest.raises(CommandError):
        call_command("catalogue", take=tree / "ko.json")


def store_four_at_once(path: Path, guard: Callable[[Path], AbstractContextManager[None]]) -> int:
    """Four people store a sentence each, held between reading and writing until all have read (or 0.3 s); how many stay."""
    barrier = threading.Barrier(4)

    def keep(number: int) -> None:
        with guard(path.parent):
            stored = cataloguing.read_catalogue(path)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(0.3)
            merged, _ = cataloguing.merge(
                stored, cataloguing.Extracted(), {f"Sentence {number}": f"문장 {number}"}
            )
            with writing:  # so that the control loses sentences, not halves of files
                cataloguing.write_catalogue(merged, path)

    writing = threading.Lock()
    threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(1 for message in cataloguing.read_catalogue(path) if message.id)


@pytest.mark.race
def test_people_who_store_at_once_lose_nothing(tree: Path) -> None:
    assert store_four_at_once(po(tree), cataloguing.alone) == 4


@pytest.mark.race
def test_without_the_lock_sentences_would_be_lost(tree: Path) -> None:
    po(tree).parent.mkdir(parents=True)
    assert store_four_at_once(po(tree), lambda _folder: nullcontext()) < 4


@pytest.fixture(scope="module")
def project() -> cataloguing.Extracted:
    """Every sentence of the project; reading them takes ten seconds."""
    return cataloguing.read_sources(settings.BASE_DIR)


def test_every_sentence_of_the_project_has_its_korean(project: cataloguing.Extracted) -> None:
    assert project.unread == {}
    assert cataloguing.problems(cataloguing.read_catalogue(po(settings.BASE_DIR)), project) == []


def test_source_sentences_are_english(project: cataloguing.Extracted) -> None:
    """A Korean word may be quoted in an English sentence; a Korean sentence may not be a source sentence."""
    korean, latin = re.compile("[가-힣]"), re.compile("[A-Za-z]")
    assert [key for key in project.messages if len(korean.findall(key[0])) > len(latin.findall(key[0]))] == []
