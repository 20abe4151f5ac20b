"""What is told of a count in a district with so few voters that their number is left out: what won, never how many.

The numbers of ballots and of votes would give the number of voters away that the turnout leaves out, and from the
fingerprint of a few ballots one could try out what they were. The order of the projects and what is funded are told.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.counting import Verdict
from budgeting.results.models import EnvelopeCount, Standing

NUMBERS = ("ballots", "blank", "blanks", "void", "voids", "profile_sha256")
TRACES = ("ties", "comparison")
OF_A_STEP = ("project", "rank", "verdict")
WHY: dict[str, str | Promise] = {
    Verdict.SELECTED: gettext_lazy("It was funded when its turn came."),
    Verdict.EXCLUDED: gettext_lazy("A project that excludes it was funded before."),
    Verdict.BELOW_THRESHOLD: gettext_lazy("It has fewer votes than the rules ask for."),
}


def without_numbers(body: dict[str, Any]) -> dict[str, Any]:
    """The facts of an envelope for programs, without what would tell how many voted."""
    left_out: dict[str, Any] = {name: None for name in NUMBERS if name in body}
    left_out |= {name: [] for name in TRACES if name in body}
    if "steps" in body:
        left_out["steps"] = [{name: one[name] for name in OF_A_STEP} for one in body["steps"]]
    return {**body, **left_out}


def votes(standing: Standing, row: EnvelopeCount) -> int | None:
    """The votes of a project, None where they are not told."""
    return None if row.untold else int(standing.votes)


def step(standing: Standing, row: EnvelopeCount) -> dict[str, Any]:
    """The step of the rule; of one whose numbers are not told only what the rule did."""
    return {"verdict": standing.step["verdict"]} if row.untold else standing.step


def why(standing: Standing) -> str:
    """Why a project is funded or not, where numbers are not told."""
    return str(WHY.get(standing.step["verdict"], _("The money left did not suffice when its turn came.")))
