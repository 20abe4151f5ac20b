"""What officers do about a vote through the API, as a table of steps."""

from rest_framework.request import Request

from budgeting.cycles.models import Project
from budgeting.voting import actions
from budgeting.voting.api import inputs, outputs
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.views.fetching import project_of
from civic.api.steps import Step, asking


def _project(request: Request, slug: str, pk: int) -> Project:
    return project_of(request.user, slug, pk)


OF_A_PROJECT = [
    Step(
        path="taken-off/", name="vote-taken-off", operation="votes_take_off",
        summary="Take a project off the ballot, with its ground and reason",
        find=_project, opens=asking(actions.take_off_ballot, "project", timed=True), takes=inputs.TakeOffInput,
        act=take_off_ballot, timed=False, output=outputs.TakenOffOutput, status=201,
    ),
]  # fmt: skip
