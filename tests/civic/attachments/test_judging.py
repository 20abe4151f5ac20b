"""What is taken, by its content and not by its name."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from civic.attachments import refusals
from civic.attachments.forms import FORMS
from civic.attachments.judging import MEGABYTE, papers, pictures
from civic.attachments.storing import RENDITIONS
from tests.civic.attachments import making

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def made(data: bytes) -> dict[str, Image.Image]:
    found = pictures.renditions(BytesIO(data), RENDITIONS)
    return {name: Image.open(BytesIO(part)) for name, (part, _size) in found.items()}


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_photos_of_telephones_are_taken_and_become_three_clean_jpegs(kind: str, media_type: str) -> None:
    data = making.photo(kind, width=2000, height=1500)
    judged = pictures.judge(BytesIO(data))
    assert (judged.media_type, judged.width, judged.height) == (media_type, 2000, 1500)
    found = made(data)
    assert {name: one.size for name, one in found.items()} == {
        "small": (320, 240),
        "medium": (800, 600),
        "large": (1600, 1200),
    }
    assert {one.format for one in found.values()} == {"JPEG"}


def test_place_camera_day_and_comment_are_in_the_photo_and_in_no_rendition() -> None:
    data = making.photo()
    before = Image.open(BytesIO(data))
    assert dict(before.getexif().get_ifd(0x8825)), "the test's photo must have a place, or it shows nothing"
    assert b"Secretphone" in data
    assert b"secret comment" in data
    for part, _size in pictures.renditions(BytesIO(data), RENDITIONS).values():
        after = Image.open(BytesIO(part))
        assert not dict(after.getexif())
        assert set(after.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
        assert b"Exif" not in part
        assert b"ecret" not in part


def test_a_photo_held_on_its_side_stands_upright() -> None:
    found = made(making.photo(width=600, height=400, orientation=6))["large"]
    assert found.size == (400, 600)
    red, blue = found.getpixel((200, 50)), found.getpixel((200, 550))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]


def test_what_is_transparent_becomes_white_and_small_photos_stay_small() -> None:
    into = BytesIO()
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(into, "PNG")
    found = made(into.getvalue())["large"]
    assert found.size == (50, 40)
    assert found.getpixel((10, 10)) == (255, 255, 255)


def test_a_header_that_promises_millions_of_pixels_is_refused_before_any_is_read() -> None:
    bomb = making.bomb()
    assert len(bomb) < 1000
    with pytest.raises(refusals.TooManyPixels):
        pictures.judge(BytesIO(bomb))
    with pytest.raises(refusals.TooManyPixels):
        pictures.renditions(BytesIO(bomb), RENDITIONS)


def test_between_our_limit_and_the_one_of_the_library_ours_holds() -> None:
    with pytest.raises(refusals.TooManyPixels):
        pictures.judge(BytesIO(making.bomb(10_000, 5_001)))
    assert pictures.judge(BytesIO(making.bomb(10_000, 5_000))).width == 10_000


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        HTML,
        b"",
        b"GIF89a" + b"\0" * 40,
        making.PDF,
        b"\x00\x00\x00\x18ftypavif" + b"\0" * 40,
        b"BM" + b"\0" * 60,
    ],
    ids=["svg", "html", "empty", "gif", "pdf", "avif", "bmp"],
)
def test_what_is_no_photo_of_the_four_kinds_is_refused(data: bytes) -> None:
    with pytest.raises(refusals.NotAPicture):
        pictures.judge(BytesIO(data))


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic"]
)
def test_a_script_behind_the_first_bytes_of_a_picture_is_refused(head: bytes) -> None:
    with pytest.raises(refusals.CannotBeRead):
        pictures.judge(BytesIO(head + HTML))


def test_a_script_hidden_in_a_true_picture_does_not_come_along() -> None:
    data = making.photo() + HTML
    assert pictures.judge(BytesIO(data))
    assert all(
        b"script" not in part for part, _size in pictures.renditions(BytesIO(data), RENDITIONS).values()
    )


def test_a_photo_cut_off_in_the_middle_is_found_when_it_is_prepared() -> None:
    data = making.photo("PNG")
    with pytest.raises(refusals.CannotBeRead):
        pictures.renditions(BytesIO(data[: len(data) // 2]), RENDITIONS)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (making.PDF, "pdf"),
        (making.DOCX, "docx"),
        (making.XLSX, "xlsx"),
        (making.PPTX, "pptx"),
        (making.ODT, "odt"),
        (making.ODS, "ods"),
        (making.HWPX, "hwpx"),
        (making.HWP, "hwp"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_documents_are_known_by_their_content(data: bytes, extension: str) -> None:
    assert papers.judge(BytesIO(data)).extension == extension


@pytest.mark.parametrize(
    "data",
    [HTML, SVG, b"", making.photo(), making.DOC, b"MZ\x90\0", b" %PDF-1.7", making.packed({"a.txt": b"a"})],
    ids=["html", "svg", "empty", "photo", "doc", "exe", "late pdf", "zip"],
)
def test_what_is_no_document_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(refusals.NotADocument):
        papers.judge(BytesIO(data))


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b"x"},
        {"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/VBAPROJECT.BIN": b"x"},
    ],
)
def test_office_documents_with_macros_are_refused(parts: dict[str, bytes]) -> None:
    with pytest.raises(refusals.HoldsPrograms):
        papers.judge(BytesIO(making.packed(parts)))


def test_open_documents_with_macros_are_refused_and_those_with_empty_libraries_taken() -> None:
    named = b"application/vnd.oasis.opendocument.text"
    empty = making.packed({"Basic/script-lc.xml": b"", "Basic/Standard/script-lb.xml": b""}, first=named)
    assert papers.judge(BytesIO(empty)).extension == "odt"
    for name in ("Basic/Standard/Module1.xml", "Scripts/python/run.py"):
        with pytest.raises(refusals.HoldsPrograms):
            papers.judge(BytesIO(making.packed({name: b"x"}, first=named)))


def test_a_document_that_would_swell_is_refused_unopened() -> None:
    tight = {"[Content_Types].xml": b"", "word/document.xml": b" " * (30 * MEGABYTE)}
    with pytest.raises(refusals.PackedTooTight):
        papers.judge(BytesIO(making.packed(tight)))
    many = {"[Content_Types].xml": b"", **{f"word/{n}": b"" for n in range(1_001)}}
    with pytest.raises(refusals.PackedTooTight):
        papers.judge(BytesIO(making.packed(many)))


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(refusals.CannotBeRead):
        papers.judge(BytesIO(making.DOCX[: len(making.DOCX) // 2]))


def test_files_above_the_limit_are_refused_and_the_forms_name_the_limit() -> None:
    with pytest.raises(refusals.TooLarge):
        pictures.judge(BytesIO(b"\xff\xd8\xff" + b"\0" * pictures.LARGEST))
    with pytest.raises(refusals.TooLarge):
        papers.judge(BytesIO(making.PDF + b"\0" * papers.LARGEST))
    for kind, largest in (("photo", pictures.LARGEST), ("document", papers.LARGEST)):
        assert f"{largest // MEGABYTE}" in str(FORMS[kind].base_fields["file"].help_text)


def test_the_bomb_of_these_tests_is_a_true_header() -> None:
    bomb = making.bomb(7, 9)
    assert zlib.crc32(bomb[12:29]).to_bytes(4, "big") == bomb[29:33]
    assert Image.open(BytesIO(bomb)).size == (7, 9)
