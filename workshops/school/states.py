"""The life of a course: planned → open for enrolment → finished; or cancelled."""

from civic.common.states import StateTable
from workshops.school.models import Course

S = Course.State

course_states = StateTable(
    "school.course",
    S.values,
    [
        ("announce", [S.PLANNED], S.OPEN),
        ("finish", [S.OPEN], S.FINISHED),
        ("cancel", [S.PLANNED, S.OPEN], S.CANCELLED),
    ],
)
