"""Citizens' proposals: what is stored. What may be done to them is in actions.py, how it is done in domain/."""

from proposals.models.answers import Answer, Routing
from proposals.models.calls import Call, Ladder, NumberYear, Step, TopicRoute
from proposals.models.debates import Debate, Evidence, HeadAnswer, Rung, Voice
from proposals.models.moves import Merge, Transfer
from proposals.models.proposals import Proposal, ProposalQuerySet
from proposals.models.supports import Support
from proposals.models.texts import Encounter, Version

__all__ = [
    "Answer",
    "Call",
    "Debate",
    "Encounter",
    "Evidence",
    "HeadAnswer",
    "Ladder",
    "Merge",
    "NumberYear",
    "Proposal",
    "ProposalQuerySet",
    "Routing",
    "Rung",
    "Step",
    "Support",
    "TopicRoute",
    "Transfer",
    "Version",
    "Voice",
]
