"""Opinion groups of a room or a conversation, in plain Python and numpy: no Django, no database, no randomness.

Who agreed, disagreed or passed on which statement → groups of people who answered alike, what each group says that
others do not, what all share and what divides them. The method is the published one of Polis (Small, Bjorkegren,
Erkkilä, Shaw and Megill 2021, "Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces", Recerca 26(2)):
two principal components of the vote matrix with missing votes at the statement's mean, k-means with k of 2 to 5 chosen
by the silhouette, statements ranked by two tests of proportions. Why it is our own code: docs/explanation/groups.md.
"""

from workshops.groups.errors import VotesError
from workshops.groups.grouping import Grouping, group_opinions
from workshops.groups.reading import read_votes
from workshops.groups.votes import Votes

__all__ = ["Grouping", "Votes", "VotesError", "group_opinions", "read_votes"]
