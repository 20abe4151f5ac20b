"""Reading and writing the one message catalogue of the project, with Babel (no gettext binary needed).

Source strings are English; `civic/locale/ko/LC_MESSAGES/django.po` holds the Korean. The file carries no line
numbers and no dates, so that two people who add sentences on the same day can merge their work.
"""

import ast
import fcntl
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tokenize import TokenError

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.exceptions import TemplateSyntaxError
from django.utils.translation.template import templatize

SOURCES = ("civic", "proposals", "workshops", "budgeting", "templates")
CONTEXT_MARK = "\u0004"  # gettext's own separator between a context and its message
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
_CONTEXTED, _CONTEXTED_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _CONTEXTED),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _CONTEXTED_PLURAL),
}
_PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\- +]?\d*(?:\.\d+)?([a-zA-Z%])")
_F_STRING = re.compile(r"\b[rR]?[fF][rR]?[\"']")
_BRACE = re.compile(r"(?<!\{)\{(\w*)[^{}]*\}(?!\})")


@dataclass
class Extracted:
    """The sentences found in the source, where each one stands, and the files that could not be read."""

    messages: dict[tuple[str, str | None], Message] = field(default_factory=dict)
    places: dict[tuple[str, str | None], set[str]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


def key_of(message: Message) -> tuple[str, str | None]:
    """The (singular message, context) by which a sentence is known."""
    return (message.id[0] if isinstance(message.id, (tuple, list)) else message.id), message.context


def read_sources(root: Path, sources: Collection[str] = SOURCES) -> Extracted:
    """Every translatable sentence of Python files and templates under `root`, tests and migrations left out."""
    found = Extracted()
    for path in _source_files(root, sources):
        place = path.relative_to(root).as_posix()
        try:
            messages = list(_read_file(path))
        except (SyntaxError, TokenError, TemplateSyntaxError, UnicodeDecodeError) as error:
            found.unread[place] = str(error)
            continue
        for message in messages:
            key = key_of(message)
            known = found.messages.get(key)
            if known is None or (message.pluralizable and not known.pluralizable):
                found.messages[key] = message
            found.places.setdefault(key, set()).add(place)
    return found


def _source_files(root: Path, sources: Collection[str]) -> Iterator[Path]:
    for source in sources:
        for path in sorted((root / source).rglob("*")):
            parts = path.relative_to(root).parts
            if {"migrations", "locale", "static", "tests"} & set(parts):
                continue
            if path.suffix == ".py" or ("templates" in parts and path.suffix in {".html", ".txt"}):
                yield path


def _read_file(path: Path) -> Iterator[Message]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        pieces = [source, *_inside_f_strings(source)]
    else:
        # templatize blanks out everything but the gettext calls; the indentation left over means nothing.
        pieces = ["\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())]
    for piece in pieces:
        for _line, id_, _comments, context in extract("python", BytesIO(piece.encode()), KEYWORDS):
            first = id_[0] if isinstance(id_, tuple) else id_
            if first:
                yield Message(id_, context=context)


def _inside_f_strings(source: str) -> Iterator[str]:
    """The expressions between the braces of f-strings: before Python 3.12 they are no tokens that Babel could look at."""
    if not _F_STRING.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue):
            yield ast.unparse(node.value)


def read_catalogue(path: Path) -> Catalog:
    """The catalogue stored at `path`; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale="ko", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale="ko")


def merge(
    stored: Catalog, found: Extracted, taken: Mapping[str, str], *, prune: bool = False
) -> tuple[Catalog, list[str]]:
    """A new catalogue: what the source says, with the stored Korean and then the `taken` Korean over it.

    Stored sentences that the source no longer says are kept unless `prune`. Also gives the keys of `taken`
    that the source does not say (yet): they are stored all the same, for somebody may be about to write them.
    """
    korean = {key_of(message): _text(message) for message in stored if message.id}
    messages = dict(found.messages)
    unknown = []
    for raw, text in taken.items():
        key = _resolve(raw, found)
        if key not in found.messages:
            unknown.append(raw)
        korean[key] = unicodedata.normalize("NFC", text)
    if not prune:
        known = {key_of(message): message for message in stored if message.id}
        for key in korean:
            messages.setdefault(key, known.get(key) or Message(key[0], context=key[1]))
    merged = Catalog(locale="ko", fuzzy=False)
    for key in sorted(messages, key=lambda one: (one[0], one[1] or "")):
        message, text = messages[key], korean.get(key, "")
        merged.add(message.id, (text,) if message.pluralizable else text, context=message.context)
    return merged, unknown


def _resolve(raw: str, found: Extracted) -> tuple[str, str | None]:
    """The key that a line of a translation file means; in templates a percent sign is stored doubled."""
    context, mark, id_ = raw.rpartition(CONTEXT_MARK)
    key = (id_, context if mark else None)
    doubled = (id_.replace("%", "%%"), key[1])
    return doubled if key not in found.messages and doubled in found.messages else key


def _text(message: Message) -> str:
    string = message.string
    return (string[0] if string else "") if isinstance(string, (tuple, list)) else string or ""


def problems(catalogue: Catalog, found: Extracted, only: Collection[str] = ()) -> list[str]:
    """One line for each sentence without Korean, or whose Korean has other placeholders than the English."""
    stored = {key_of(message): message for message in catalogue if message.id}
    lines = []
    for key in sorted(found.messages, key=lambda one: (one[0], one[1] or "")):
        places = sorted(found.places[key])
        if only and not any(_under(place, only) for place in places):
            continue
        message = stored.get(key)
        text = _text(message) if message else ""
        shown = f"{key[1]}|{key[0]}" if key[1] else key[0]
        if not text.strip():
            lines.append(f"no Korean: {shown!r}  ({places[0]})")
        elif fault := placeholder_fault(found.messages[key], text):
            lines.append(f"{fault}: {shown!r} -> {text!r}  ({places[0]})")
    return lines


def _under(place: str, prefixes: Collection[str]) -> bool:
    return any(place == one or place.startswith(one.rstrip("/") + "/") for one in prefixes)


def placeholder_fault(message: Message, text: str) -> str:
    """In words, how the placeholders of the Korean differ from the English; empty where they agree.

    A plural is held against its plural form: English may leave the number out of "one vote", Korean may not.
    """
    english = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
    if _named(english) != _named(text):
        return "other %(…)s placeholders"
    if _positional(english) != _positional(text):
        return "other %s placeholders"
    if set(_BRACE.findall(english)) != set(_BRACE.findall(text)):
        return "other {…} placeholders"
    if "%" in _PERCENT.sub("", text) and (_named(english) or _positional(english)):
        return "a lone percent sign (write %%)"
    return ""


def _named(text: str) -> set[str]:
    return {name for name, _kind in _PERCENT.findall(text) if name}


def _positional(text: str) -> int:
    return sum(1 for name, kind in _PERCENT.findall(text) if not name and kind in "sdifr")


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Store the catalogue as .po: sorted, without places and dates. Nothing is written where nothing changed."""
    body = BytesIO()
    write_po(body, catalogue, sort_output=True, no_location=True, omit_header=True, width=110)
    _replace(path, HEADER.encode() + body.getvalue())


def korean(root: Path) -> Path:
    """The Korean catalogue of the tree at ``root``."""
    return root / "civic" / "locale" / "ko" / "LC_MESSAGES" / "django.po"


def compile_for(root: Path) -> None:
    """Write the .mo of the tree at ``root``, alone; needs no Django that is set up."""
    with alone(korean(root).parent):
        compile_catalogue(korean(root))


def compile_catalogue(path: Path) -> None:
    """Write the .mo beside the .po."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(path))
    _replace(path.with_suffix(".mo"), compiled.getvalue())


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the catalogue's folder: two people who store translations at once wait for one another."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
