"""Listening workshops: registration, attendance, opinions and what became of each."""

from workshops.models.maps import OpinionMap
from workshops.models.opinions import Opinion, StatementVote
from workshops.models.registrations import Registration
from workshops.models.waiting import Waiting
from workshops.models.workshops import Workshop

__all__ = ["Opinion", "OpinionMap", "Registration", "StatementVote", "Waiting", "Workshop"]
