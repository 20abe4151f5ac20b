"""Documents: which are taken. They are never opened here beyond what tells their type, and only handed out as downloads."""

import zipfile
from typing import IO

from civic.attachments.judging import MEGABYTE, Judged, size_of
from civic.attachments.refusals import CannotBeRead, HoldsPrograms, NotADocument, PackedTooTight, TooLarge

LARGEST = 15 * MEGABYTE
MOST_ENTRIES = 1_000
MOST_UNPACKED = 300 * MEGABYTE
MOST_RATIO = 100
SMALL_ENTRY = MEGABYTE  # a short text of spaces packs a thousandfold and harms nobody
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OFFICE = "application/vnd.openxmlformats-officedocument"
BY_PART = {  # Office Open XML: the part that only this type has
    "word/document.xml": (f"{OFFICE}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": (f"{OFFICE}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": (f"{OFFICE}.presentationml.presentation", "pptx"),
}
BY_MIMETYPE = {  # OpenDocument and HWPX: a first entry that names the type
    b"application/vnd.oasis.opendocument.text": ("application/vnd.oasis.opendocument.text", "odt"),
    b"application/vnd.oasis.opendocument.spreadsheet": ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    b"application/vnd.oasis.opendocument.presentation": ("application/vnd.oasis.opendocument.presentation", "odp"),
    b"application/hwp+zip": ("application/hwp+zip", "hwpx"),
}  # fmt: skip
PROGRAMS = ("vbaproject.bin", "vbadata.xml")
OPEN_DOCUMENT = ("odt", "ods", "odp")
PROGRAM_FOLDERS = ("basic/", "scripts/")
EMPTY_LIBRARIES = ("script-lc.xml", "script-lb.xml")  # written by old programs where there is no macro at all


def judge(content: IO[bytes]) -> Judged:
    """The type of a document by its content. Raises TooLarge, NotADocument, CannotBeRead, HoldsPrograms, PackedTooTight."""
    if size_of(content) > LARGEST:
        raise TooLarge(limit=LARGEST // MEGABYTE)
    head = content.read(8)
    content.seek(0)
    if head.startswith(b"%PDF-"):
        return Judged("application/pdf", "pdf")
    if head == COMPOUND:
        return _compound(content)
    if head.startswith(b"PK\x03\x04"):
        return _packed(content)
    raise NotADocument


def _compound(content: IO[bytes]) -> Judged:
    """HWP 5 names itself in its stream FileHeader; other files of this make (DOC, XLS, MSI) are not taken."""
    data = content.read()
    content.seek(0)
    if b"HWP Document File" in data and "FileHeader".encode("utf-16-le") in data:
        return Judged("application/x-hwp", "hwp")
    raise NotADocument


def _packed(content: IO[bytes]) -> Judged:
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            names = {entry.filename for entry in entries}
            found = _type_of(archive, names)
            _check_programs(names, found[1])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise CannotBeRead from error
    finally:
        content.seek(0)
    return Judged(*found)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raises where the archive would swell when it is opened. Believes its table of contents: nothing is unpacked here."""
    unpacked = sum(entry.file_size for entry in entries)
    tight = any(
        entry.file_size > SMALL_ENTRY and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or tight:
        raise PackedTooTight


def _check_programs(names: set[str], extension: str) -> None:
    """Raises where the document holds macros. (HWPX always carries a folder of scripts, mostly empty: not looked into.)"""
    for name in map(str.lower, names):
        last = name.rsplit("/", 1)[-1]
        in_folder = extension in OPEN_DOCUMENT and name.startswith(PROGRAM_FOLDERS)
        if last in PROGRAMS or (in_folder and last and last not in EMPTY_LIBRARIES):
            raise HoldsPrograms


def _type_of(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    if "[Content_Types].xml" in names:
        for part, found in BY_PART.items():
            if part in names:
                return found
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
        named = archive.read("mimetype").strip()
        if named in BY_MIMETYPE:
            return BY_MIMETYPE[named]
    raise NotADocument
