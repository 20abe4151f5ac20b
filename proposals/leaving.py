"""What a person who leaves takes along: drafts, which nobody else has ever seen. Proposals and supports stay."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from proposals.models import CoProposer, Proposal


@on_leave("proposals")
def drafts(person: User) -> None:
    Proposal.objects.filter(author=person, state=Proposal.State.DRAFT).delete()
    CoProposer.objects.filter(user=person, proposal__state=Proposal.State.DRAFT).delete()
