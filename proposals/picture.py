"""The picture that messengers show beside a link to a proposal: its title, where it stands, its supports.

1200 × 630 pixels, drawn on the server with the fonts of the documents (civic/common/pdf/fonts): no browser, no other site.
"""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from civic.common.pdf.glyphs import FONTS

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
INK, MUTED, GROUND, BAND = "#1e2124", "#464c53", "#ffffff", "#0b50d0"
TRACK, TAG = "#e6e8ea", "#ecf2fe"
LINES, TITLE_SIZE, TITLE_STEP = 3, 68, 92
Font = ImageFont.FreeTypeFont


@cache
def _font(size: int, *, bold: bool = False) -> Font:
    return ImageFont.truetype(str(FONTS / f"Pretendard-{'Bold' if bold else 'Regular'}.otf"), size)


def card(*, site: str, number: str, state: str, title: str, supports: str, share: float | None) -> bytes:
    """A PNG; ``share`` is how far the supports have come (0 to 1), None where none are gathered."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 20), fill=BAND)
    _tag(pen, state, number)
    for line_number, line in enumerate(wrapped(title, _font(TITLE_SIZE, bold=True), WIDTH - 2 * MARGIN)):
        pen.text((MARGIN, 170 + line_number * TITLE_STEP), line, font=_font(TITLE_SIZE, bold=True), fill=INK)
    if share is not None:
        left, right, top = MARGIN, WIDTH - MARGIN, 516
        pen.rounded_rectangle((left, top, right, top + 18), 9, fill=TRACK)
        reached = left + round((right - left) * min(max(share, 0.0), 1.0))
        if reached - left >= 18:
            pen.rounded_rectangle((left, top, reached, top + 18), 9, fill=BAND)
    pen.text((MARGIN, 462), supports, font=_font(36, bold=True), fill=INK)
    pen.text((MARGIN, 556), site, font=_font(32), fill=MUTED)
    found = BytesIO()
    image.quantize(64).save(found, "PNG", optimize=True)
    return found.getvalue()


def _tag(pen: ImageDraw.ImageDraw, state: str, number: str) -> None:
    font = _font(34, bold=True)
    width = round(font.getlength(state)) + 48
    pen.rounded_rectangle((MARGIN, 72, MARGIN + width, 132), 12, fill=TAG)
    pen.text((MARGIN + 24, 102), state, font=font, fill=BAND, anchor="lm")
    pen.text((MARGIN + width + 28, 102), number, font=_font(32), fill=MUTED, anchor="lm")


def wrapped(text: str, font: Font, width: int, most: int = LINES) -> list[str]:
    """A text in lines of at most ``width`` pixels: broken between words, a word that is too long inside; cut with "…"."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if font.getlength(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while font.getlength(word) > width:
            fits = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n]) <= width)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]
