"""How a small invented cycle of a demo city begins: its process, itself with a thread, and its rules."""

from typing import Any

from budgeting.cycles.models import Cycle, RuleSet
from budgeting.cycles.past_years import PRESETS
from civic.comments.domain.threads import open_thread
from civic.portal.demo import Stage
from civic.processes.models import Process


def begun(stage: Stage, *, name: str, year: int, title: str, title_en: str, days: int, **rules: Any) -> Cycle:
    """A cycle that has been there for ``days``, by Seoul's preset with what ``rules`` change, without money or phases."""
    process = Process.objects.create(
        slug=f"budget-{stage.name}-{year}-{name}",
        kind=Process.Kind.BUDGET,
        area=stage.city,
        title=title,
        title_en=title_en,
        created_at=stage.days(-days),
    )
    cycle = Cycle.objects.create(
        process=process, slug=f"{stage.name}-{year}-{name}", budget_year=year, published=True
    )
    cycle.thread = open_thread(cycle, cycle.get_absolute_url())
    cycle.save(update_fields=["thread"])
    RuleSet.objects.create(cycle=cycle, **{**PRESETS["seoul"].rules, **rules})
    return cycle
