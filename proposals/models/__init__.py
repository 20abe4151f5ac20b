"""Citizens' proposals: what is stored. What may be done to them is in actions.py, how it is done in domain/."""

from proposals.models.answers import Answer, Routing
from proposals.models.assisted import Assistance
from proposals.models.calls import Call, Ladder, NumberYear, Step, TopicRoute
from proposals.models.debates import Debate, Evidence, HeadAnswer, Rung, Voice
from proposals.models.desk import AnswerDraft, AnswerTemplate, Note, Question, Rating, Slip
from proposals.models.moves import Merge, Transfer
from proposals.models.pairs import TitlePair
from proposals.models.places import Tallied, Tally
from proposals.models.proposals import Proposal, ProposalQuerySet
from proposals.models.searches import SavedSearch
from proposals.models.supports import Support, Uncounted
from proposals.models.terms import Award, Terms, TermsChange, TermsQuerySet
from proposals.models.texts import Encounter, KeyShare, SetAside, Version
from proposals.models.together import CoProposer, Invitation

__all__ = [
    "Answer",
    "AnswerDraft",
    "AnswerTemplate",
    "Assistance",
    "Award",
    "Call",
    "CoProposer",
    "Debate",
    "Encounter",
    "Evidence",
    "HeadAnswer",
    "Invitation",
    "KeyShare",
    "Ladder",
    "Merge",
    "Note",
    "NumberYear",
    "Proposal",
    "ProposalQuerySet",
    "Question",
    "Rating",
    "Routing",
    "Rung",
    "SavedSearch",
    "SetAside",
    "Slip",
    "Step",
    "Support",
    "Tallied",
    "Tally",
    "Terms",
    "TermsChange",
    "TermsQuerySet",
    "TitlePair",
    "TopicRoute",
    "Transfer",
    "Uncounted",
    "Version",
    "Voice",
]
