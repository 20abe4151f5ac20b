"""What people wrote when they registered is deleted some time after the workshop."""

from datetime import datetime, timedelta

from workshops.before.questions import KEPT_DAYS
from workshops.models import Invitation, QuestionAnswer, Registration, Waiting


def forget(at: datetime) -> int:
    """Delete answers to the host's questions, what people said they need, and addresses of invitations; gives how many
    answers went. Safe at any time, any number of times."""
    over = {"workshop__ends_at__lte": at - timedelta(days=KEPT_DAYS)}
    Registration.objects.filter(**over).exclude(needs="").update(needs="")
    Waiting.objects.filter(**over).exclude(needs="", answers={}).update(needs="", answers={})
    Invitation.objects.filter(**over).exclude(email="").update(email="")
    past = {f"registration__{name}": value for name, value in over.items()}
    return QuestionAnswer.objects.filter(**past).delete()[0]
