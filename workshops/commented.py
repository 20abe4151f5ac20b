"""The thread of a workshop is for whoever may see the workshop."""

from typing import Any

from civic.comments.subjects import registry
from civic.common.bilingual import localized
from workshops.models import Workshop


def title_for(key: str, viewer: Any) -> str | None:
    found = Workshop.objects.visible_to(viewer).filter(pk=key).first()
    return localized(found, "title") if found is not None else None


registry.add("workshops.workshop", title_for)
