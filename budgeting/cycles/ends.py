"""What a project that goes no further says in place of the next phase."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project

ENDS: dict[str, str | Promise] = {
    Project.State.INELIGIBLE: _(
        "This project goes no further in this cycle, unless an objection changes the review. It is not voted on."
    ),
    Project.State.NOT_ADMITTED: _("The committee did not admit this project: it is not voted on."),
    Project.State.LEFT_BEHIND: _(
        "Its review or the committee's decision was not there when the vote opened, so this project is not voted on. "
        "The idea can be proposed again when the next cycle gathers proposals."
    ),
    Project.State.WITHDRAWN: _("This project was withdrawn and goes no further."),
    Project.State.TAKEN_OFF: _("This project left the ballot and goes no further in this cycle."),
    Project.State.DIVIDED: _("The projects that it was divided into go on by themselves."),
    Project.State.NOT_FUNDED: _(
        "This project gets no money in this cycle. The idea can be proposed again when the next cycle gathers proposals."
    ),
}

INELIGIBLE_FOR_GOOD = _("This project goes no further in this cycle. It is not voted on.")


def end_of(project: Project, *, prices_published: bool) -> str | Promise | None:
    """The sentence of the project's state; once prices are published no objection changes a review any more."""
    if prices_published and project.state == Project.State.INELIGIBLE:
        return INELIGIBLE_FOR_GOOD
    return ENDS.get(project.state)
