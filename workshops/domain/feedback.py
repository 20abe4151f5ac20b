"""Two questions after a workshop."""

from datetime import datetime

from django.db import transaction

from civic.accounts.models import User
from civic.common.constraints import refusing
from workshops.after import actions, refusals
from workshops.models import Feedback, Workshop
from workshops.models.feedback import once_key


def give_feedback(actor: User, workshop: Workshop, *, heard: int, trusts: int, at: datetime) -> None:
    """Keep the two answers (1 to 5) without the person. Raises FeedbackGiven, FeedbackClosed, WasNotThere, SignInFirst."""
    with transaction.atomic():
        actions.give_feedback.require(actor, workshop=workshop, at=at)
        with refusing({"feedback_once_by_a_person": refusals.FeedbackGiven}):
            Feedback.objects.create(
                workshop=workshop, once=once_key(workshop, actor), heard=heard, trusts=trusts
            )
