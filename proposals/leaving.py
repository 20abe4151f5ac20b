"""What a person who leaves takes along: drafts and saved searches, which nobody else has seen. Proposals and supports stay."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from proposals.models import CoProposer, Proposal, SavedSearch


@on_leave("proposals")
def drafts(person: User) -> None:
    Proposal.objects.filter(author=person, state=Proposal.State.DRAFT).delete()
    CoProposer.objects.filter(user=person, proposal__state=Proposal.State.DRAFT).delete()


@on_leave("proposals.searches")
def searches(person: User) -> None:
    SavedSearch.objects.filter(user=person).delete()
