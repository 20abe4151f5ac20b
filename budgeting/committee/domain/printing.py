"""Minutes as files: set once they are published, in each language, with the file's hash on the record."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count

from budgeting.committee.models import Minutes, Paper
from budgeting.committee.paper import paper_of
from civic.accounts.actors import System
from civic.audit.domain.recording import record

PRINTER = System("minutes-printer")


def print_waiting(at: datetime, most: int = 20) -> int:
    """Set the papers of published minutes that have none yet; gives how many minutes were dealt with."""
    languages = [code for code, _name in settings.LANGUAGES]
    waiting = (
        Minutes.objects.filter(state=Minutes.State.PUBLISHED)
        .annotate(papers_there=Count("papers"))
        .filter(papers_there__lt=len(languages))
        .order_by("published_at")
        .values_list("pk", flat=True)[:most]
    )
    for pk in list(waiting):
        for language in languages:
            print_minutes(pk, language, at=at)
    return len(waiting)


@transaction.atomic
def print_minutes(pk: int, language: str, *, at: datetime) -> Paper | None:
    """One paper of one language; None where it is there already, or where another worker is at it. Raises PdfTrouble.

    The file comes before its row: after a crash between the two, the next run writes the same bytes again.
    """
    minutes = (
        Minutes.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("session__committee")
        .filter(pk=pk, state=Minutes.State.PUBLISHED)
        .exclude(papers__language=language)
        .first()
    )
    if minutes is None:
        return None
    data = paper_of(minutes, language)
    paper = Paper(minutes=minutes, language=language, digest=sha256(data).hexdigest(), size=len(data), at=at)
    if default_storage.exists(paper.path):
        default_storage.delete(paper.path)
    default_storage.save(paper.path, ContentFile(data))
    paper.save()
    record(
        PRINTER, "committee.print_minutes", minutes, language=language, sha256=paper.digest, size=paper.size
    )
    return paper
