"""Who may see the thread of a thing that nobody reports and hides (of the others moderation knows it: civic.moderation.subjects).

An app registers how to find the thing for a viewer, and imports it when it is ready:

    registry.add("workshops.workshop", title_for)
"""

from collections.abc import Callable
from typing import Any

from civic.common.registry import Registry

TitleFor = Callable[
    [str, Any], str | None
]  # primary key, viewer → its title, or None where they may not see it
registry: Registry[TitleFor] = Registry("thing with comments")
