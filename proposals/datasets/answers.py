"""Every answer of a department, interim and final, with its disposition and dates."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from proposals.models import Answer, Proposal

COLUMNS = [
    Column("proposal", "string", _("reference number of the proposal")),
    Column("interim", "boolean", _("whether it is an interim answer")),
    Column("department", "string", _("code of the department")),
    Column("disposition", "string", _("the decision")),
    Column("reason_code", "string", _("why it is not possible")),
    Column("text", "string", _("the answer")),
    Column("text_en", "string", _("the answer in English")),
    Column("planned_on", "date", _("planned date")),
    Column("recheck_on", "date", _("looked at again on")),
    Column("answered_at", "dateTime", _("when it was answered")),
    Column("answer_due_at", "dateTime", _("when the final answer was due")),
    Column("in_time", "boolean", _("whether the final answer came by the due date")),
]
SAME = ("interim", "disposition", "reason_code", "text", "text_en", "planned_on", "recheck_on")


@dataset(
    "answers",
    title=_("Answers to citizens' proposals"),
    description=_("What the departments answered, and whether they kept the date."),
    columns=COLUMNS,
)
def rows() -> Iterator[dict[str, Any]]:
    public = Answer.objects.filter(proposal__state__in=Proposal.PUBLIC_STATES)
    for one in public.select_related("proposal", "department").order_by("at", "pk").iterator(chunk_size=500):
        due = one.proposal.answer_due_at
        yield {name: getattr(one, name) for name in SAME} | {
            "proposal": one.proposal.number,
            "department": one.department.code,
            "answered_at": one.at,
            "answer_due_at": due,
            "in_time": None if one.interim or due is None else one.at <= due,
        }
