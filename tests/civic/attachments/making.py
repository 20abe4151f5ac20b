"""Photos and documents made on the spot: none is kept in the repository."""

import zipfile
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, TiffImagePlugin

pillow_heif.register_heif_opener()
SEOUL = ((37, 33, 59), (126, 58, 41))


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """The left half red, the right half blue: so one sees which way up it is."""
    image = Image.new(mode, (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def exif(*, orientation: int = 1) -> bytes:
    """Data as a telephone writes it: place, camera, day, and how it was held."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Secretphone"
    data[0x9003] = "2026:11:26 10:00:00"
    latitude, longitude = (tuple(TiffImagePlugin.IFDRational(n) for n in part) for part in SEOUL)
    data[0x8825] = {1: "N", 2: latitude, 3: "E", 4: longitude}
    return data.tobytes()


def photo(kind: str = "JPEG", **how: object) -> bytes:
    """A photo of this kind with everything that a telephone adds."""
    orientation = int(how.pop("orientation", 1))  # type: ignore[call-overload]  # the caller gives a number
    into = BytesIO()
    extra = {"comment": b"secret comment"} if kind == "JPEG" else {}
    picture(**how).save(into, kind, exif=exif(orientation=orientation), **extra)  # type: ignore[arg-type]
    return into.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes whose header promises 900 million pixels."""
    into = BytesIO()
    Image.new("1", (8, 8)).save(into, "PNG")
    data = bytearray(into.getvalue())
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def packed(parts: dict[str, bytes], *, first: bytes | None = None) -> bytes:
    """A ZIP with these parts; ``first`` is the content of an entry `mimetype` before them, as ODF and HWPX have it."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, data in parts.items():
            archive.writestr(name, data)
    return into.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DOCX = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
XLSX = packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})
PPTX = packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<w/>"})
ODT = packed({"content.xml": b"<o/>"}, first=b"application/vnd.oasis.opendocument.text")
ODS = packed({"content.xml": b"<o/>"}, first=b"application/vnd.oasis.opendocument.spreadsheet")
HWPX = packed({"Contents/content.hpf": b"<h/>", "Scripts/headerScripts": b""}, first=b"application/hwp+zip")
HWP = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\0" * 504
    + b"HWP Document File"
    + b"\0" * 495
    + "FileHeader".encode("utf-16-le")
)
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")
