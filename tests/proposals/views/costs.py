"""How many queries a page may cost."""

LIST = 5  # rows, is a call open, topics, areas, departments
DETAIL = (
    10  # the proposal, its ladder, answers, routings, versions, rungs, transfers, merges, comments, replies
)
DESK = 7  # session, person, second factor, roles, unread notices, what is due, what has no department
