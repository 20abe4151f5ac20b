"""Documents: tagged, in their language, with Korean that can be read out, and nothing that a person wrote run as markup."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from civic.common import pdf

AT = datetime(2026, 11, 26, 1, tzinfo=UTC)
RARE = "뷁 똠방각하 햏"
HANJA = "大韓民國 協治 李"


def made(*blocks: dict[str, Any], title: str = "제3차 회의록", language: str = "ko") -> PdfReader:
    return PdfReader(
        io.BytesIO(pdf.document(blocks, title=title, language=language, at=AT, issuer="해든시 참여예산과"))
    )


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def tags(reader: PdfReader) -> list[Any]:
    """The structure elements in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_a_document_says_its_language_its_title_and_that_it_is_tagged() -> None:
    root = made(pdf.heading("회의")).trailer["/Root"]
    assert root["/Lang"] == "ko"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert made().metadata.title == "제3차 회의록"
    assert made(language="en").trailer["/Root"]["/Lang"] == "en"


def test_headings_lists_and_tables_with_header_cells_are_marked() -> None:
    reader = made(
        pdf.heading("출석"),
        pdf.table("출석 위원", ["이름", "표"], [["홍○○", "1"], ["김○○", "1"]], numbers=[1]),
        pdf.bullets(["하나", "둘"]),
    )
    kinds = [one["/S"] for one in tags(reader)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1
    assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TD"), kinds.count("/LI")) == (1, 2, 4, 2)
    assert "/Caption" in kinds
    header = next(one for one in tags(reader) if one["/S"] == "/TH")
    assert {"/Scope": "/Column"}.items() <= dict(header["/A"][0]).items()


def test_every_syllable_and_the_hanja_of_offices_can_be_read_out_again() -> None:
    text = text_of(made(pdf.paragraph(f"{RARE}\n{HANJA}"), pdf.heading(f"굵게 {RARE}")))
    assert RARE in text
    assert HANJA in text
    assert "글꼴" not in text
    assert "해든시 참여예산과" in text


def test_text_in_pieces_of_syllables_is_put_together() -> None:
    decomposed = "\u1112\u1161\u11ab\u1100\u1173\u11af"  # as some systems send "한글"
    assert "한글" in text_of(made(pdf.paragraph(decomposed)))


def test_a_sign_that_no_font_has_does_not_break_the_document_and_is_told() -> None:
    text = text_of(made(pdf.paragraph("좋아요 😀 龘 \x07\u200b끝")))
    assert "좋아요 〓 〓 끝" in text
    assert "〓 표시로 바꾸어" in text


def test_what_a_person_wrote_is_never_markup() -> None:
    evil = '#read("/etc/hostname") $x^2$ *bold* <label> = not a heading \\ " }'
    reader = made(pdf.paragraph(evil), pdf.facts([(evil, evil)]), pdf.bullets([evil]), title=evil)
    assert text_of(reader).count("$x^2$ *bold* <label>") >= 5
    assert [one["/S"] for one in tags(reader)].count("/H1") == 1


def test_a_piece_in_another_language_is_marked_for_the_voice_that_reads_it() -> None:
    reader = made(pdf.paragraph("사유"), pdf.paragraph("Reason", language="en"))
    assert "en" in {one.get("/Lang") for one in tags(reader)}


def test_a_long_table_repeats_its_header_on_every_page_and_pages_are_numbered() -> None:
    reader = made(pdf.table("표", ["이름머리", "값"], [[f"{n}번", "값"] for n in range(200)]))
    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, 1):
        assert "이름머리" in page.extract_text()
        assert f"쪽 {number} / {len(reader.pages)}" in page.extract_text()


def test_the_same_document_has_the_same_bytes() -> None:
    assert pdf.document([], title="가", language="ko", at=AT) == pdf.document(
        [], title="가", language="ko", at=AT
    )


def test_a_document_that_would_not_be_accessible_is_refused() -> None:
    with pytest.raises(pdf.PdfTrouble, match="heading"):
        made(pdf.heading("건너뛴 단계", level=4))


def test_a_template_reads_its_values_and_a_missing_one_is_named() -> None:
    with pytest.raises(pdf.PdfTrouble, match=r"pdf/none\.typ"):
        pdf.render("pdf/none.typ", {}, title="가", language="ko", at=AT)
