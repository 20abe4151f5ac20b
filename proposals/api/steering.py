"""What staff do with a proposal beside answering it, for programs: merge, split, transfer, public debate."""

from typing import Any

from rest_framework.request import Request

from civic.api.scopes import Scope
from civic.api.steps import Step, asking
from civic.common.refusals import StaleState
from proposals import actions
from proposals.api import inputs, outputs
from proposals.api.views import for_act, one
from proposals.domain import debating, merging, splitting, transferring
from proposals.models import Debate, Proposal, Voice

FILLED = "-"  # stands for a reason while it is asked whether the step is open at all


def _debate(request: Request, number: str) -> Debate:
    found: Debate | None = getattr(for_act(request, number), "debate", None)
    if found is None:
        raise StaleState
    return found


def _as_it_is_now(request: Request, row: Proposal | Debate, _done: Any) -> Any:
    about = row.proposal if isinstance(row, Debate) else row
    return outputs.ProposalDetailOutput(one(request, str(about.number))).data


def _part(request: Request, _whole: Proposal, part: Proposal) -> Any:
    return outputs.ProposalDetailOutput(one(request, str(part.number))).data


def _stance(_request: Request, debate: Debate, voice: Voice) -> Any:
    debate.refresh_from_db(fields=["pro_count", "con_count"])
    found = {"stance": voice.stance, "in_favour": debate.pro_count, "against": debate.con_count}
    return outputs.StanceOutput(found).data


STEPS = [
    Step(
        path="merge/", name="proposal-merge", operation="proposal_merge",
        summary="Merge into another proposal: supports are united by person",
        find=for_act, opens=asking(actions.open_merge_form, "proposal"),
        takes=inputs.MergeInput, act=merging.merge, answer=_as_it_is_now, output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="merge/undo/", name="proposal-unmerge", operation="proposal_unmerge", summary="Undo a merge",
        find=for_act, opens=asking(actions.undo_merge, "source", reason=FILLED),
        takes=inputs.ReasonInput, act=merging.undo_merge, answer=_as_it_is_now, output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="split/", name="proposal-split", operation="proposal_split",
        summary="Split a part off; gives the new proposal",
        find=for_act, opens=asking(actions.open_merge_form, "proposal"),
        takes=inputs.SplitInput, act=splitting.split, answer=_part, output=outputs.ProposalDetailOutput, status=201,
    ),
    Step(
        path="transfer/", name="proposal-transfer", operation="proposal_transfer",
        summary="Transfer to a borough or a body outside the city",
        find=for_act, opens=asking(actions.open_transfer_form, "proposal"),
        takes=inputs.TransferInput, act=transferring.transfer, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="transfer/news/", name="proposal-transfer-news", operation="proposal_transfer_news",
        summary="Report how it stands at the other body",
        find=for_act, opens=asking(actions.follow_transfer, "proposal", note=FILLED),
        takes=inputs.TransferNewsInput, act=transferring.report, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="transfer/back/", name="proposal-take-back", operation="proposal_take_back",
        summary="Take a transferred proposal back",
        find=for_act, opens=asking(actions.follow_transfer, "proposal", note=FILLED),
        takes=inputs.ReasonInput, act=transferring.take_back, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="debate/", name="proposal-debate", operation="proposal_debate", summary="Open a public debate",
        find=for_act, opens=asking(actions.decide_on_debate, "proposal"),
        takes=inputs.DebateInput, act=debating.open_debate, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput, status=201,
    ),
    Step(
        path="debate/decline/", name="proposal-debate-decline", operation="proposal_debate_decline",
        summary="Decide that no public debate is held",
        find=for_act, opens=asking(actions.decline_debate, "proposal", reason=FILLED),
        takes=inputs.ReasonInput, act=debating.decline_debate, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="debate/conclusions/", name="proposal-debate-conclusions", operation="proposal_debate_conclude",
        summary="Publish the conclusions of a debate",
        find=_debate, opens=asking(actions.conclude_debate, "debate", timed=True, conclusions=FILLED),
        takes=inputs.ConclusionsInput, act=debating.conclude_debate, answer=_as_it_is_now,
        output=outputs.ProposalDetailOutput,
    ),
    Step(
        path="debate/stance/", name="proposal-debate-stance", operation="proposal_debate_stance",
        summary="Take a position in a public debate, or change it",
        find=_debate, opens=asking(actions.take_part, "debate", timed=True),
        takes=inputs.StanceInput, act=debating.take_part, answer=_stance, output=outputs.StanceOutput,
        scope=Scope.TAKE_PART,
    ),
]  # fmt: skip
