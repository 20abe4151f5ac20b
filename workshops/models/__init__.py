"""Listening workshops: registration, attendance, opinions and what became of each."""

from workshops.models.feedback import Feedback
from workshops.models.following import FollowUp, OpinionAnswer
from workshops.models.maps import OpinionMap
from workshops.models.opinions import Opinion, StatementVote
from workshops.models.registrations import Registration
from workshops.models.series import Series
from workshops.models.themes import Theme, ThemeStep
from workshops.models.waiting import Waiting
from workshops.models.workshops import Workshop

__all__ = [
    "Feedback",
    "FollowUp",
    "Opinion",
    "OpinionAnswer",
    "OpinionMap",
    "Registration",
    "Series",
    "StatementVote",
    "Theme",
    "ThemeStep",
    "Waiting",
    "Workshop",
]
