"""What a person who leaves takes along: drafts and saved searches, which nobody else has seen. Proposals and supports stay."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from proposals.domain import handing_over
from proposals.models import CoProposer, Encounter, Proposal, SavedSearch


@on_leave("proposals")
def drafts(person: User) -> None:
    """Drafts of their own go; one that others write too is theirs from now on, for it holds their words."""
    for draft in Proposal.objects.filter(author=person, state=Proposal.State.DRAFT).order_by("pk"):
        if not handing_over.to_the_next(draft):
            draft.delete()
    CoProposer.objects.filter(user=person, proposal__state=Proposal.State.DRAFT).delete()


@on_leave("proposals.searches")
def searches(person: User) -> None:
    SavedSearch.objects.filter(user=person).delete()
    Encounter.objects.filter(person=person).update(person=None)
