"""How many queries a page may cost."""

LIST = 6  # rows, is a call open, topics, areas, departments, calls
DETAIL = 12  # the proposal, ladder, answers, slips, routings, versions, rungs, transfers, co-proposers, merges, comments,
# replies
UNANSWERED = DETAIL - 1  # where there is no answer, nobody looks for its slips
DESK = 7  # session, person, second factor, roles, unread notices, what is due, what has no department
