"""Listening workshops: registration, attendance, opinions and what became of each."""

from workshops.models.agenda import AgendaItem
from workshops.models.citizen_plans import CitizenPlan
from workshops.models.feedback import Feedback
from workshops.models.following import FollowUp, OpinionAnswer
from workshops.models.invitations import Invitation
from workshops.models.maps import OpinionMap
from workshops.models.minutes import Minutes
from workshops.models.opinions import Opinion, StatementVote
from workshops.models.outcomes import OutcomeEntry
from workshops.models.places import Reserved
from workshops.models.questions import Question, QuestionAnswer
from workshops.models.registrations import Registration
from workshops.models.series import Series
from workshops.models.themes import Theme, ThemeStep
from workshops.models.waiting import Waiting
from workshops.models.workshops import Workshop

__all__ = [
    "AgendaItem",
    "CitizenPlan",
    "Feedback",
    "FollowUp",
    "Invitation",
    "Minutes",
    "Opinion",
    "OpinionAnswer",
    "OpinionMap",
    "OutcomeEntry",
    "Question",
    "QuestionAnswer",
    "Registration",
    "Reserved",
    "Series",
    "StatementVote",
    "Theme",
    "ThemeStep",
    "Waiting",
    "Workshop",
]
