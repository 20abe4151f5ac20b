"""Pictures and papers of the demo city, drawn on the spot: nothing of anybody's is shown."""

from datetime import datetime
from io import BytesIO

from django.db.models import Model
from PIL import Image, ImageDraw

from civic.accounts.models import User
from civic.attachments.domain import adding, rendering
from civic.attachments.holders import seen
from civic.attachments.models import Attachment
from civic.audit.domain.recording import reference

WIDTH, HEIGHT = 1200, 800
SCENES: dict[str, tuple[str, str, list[tuple[str, tuple[int, int, int, int]]]]] = {
    "dark alley": ("#141c33", "#2b2f3d", [("#1f2740", (0, 120, 420, 620)), ("#232b45", (780, 60, 1200, 620)), ("#ffe9a8", (560, 180, 640, 240)), ("#6b6b72", (592, 240, 608, 620))]),
    "ground broken": ("#b9d3ea", "#a58f6f", [("#d98f2b", (160, 430, 420, 600)), ("#333333", (190, 590, 260, 660)), ("#333333", (320, 590, 390, 660)), ("#c8442f", (800, 470, 1080, 620))]),
    "carts": ("#cfe4d8", "#bdb8a9", [("#2f6f4f", (180, 380, 540, 600)), ("#222222", (220, 580, 300, 660)), ("#222222", (420, 580, 500, 660)), ("#2f6f4f", (660, 380, 1020, 600)), ("#222222", (700, 580, 780, 660)), ("#222222", (900, 580, 980, 660))]),
    "round table": ("#e9e2d6", "#c9b79c", [("#8c6b4a", (300, 380, 900, 620)), ("#3a6ea5", (180, 300, 280, 480)), ("#a53a57", (920, 300, 1020, 480)), ("#4b8b5a", (540, 240, 660, 400))]),
}  # fmt: skip
"""Name → sky, ground, and coloured shapes: round ones are wheels, tables and heads."""
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def drawn(scene: str) -> bytes:
    """A flat picture of the scene as JPEG."""
    sky, ground, shapes = SCENES[scene]
    picture = Image.new("RGB", (WIDTH, HEIGHT), sky)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT * 3 // 4, WIDTH, HEIGHT), fill=ground)
    for colour, (left, top, right, bottom) in shapes:
        is_round = abs((right - left) - (bottom - top)) <= 20
        (pen.ellipse if is_round else pen.rectangle)((left, top, right, bottom), fill=colour)
    into = BytesIO()
    picture.save(into, "JPEG", quality=80)
    return into.getvalue()


def add_photo(person: User, row: Model, scene: str, words: str, at: datetime) -> Attachment | None:
    """Add a drawn photo to ``row`` and prepare it at once; None where the person may not see the row."""
    return _add(person, row, adding.Chosen(BytesIO(drawn(scene)), f"{scene}.jpg", "photo"), words, at)


def add_paper(person: User, row: Model, words: str, at: datetime, words_en: str = "") -> Attachment | None:
    """Add an empty page as a document."""
    return _add(person, row, adding.Chosen(BytesIO(PAPER), "paper.pdf", "document"), words, at, words_en)


def _add(
    person: User, row: Model, chosen: adding.Chosen, words: str, at: datetime, words_en: str = ""
) -> Attachment | None:
    held = seen(reference(row), person)
    if held is None:
        return None
    added = adding.add(person, held, chosen, words=words, words_en=words_en, at=at)
    rendering.prepare(added.pk)
    return Attachment.objects.get(pk=added.pk)
